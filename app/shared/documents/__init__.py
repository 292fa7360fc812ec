"""Documents to print or to work on: the same content as PDF (PDF/UA-1) and as ODT."""

from app.shared.documents.content import (
    Block,
    Document,
    Heading,
    NoteLines,
    Paragraph,
    Table,
)
from app.shared.documents.making import as_odt, as_pdf

__all__ = [
    "Block",
    "Document",
    "Heading",
    "NoteLines",
    "Paragraph",
    "Table",
    "as_odt",
    "as_pdf",
]
