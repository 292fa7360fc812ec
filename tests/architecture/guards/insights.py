"""Who may open the addresses of `insights`."""

GUARDS = {
    "insights.gap_cell": "works on plan",
    "insights.gap_file": "works on plan",
    "insights.gaps": "works on plan",
}
