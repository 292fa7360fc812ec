"""Many contributions at once: read, checked, imported exactly once."""

import pytest
from sqlalchemy import select

from app.accounts.services import Scope
from app.guidelines.queries import catalogue
from app.shared.clock import now
from app.shared.database import db
from app.shared.errors import NotPossible
from app.shared.jobs import Job, run_one
from app.shared.transactions import commit_apart
from app.submissions.models import ImportFile, ImportRow, Submission, SubmissionCount
from app.submissions.queries import by_receipt_code, history_of
from app.submissions.queries.imports import figures_of
from app.submissions.services import receipt_code
from app.submissions.services.importing import (
    import_rows,
    order_import,
    running,
    submission_key,
)
from app.submissions.services.submitting import due_after
from tests.factories import make_organisation, make_person
from tests.submissions import tables
from tests.submissions.importing import (
    checked,
    imported,
    said_about,
    set_all,
    taken_back,
    texts,
    uploaded,
    work,
)

TWO = ["Ortsteil", "Beitrag"]
FORMATS = {
    "xlsx": tables.xlsx(),
    "ods": tables.ods(),
    "csv with semicolons": tables.csv_file(),
    "csv with commas": tables.csv_file(delimiter=","),
    "csv with tabs": tables.csv_file(delimiter="\t"),
    "csv with a mark": tables.csv_file(encoding="utf-8-sig"),
    "csv of old Windows": tables.csv_file(encoding="cp1252"),
    "csv with wide letters": tables.csv_file(delimiter="\t", encoding="utf-16"),
}


@pytest.fixture
def city(app):
    with app.app_context():
        yield


@pytest.mark.parametrize("content", FORMATS.values(), ids=FORMATS)
def test_every_format_is_read_the_same(city, content):
    assert imported(content).state == "done"
    assert texts() == [row[1] for row in tables.ROWS]


@pytest.mark.parametrize("write", [tables.csv_file, tables.xlsx, tables.ods])
def test_a_text_may_have_lines_quotation_marks_and_separators(city, write):
    said = 'Erste Zeile;\nzweite, mit "Anführung" und = am Ende ='
    imported(write([["Rieth", said]], TWO))
    assert texts() == [said]


def test_a_row_becomes_a_contribution_like_any_other(city):
    organisation = make_organisation("Sozialwerk Anger")
    person = make_person("organisation", scope=Scope(organisation_id=organisation.id))
    rows = [["Rieth", "Ein Treffpunkt fehlt.", "Bedarf", "Wohnen", "Englisch", "ja", 12]]
    headings = [*TWO, "Art", "Handlungsfeld", "Sprache", "Weitergegeben", "Stimmen"]
    found = imported(tables.xlsx(rows, headings), organisation=organisation, person=person)
    one = db.session.scalars(select(Submission)).one()
    assert (one.area.slug, one.place, one.kind, one.language) == ("rieth", "area", "need", "en")
    assert (one.channel, one.contributor_kind, one.on_behalf) == (
        "import",
        "welfare_provider",
        "others",
    )
    assert (one.organisation_id, one.entered_by_id) == (organisation.id, person.id)
    assert one.due_at == due_after(one.received_at)
    assert [hint.code_id for hint in one.hints] == [catalogue().by_key["field:wohnen"].id]
    assert [line.to_status for line in history_of(one.id)] == ["received"]
    counted = db.session.scalars(select(SubmissionCount)).one()
    assert (counted.area_key, counted.status, counted.number) == (one.area_id, "received", 1)
    assert (counted.voices, counted.relayed, one.voices) == (12, 1, 12)
    assert by_receipt_code(receipt_code(submission_key(found.public_id, 2))) is one


WRONG = {
    "an unknown Ortsteil": (["Riet", "Ein Text"], "error", "area", "Rieth"),
    "nothing like an Ortsteil": (["Qqqqqq", "Ein Text"], "error", "area", None),
    "no text": (["Rieth", ""], "error", "text", None),
    "a short text": (["Rieth", "ja"], "error", "text", None),
    "a long text": (["Rieth", "x" * 5001], "error", "text", None),
    "an unknown kind": (["Rieth", "Ein Text", "Bedraf"], "error", "kind", "Bedarf"),
    "an unknown code": (["Rieth", "Ein Text", "", "Wohnungen"], "error", "field", "Wohnen"),
    "no number of voices": (["Rieth", "Ein Text", "", "", "viele"], "error", "voices", None),
    "too many voices": (["Rieth", "Ein Text", "", "", "999999"], "error", "voices", None),
    "a person": (["Rieth", "Frau Müller, Telefon 0361 555 01 23"], "warning", "text", None),
    "no Ortsteil": (["", "Ein Text"], "warning", "area", None),
}


@pytest.mark.parametrize(("row", "level", "column", "meant"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_or_strange_is_told_with_its_row(city, row, level, column, meant):
    content = tables.xlsx([tables.ROWS[0][:2], row], [*TWO, "Art", "Handlungsfeld", "Stimmen"])
    found = checked(content)
    (only,) = said_about(found)
    assert (only[0], only[1], only[2], only[4]) == (3, level, column, meant)
    figures = figures_of(found.id)
    assert (figures.failed, figures.warned) == ((1, 0) if level == "error" else (0, 1))


GOOD_PLACES = {
    "the name": ("Möbisburg-Rhoda", "moebisburg-rhoda"),
    "another spelling": ("moebisburg rhoda", "moebisburg-rhoda"),
    "the number": ("06", "rieth"),
    "the number without zero": ("6", "rieth"),
    "with the word before": ("Ortsteil Rieth", "rieth"),
}


@pytest.mark.parametrize(("typed", "slug"), GOOD_PLACES.values(), ids=GOOD_PLACES)
def test_an_ortsteil_is_known_in_many_spellings(city, typed, slug):
    imported(tables.xlsx([[typed, "Ein Text"]], TWO))
    assert db.session.scalars(select(Submission)).one().area.slug == slug


def test_cells_without_a_heading_are_not_cut_off_in_silence(city):
    content = b"Ortsteil;Beitrag\nRieth;Die Bank; sie fehlt\n"
    (only,) = said_about(checked(content, name="t.csv"))
    assert only[1:3] == ("error", "text")


def test_empty_rows_and_the_example_of_the_template_are_left_out(city):
    rows = [["", ""], ["Rieth", "[BEISPIEL] So geht es."], ["Rieth", "Echt"]]
    found = imported(tables.xlsx(rows, TWO))
    assert texts() == ["Echt"]
    assert figures_of(found.id).all == 1


def test_the_same_twice_in_a_file_is_imported_once(city):
    rows = [["Rieth", "Eine Bank fehlt."], ["Rieth", "eine Bank  fehlt"], ["Altstadt"] * 2]
    found = imported(tables.xlsx(rows, TWO))
    assert texts() == ["Eine Bank fehlt.", "Altstadt"]
    assert said_about(found)[0][:2] == (3, "error")


def test_the_same_file_again_imports_only_what_is_new(city):
    imported(tables.xlsx())
    again = imported(tables.xlsx([*tables.ROWS, ["Rieth", "Neu dazugekommen.", "", "", "", ""]]))
    assert figures_of(again.id).failed == 3
    assert texts() == [*(row[1] for row in tables.ROWS), "Neu dazugekommen."]


def test_another_organisation_may_say_the_same(city):
    imported(tables.xlsx())
    imported(tables.xlsx(), organisation=make_organisation("Anderes Werk"))
    assert len(texts()) == 6


def test_what_was_taken_back_can_be_imported_again(city):
    taken_back(imported(tables.xlsx()))
    assert figures_of(imported(tables.xlsx()).id).done == 3


def test_an_import_that_runs_again_stores_nothing_twice(city):
    found = imported(tables.xlsx())
    set_all(ImportFile, state="running")
    set_all(ImportRow, status="new", submission_id=None)
    import_rows(found.id, lambda done, total: None)
    assert texts() == [row[1] for row in tables.ROWS]
    assert figures_of(found.id).done == 3


def test_a_worker_killed_after_every_portion_never_gives_the_import_up(city, monkeypatch):
    monkeypatch.setattr(running, "PORTION", 1)
    rows = [["Rieth", f"Text {number}"] for number in range(12)]
    found = checked(tables.xlsx(rows, TWO))
    order_import(None, found)
    db.session.commit()

    def killed(*what):
        commit_apart(*what)
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "commit_apart", killed)
    for _ in rows:
        with pytest.raises(KeyboardInterrupt):
            run_one()
        db.session.rollback()
        set_all(Job, lease_until=now())
    monkeypatch.setattr(running, "commit_apart", commit_apart)
    work()
    assert (figures_of(found.id).done, len(texts())) == (12, 12)
    job = db.session.get_one(Job, db.session.get_one(ImportFile, found.id).job_id)
    assert (job.state, job.progress) == ("done", 12)


def test_nothing_is_imported_before_the_check(city):
    with pytest.raises(NotPossible):
        order_import(None, uploaded(tables.xlsx()))
