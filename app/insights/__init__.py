"""What the contributions add up to: statistics, indicators, gaps and interfaces."""
