"""Older exports can be made again, byte for byte, whatever became of the catalogue since."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
import time_machine
from sqlalchemy import select

from app.moderation.services import assign_codes
from app.shared.clock import now, to_local
from app.shared.database import db
from app.submissions.models import Submission
from tests.factories import code_id, make_submission, somebody
from tests.guidelines.test_successions import NEW, OLD, put_in_force
from tests.moderation.test_carrying import coded, do_all_jobs


def write(app, path, format, *more):
    """Write an export by the command; return its bytes."""
    args = ["exports", "write", "--format", format, "--output", str(path), *more]
    result = app.test_cli_runner().invoke(args=args)
    assert result.exit_code == 0, result.output
    return path.read_bytes()


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def local(moment):
    return to_local(moment).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def earlier(app):
    """Version 2 and three contributions from four hours ago; the moment two hours later."""
    moment = now() - dt.timedelta(hours=4)
    with app.app_context(), time_machine.travel(moment, tick=False):
        put_in_force(OLD)
        do_all_jobs()
    with app.app_context(), time_machine.travel(moment + dt.timedelta(minutes=1), tick=False):
        for codes in (("a", "b"), ("c", "d", "e"), ("gone",)):
            coded(*codes)
    return moment + dt.timedelta(hours=2)


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_version_gives_the_same_bytes_before_and_after_the_next(app, tmp_path, earlier, format):
    as_of = ("--as-of", local(earlier))
    before = write(app, tmp_path / "before", format, "--code-book", "2", *as_of)
    with app.app_context():
        make_submission(status="published")
        put_in_force(NEW)
        do_all_jobs()
    with time_machine.travel(now() + dt.timedelta(hours=3)):
        after = write(app, tmp_path / "after", format, "--code-book", "2", *as_of)
        assert after == before
        assert write(app, tmp_path / "unsaid", format, *as_of) == before
        assert write(app, tmp_path / "next", format, "--code-book", "3", *as_of) != before


def test_each_version_has_its_own_codes(app, tmp_path, earlier):
    with app.app_context():
        put_in_force(NEW)
        do_all_jobs()
    fields = {
        version: [
            (row["Handlungsfelder"], row["Katalogversion"])
            for row in rows_of(write(app, tmp_path / "o", "csv", "--code-book", version))
        ]
        for version in ("2", "3")
    }
    assert fields["2"] == [
        ("field:a; field:b", "2"), ("field:c; field:d; field:e", "2"), ("field:gone", "2"),
    ]  # fmt: skip
    assert fields["3"] == [
        ("field:a; field:b", "3"), ("field:c1; field:c2; field:de", "3"), ("", ""),
    ]  # fmt: skip


def test_the_version_that_is_still_being_filled_is_not_exported(app, tmp_path, earlier):
    with app.app_context():
        put_in_force(NEW)
    rows = rows_of(write(app, tmp_path / "o.csv", "csv"))
    assert {row["Katalogversion"] for row in rows} == {"2"}
    path = tmp_path / "o.xlsx"
    args = ["exports", "write", "--format", "xlsx", "--output", str(path), "--code-book", "3"]
    result = app.test_cli_runner().invoke(args=args)
    assert result.exit_code == 1
    assert "no complete codings of version 3" in result.output
    assert not path.exists()


def test_the_file_says_as_of_when_and_with_which_version(app, tmp_path, earlier):
    path = tmp_path / "o.xlsx"
    write(app, path, "xlsx", "--as-of", local(earlier), "--code-book", "2")
    book = openpyxl.load_workbook(path)
    about = {row[0].value: row[1].value for row in book["Über diese Datei"].iter_rows()}
    assert about["Stand"] == to_local(earlier).strftime("%d.%m.%Y %H:%M Europe/Berlin")
    assert about["Katalog"] == "Version 2"
    minute = earlier.replace(second=0, microsecond=0, tzinfo=None)
    assert book.properties.created == minute


def test_what_came_later_is_left_out(app, tmp_path, earlier):
    with app.app_context():
        coded("a", text="später")
        db.session.commit()
    assert len(rows_of(write(app, tmp_path / "o", "csv"))) == 4
    assert len(rows_of(write(app, tmp_path / "o", "csv", "--as-of", local(earlier)))) == 3


def test_a_code_that_was_given_later_is_left_out(app, tmp_path, earlier):
    as_of = ("--as-of", local(earlier))
    before = write(app, tmp_path / "o", "csv", *as_of)
    with app.app_context():
        gone = db.session.scalar(select(Submission).order_by(Submission.id.desc()))
        codes = [code_id("field:gone"), code_id("field:a")]
        assign_codes(somebody(), gone, gone.version, codes, None)
        db.session.commit()
    assert "field:a; field:gone" in write(app, tmp_path / "o", "csv").decode()
    assert write(app, tmp_path / "o", "csv", *as_of) == before


def test_a_time_to_come_is_refused(app, tmp_path):
    later = local(now() + dt.timedelta(days=1))
    args = ["exports", "write", "--format", "csv", "--output", str(tmp_path / "o.csv")]
    result = app.test_cli_runner().invoke(args=[*args, "--as-of", later])
    assert result.exit_code == 1
    assert "has not come yet" in result.output


def test_the_form_offers_the_complete_versions(app, client_of, earlier):
    with app.app_context():
        put_in_force(NEW)
    planner = client_of("planner")
    page = planner.get("/export/").text
    offered = page.partition('name="code_book"')[2].partition("</select>")[0]
    assert ("Version 2" in offered, "Version 3" in offered) == (True, False)
    wanted = {"format": "csv", "area": "", "consultation": ""}
    ordered = planner.post_form("/export/", wanted | {"code_book": "2"})
    assert ordered.status_code == 303
    with app.app_context():
        do_all_jobs()
    file = planner.get(f"{ordered.location}/datei")
    assert "katalog-2" in file.headers["Content-Disposition"]
    assert rows_of(file.data)[0]["Katalogversion"] == "2"
    refused = planner.post_form("/export/", wanted | {"code_book": "9"})
    assert refused.status_code == 422
