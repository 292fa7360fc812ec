"""Who may open the addresses of `insights`."""

GUARDS: dict[str, str] = {
    "insights.area_scheme": "public",
    "insights.area_schemes": "public",
    "insights.checked_figures": "works on plan",
    "insights.compare_schemes": "public",
    "insights.figures_upload": "works on plan",
    "insights.gap_cell": "works on plan",
    "insights.gap_file": "works on plan",
    "insights.gaps": "works on plan",
    "insights.indicator": "public",
    "insights.indicator_beside": "works on plan",
    "insights.indicator_series": "public",
    "insights.indicators": "public",
    "insights.load_checked": "works on plan",
    "insights.send_figures": "works on plan",
}
