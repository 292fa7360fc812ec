"""Closed by default: one table of every address and who may open it."""

import pytest

from app.shared.access import UndeclaredAccess, access_of

pytestmark = pytest.mark.architecture

GUARDS = {
    "accounts.send_sign_in": "public",
    "accounts.sign_in": "public",
    "accounts.sign_out": "signed in",
    "councils.desk": "is on a council",
    "exports.download": "may export",
    "exports.index": "may export",
    "exports.order": "may export",
    "exports.progress": "may export",
    "exports.state": "may export",
    "moderation.add_passage": "is moderator",
    "moderation.agreement": "is moderator",
    "moderation.aside": "is moderator",
    "moderation.catalogue_file": "is moderator",
    "moderation.catalogue_version": "is moderator",
    "moderation.catalogues": "is moderator",
    "moderation.concern": "is moderator",
    "moderation.concerns": "is moderator",
    "moderation.difference": "is moderator",
    "moderation.differences": "is moderator",
    "moderation.dissolve_concern": "is moderator",
    "moderation.edit_house_rule": "is admin",
    "moderation.edit_template": "is moderator",
    "moderation.extend_concern": "is moderator",
    "moderation.house_rules": "is admin",
    "moderation.item": "is moderator",
    "moderation.look_at_original": "is moderator",
    "moderation.looks": "is moderator",
    "moderation.measure": "is moderator",
    "moderation.merging": "is moderator",
    "moderation.move_rule": "is admin",
    "moderation.preview_bulk": "is moderator",
    "moderation.quality_page": "is moderator",
    "moderation.queue": "is moderator",
    "moderation.rename_concern": "is moderator",
    "moderation.review": "is moderator",
    "moderation.save_reply": "is moderator",
    "moderation.save_rule": "is admin",
    "moderation.search": "is moderator",
    "moderation.second_coding": "may code second",
    "moderation.send_bulk": "is moderator",
    "moderation.send_catalogue": "is admin",
    "moderation.send_claim": "is moderator",
    "moderation.send_decline": "is moderator",
    "moderation.send_difference": "is moderator",
    "moderation.send_draft": "is admin",
    "moderation.send_forget_view": "is moderator",
    "moderation.send_forward": "is moderator",
    "moderation.send_hold": "is moderator",
    "moderation.send_look": "is moderator",
    "moderation.send_mark": "is moderator",
    "moderation.send_merging": "is moderator",
    "moderation.send_question": "is moderator",
    "moderation.send_release": "is moderator",
    "moderation.send_second_coding": "may code second",
    "moderation.send_take_back": "is moderator",
    "moderation.send_undo": "is moderator",
    "moderation.send_view": "is moderator",
    "moderation.split_concern": "is moderator",
    "moderation.take_passage_away": "is moderator",
    "moderation.templates": "is moderator",
    "organisations.desk": "is in an organisation",
    "organisations.notes": "may hold workshops",
    "organisations.open_contribution": "is in an organisation",
    "organisations.receipts": "may hold workshops",
    "organisations.send_note": "may hold workshops",
    "organisations.send_workshop": "may hold workshops",
    "organisations.take_note_back": "may hold workshops",
    "organisations.workshops": "may hold workshops",
    "pages.accessibility": "public",
    "pages.area": "public",
    "pages.areas": "public",
    "pages.codes": "public",
    "pages.concern": "public",
    "pages.concerns": "public",
    "pages.consultation": "public",
    "pages.consultations": "public",
    "pages.contribution": "public",
    "pages.delete_mail": "is admin",
    "pages.easy_language": "public",
    "pages.feedback": "public",
    "pages.health": "public",
    "pages.home": "public",
    "pages.house_rules": "public",
    "pages.imprint": "public",
    "pages.language": "public",
    "pages.outbox": "is admin",
    "pages.privacy": "public",
    "pages.readiness": "public",
    "pages.resend_mail": "is admin",
    "pages.resend_mails": "is admin",
    "pages.search": "public",
    "pages.unsubscribe": "public",
    "pages.unsubscribing": "public",
    "submissions.add_text": "public",
    "submissions.close": "public",
    "submissions.correction": "public",
    "submissions.delete": "public",
    "submissions.deletion": "public",
    "submissions.me_too": "public",
    "submissions.open_with_code": "public",
    "submissions.receipt": "public",
    "submissions.save_correction": "public",
    "submissions.send": "public",
    "submissions.send_answer": "public",
    "submissions.send_me_too": "public",
    "submissions.status": "public",
    "submissions.write": "public",
}


def test_this_table_is_what_the_application_enforces(app):
    assert access_of(app) == GUARDS


def test_a_view_that_declares_nothing_stops_the_start(app):
    app.view_functions["planted.view"] = lambda: "open to all by mistake"
    with pytest.raises(UndeclaredAccess, match=r"planted\.view"):
        access_of(app)


def test_every_writing_view_owns_its_commit(app):
    writing = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.methods & {"POST", "PUT", "DELETE"}
    }
    forgetful = [
        name for name in writing if not getattr(app.view_functions[name], "commits", False)
    ]
    assert not forgetful
