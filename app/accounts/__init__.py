"""People, roles, sign-in, audit trail."""
