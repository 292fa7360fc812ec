"""Who may open the addresses of `exports`."""

GUARDS = {
    "exports.download": "may export",
    "exports.index": "may export",
    "exports.order": "may export",
    "exports.progress": "may export",
    "exports.state": "may export",
}
