"""Files that people hand in: received where a view allows it, checked, kept, handed out."""

from app.shared.uploads.checking import (
    MOST_BYTES,
    CheckedPdf,
    UnusableFile,
    checked_pdf,
    clean_name,
)
from app.shared.uploads.keeping import (
    StoredFile,
    forget_file,
    keep_file,
    missing_files,
    send_stored,
    sweep_orphans,
)
from app.shared.uploads.receiving import PdfField, init_uploads, takes_file

__all__ = [
    "MOST_BYTES",
    "CheckedPdf",
    "PdfField",
    "StoredFile",
    "UnusableFile",
    "checked_pdf",
    "clean_name",
    "forget_file",
    "init_uploads",
    "keep_file",
    "missing_files",
    "send_stored",
    "sweep_orphans",
    "takes_file",
]
