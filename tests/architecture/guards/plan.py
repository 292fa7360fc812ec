"""Who may open the addresses of `plan`."""

GUARDS = {
    "plan.adopting": "may adopt plan",
    "plan.comparison": "public",
    "plan.covers": "works on plan",
    "plan.coverage_list": "works on plan",
    "plan.desk": "works on plan",
    "plan.index": "public",
    "plan.send_cover": "works on plan",
    "plan.send_remove_cover": "works on plan",
    "plan.send_adopting": "may adopt plan",
    "plan.version": "public",
    "plan.version_file": "public",
    "plan.version_measure": "public",
    "plan.versions": "public",
    "plan.working": "works on plan",
}
