"""Who may open the addresses of `reports`."""

GUARDS: dict[str, str] = {
    "reports.begin": "writes reports",
    "reports.desk": "writes reports",
    "reports.edit": "writes reports",
    "reports.file": "public",
    "reports.files": "writes reports",
    "reports.files_state": "writes reports",
    "reports.index": "public",
    "reports.make_files_again": "writes reports",
    "reports.preview": "writes reports",
    "reports.release": "releases reports",
    "reports.report": "public",
    "reports.save": "writes reports",
    "reports.send_release": "releases reports",
    "reports.version": "public",
}
