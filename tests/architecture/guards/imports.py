"""Who may open the addresses of `imports`."""

GUARDS = {
    "imports.check_columns": "may import",
    "imports.columns": "may import",
    "imports.findings": "may import",
    "imports.index": "may import",
    "imports.numbers": "may import",
    "imports.show": "may import",
    "imports.start": "may import",
    "imports.state": "may import",
    "imports.template": "may import",
    "imports.throw_away": "may import",
    "imports.undo": "may import",
    "imports.undoing": "may import",
    "imports.upload": "may import",
}
