"""P5, P9: nothing of a deleted contribution is left anywhere, and the figures stay as they were."""

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from app.exports.models import Selection
from app.exports.services import export_path, files_with, order_export
from app.moderation.models import Coding, DefinitionNote
from app.moderation.services import code_passage, draw, publish
from app.privacy.models import Erasure, LegalHold
from app.privacy.queries import requests_about, stored_about
from app.privacy.services import answer, ledger_path, object_to, reapply, restrict
from app.shared.clock import now, to_local
from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from app.submissions.models import Submission, SubmissionCount
from app.submissions.queries import by_id
from app.submissions.services import add, ask, correct, forward, note_event, recount, withdraw
from app.submissions.services import answer as answer_question
from tests.factories import code_id, make_submission, somebody

CANARY = "Zaunkönigin"  # with a letter that is stored in other ways by other means
LETTERS = "zaunk"  # what every spelling of it begins with
SAID = f"Frau {CANARY} braucht am Park eine Bank."


def work():
    while run_one() or run_idle():
        db.session.remove()


def everything_about_it(app):
    """A contribution with the canary in every text that it can have; return its id."""
    with app.app_context():
        moderator, second = somebody(), somebody("admin")
        submission = make_submission(text=SAID, organisation=CANARY, email=f"{CANARY}@example.org")
        add(submission, f"Noch etwas von {CANARY}")
        ask(submission, moderator, f"Wer ist {CANARY}?")
        answer_question(submission, f"{CANARY} bin ich")
        code_passage(moderator, submission, submission.version, code_id("field:wohnen"), (0, 16))
        correct(submission, f"{SAID} Bald.")
        forward(submission, moderator, f"Amt {CANARY}", f"Notiz {CANARY}")
        db.session.commit()
        number, own = submission.public_number, submission.id
        _publish(submission, moderator)
        note_event(own, "concern_joined", "AN-1", f"Bank für {CANARY}")
        drawn = draw(moderator, submission)
        drawn.reason = f"Weil {CANARY}"
        db.session.add(_note_on_definition(drawn, second))
        request = object_to(submission, f"{CANARY} ist erkennbar")
        db.session.commit()
        answer(second, request, "refused", f"Liebe {CANARY}")
        held = LegalHold(submission_id=own, reason=f"Streit um {CANARY}", since=now())
        db.session.add(held)
        for format in ("csv", "xlsx"):
            order_export(moderator, format, Selection(), f"datei.{format}")
        db.session.commit()
        work()
        assert len(files_with(number)) == 2
        return own


def _publish(submission, moderator):
    note = f"Kommentar {CANARY}"
    publish(moderator, submission, submission.version, [], [code_id("field:wohnen")], note)


def _note_on_definition(drawn, person):
    own = {"second_coding_id": drawn.id, "person_id": person.id, "code_id": code_id("field:wohnen")}
    return DefinitionNote(text=f"Auch {CANARY}", at=now(), **own)


def erased(app, own):
    with app.app_context():
        withdraw(by_id(own))
        db.session.commit()
        work()


def rows_with_the_canary(app):
    with app.app_context():
        return [
            (table.name, row)
            for table in db.metadata.sorted_tables
            for row in map(repr, db.session.execute(select(table)))
            if LETTERS in row.lower()
        ]


def totals(app):
    with app.app_context():
        counted = select(func.sum(SubmissionCount.number), func.sum(SubmissionCount.voices))
        codings = select(func.count()).select_from(Coding)
        return tuple(map(int, db.session.execute(counted).one())), db.session.scalar(codings)


def test_the_canary_is_in_every_text_that_belongs_to_a_contribution(app):
    everything_about_it(app)
    found = {name for name, _ in rows_with_the_canary(app)}
    assert {
        *("submission", "addition", "question", "kept_text", "status_change", "submission_event"),
        *("coding", "second_coding", "definition_note", "privacy_request", "legal_hold"),
        *("public_terms", "staff_terms"),
    } <= found


def test_nothing_is_left_in_any_table_after_deleting(app):
    own = everything_about_it(app)
    before = totals(app)
    erased(app, own)
    assert rows_with_the_canary(app) == []
    assert totals(app) == before


def test_nothing_is_left_of_a_restricted_contribution_either(app):
    own = everything_about_it(app)
    with app.app_context():
        restrict(by_id(own))
        db.session.commit()
    erased(app, own)
    assert rows_with_the_canary(app) == []


def test_nothing_is_left_on_the_disk(app, tmp_path, capfd):
    own = everything_about_it(app)
    erased(app, own)
    with app.app_context():
        file = db.engine.url.database
        if db.engine.dialect.name == "sqlite":
            db.session.remove()
            with db.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    folders = [tmp_path, *([Path(file).parent] if Path(file).is_file() else [])]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert not _has_the_canary(path.read_bytes()), path
    printed = capfd.readouterr()
    assert LETTERS not in (printed.out + printed.err).lower()


def _has_the_canary(data):
    if zipfile.is_zipfile(io.BytesIO(data)):
        packed = zipfile.ZipFile(io.BytesIO(data))
        return any(_has_the_canary(packed.read(name)) for name in packed.namelist())
    return LETTERS.encode() in data.lower()


def test_an_error_in_a_job_names_no_value(app):
    with app.app_context(), pytest.raises(Exception, match="hide_parameters") as caught:
        db.session.execute(text("INSERT INTO nowhere VALUES (:a)"), {"a": CANARY})
    assert CANARY not in str(caught.value)


def test_the_tombstone_keeps_the_month_and_what_is_counted(app):
    own = everything_about_it(app)
    with app.app_context():
        before = by_id(own)
        kept = (before.receipt_hash, before.area_id, before.channel, before.voices)
    erased(app, own)
    with app.app_context():
        after = by_id(own)
        assert (after.receipt_hash, after.area_id, after.channel, after.voices) == kept
        assert (to_local(after.received_at).day, after.content_hash) == (1, "")
        stored = stored_about(after)
        assert stored["written"] == {
            "text": None,
            "text_version": after.text_version,
            "earlier_texts": [],
            "messages": [],
        }
        assert [stored["contact"], stored["public"], stored["mails_planned"]] == [None, None, []]
        assert [one.outcome for one in requests_about(own)] == ["refused"]


def test_files_without_the_contribution_stay(app):
    own = everything_about_it(app)
    with app.app_context():
        job = order_export(somebody(), "csv", Selection(area_id=1), "andere.csv")
        path = export_path(job)
        db.session.commit()
        work()
        assert path.is_file()
    erased(app, own)
    assert path.is_file()


def test_an_erasure_is_done_again_after_an_older_copy_was_restored(app):
    """The row is put back by hand, as it stood in the backup; the ledger's file stayed."""
    own = everything_about_it(app)
    with app.app_context():
        other = make_submission(text="Bleibt")
        kept = {c.key: getattr(by_id(own), c.key) for c in Submission.__table__.columns}
    erased(app, own)
    with app.app_context():
        back = {name: kept[name] for name in ("text", "public_text", "published_at", "status")}
        with db.engine.begin() as connection:
            connection.execute(
                Submission.__table__.update().where(Submission.id == own).values(**back)
            )
            connection.execute(Erasure.__table__.delete())
        recount()
        db.session.commit()
        assert ledger_path().read_text().startswith(kept["receipt_hash"])
    answer = app.test_cli_runner().invoke(args=["privacy", "reapply-erasures"])
    assert "1 contributions deleted again" in answer.output
    with app.app_context():
        work()
        assert by_id(own).status == "withdrawn"
        assert by_id(other.id).text == "Bleibt"
        assert reapply() == []
