"""Who may open the addresses of `insights`."""

GUARDS = {}
