"""What councils say and demand: statements, proposals under § 45 ThürKO, hearings, deadlines."""
