"""Who may open the addresses of `plan`."""

GUARDS = {
    "plan.desk": "works on plan",
    "plan.index": "public",
}
