"""Documents to print or to work on: the same content as PDF (PDF/UA-1), DOCX and ODT."""

from app.shared.documents.content import (
    Block,
    Contents,
    Document,
    Facts,
    Heading,
    Item,
    ListBlock,
    NoteLines,
    PageBreak,
    Paragraph,
    Picture,
    Prose,
    Span,
    Table,
)
from app.shared.documents.making import as_docx, as_odt, as_pdf
from app.shared.documents.marked_up import blocks_of

__all__ = [
    "Block",
    "Contents",
    "Document",
    "Facts",
    "Heading",
    "Item",
    "ListBlock",
    "NoteLines",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Prose",
    "Span",
    "Table",
    "as_docx",
    "as_odt",
    "as_pdf",
    "blocks_of",
]
