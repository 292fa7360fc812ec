"""Who may open the addresses of `reports`."""

GUARDS = {}
