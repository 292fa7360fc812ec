"""Versions of the catalogue: what changed, drafts, putting one in force."""

from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.policy import is_admin, is_moderator
from app.guidelines.models import CodeBook
from app.guidelines.queries import all_code_books, book_in_force, by_version
from app.guidelines.services import compare, write_code_book
from app.moderation.forms import CatalogueForm, sentence_of
from app.moderation.queries import codings_of_version, effects_of, number_to_look_at
from app.moderation.services import OtherDraft, draft_catalogue, mark_of_draft, publish_catalogue
from app.moderation.views import blueprint
from app.shared.access import allowed_to
from app.shared.database import db
from app.shared.errors import InvalidData
from app.shared.forms import show_again
from app.shared.transactions import commits

MIME = {"yaml": "application/yaml", "csv": "text/csv", "qdc": "application/xml"}


@blueprint.get("/kataloge")
@allowed_to(is_moderator)
def catalogues() -> Any:
    """Show all versions, and for administrators the form for the next draft."""
    form = CatalogueForm(formdata=None)
    return render_template("moderation/catalogues.html", form=form, **_versions())


@blueprint.post("/kataloge")
@allowed_to(is_admin)
@commits
def send_draft() -> Any:
    """Load a file as the draft of the next version."""
    form = CatalogueForm()
    if not form.validate():
        return show_again("moderation/catalogues.html", form, **_versions())
    try:
        book = draft_catalogue(current_user, form.content(), str(form.format()))
    except InvalidData as error:
        form.refuse(error.problems)
        db.session.rollback()
        return show_again("moderation/catalogues.html", form, **_versions())
    flash(_("The draft of version %(version)d is loaded.", version=book.version))
    return redirect(url_for("moderation.catalogue_version", version=book.version), 303)


@blueprint.get("/kataloge/<int:version>")
@allowed_to(is_moderator)
def catalogue_version(version: int) -> Any:
    """Show one version: what changed, and for a draft what publishing it will do."""
    return _version_page(_book_or_404(version))


@blueprint.post("/kataloge/<int:version>/veroeffentlichen")
@allowed_to(is_admin)
@commits
def send_catalogue(version: int) -> Any:
    """Put the draft in force; codings are carried over in the background."""
    book = _book_or_404(version)
    try:
        publish_catalogue(current_user, book, request.form.get("seen", ""))
    except OtherDraft:
        db.session.rollback()
        return _version_page(_book_or_404(version), is_other=True), 409
    flash(_("Version %(version)d is in force. Codings are being carried over.", version=version))
    return redirect(url_for("moderation.catalogue_version", version=version), 303)


@blueprint.get("/kataloge/<int:version>/datei/<format>")
@allowed_to(is_moderator)
def catalogue_file(version: int, format: str) -> Response:
    """Send a version as a file."""
    book = _book_or_404(version)
    if format not in MIME:
        abort(404)
    response = make_response(write_code_book(book, format))
    response.mimetype = MIME[format]
    name = f"katalog-{version}.{format}"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def _version_page(book: CodeBook, is_other: bool = False) -> str:
    before = _version_before(book)
    changes = [sentence_of(change) for change in compare(before, book)] if before else []
    return render_template(
        "moderation/catalogue.html",
        book=book,
        before=before,
        changes=changes,
        formats=list(MIME),
        effects=effects_of(book) if book.status == "draft" else None,
        seen=mark_of_draft(book),
        may_publish=is_admin(current_user) and book.status == "draft",
        is_other=is_other,
    )


def _version_before(book: CodeBook) -> CodeBook | None:
    if book.status == "draft":
        return book_in_force()
    earlier = [one for one in all_code_books() if one.version < book.version]
    return earlier[-1] if earlier else None


def _versions() -> dict[str, Any]:
    books = list(reversed(all_code_books()))
    in_force = book_in_force()
    return {
        "books": [(book, codings_of_version(book)) for book in books],
        "in_force": in_force,
        "number_to_look_at": number_to_look_at(),
        "may_publish": is_admin(current_user),
    }


def _book_or_404(version: int) -> CodeBook:
    book = by_version(version) if version < 2**31 else None
    if book is None:
        abort(404)
    return book
