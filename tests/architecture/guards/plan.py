"""Who may open the addresses of `plan`."""

GUARDS = {
    "plan.index": "public",
}
