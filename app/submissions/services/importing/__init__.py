"""Many contributions at once: template, upload, check, import, undo.

A file is stored before its row, checked as a whole before anything is taken over, and imported
in portions; each portion is one transaction with its lines of the ledger, so that a killed worker
goes on exactly where it was (docs/decisions/0021).
"""

from app.submissions.services.importing.checking import check
from app.submissions.services.importing.hints import finds_personal_data
from app.submissions.services.importing.matching import mapping_problem
from app.submissions.services.importing.receiving import (
    begin_check,
    begin_import,
    order_check,
    order_import,
    order_undo,
    receive,
)
from app.submissions.services.importing.rows import DID_YOU_MEAN
from app.submissions.services.importing.running import import_rows, submission_key
from app.submissions.services.importing.template import template_bytes, write_template
from app.submissions.services.importing.undoing import KEPT_FOR, clear_old, discard, undo_import
from app.submissions.services.importing.words import BY_KEY, COLUMNS

__all__ = [
    "BY_KEY",
    "COLUMNS",
    "DID_YOU_MEAN",
    "KEPT_FOR",
    "begin_check",
    "begin_import",
    "check",
    "clear_old",
    "discard",
    "finds_personal_data",
    "import_rows",
    "mapping_problem",
    "order_check",
    "order_import",
    "order_undo",
    "receive",
    "submission_key",
    "template_bytes",
    "undo_import",
    "write_template",
]
