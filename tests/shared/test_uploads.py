"""S15 and S26: which files are taken, what they are called, and where they lie."""

import os
import time

import pikepdf
import pytest

from app.shared.apart import DidNotFinish, run_apart
from app.shared.clock import now
from app.shared.database import db
from app.shared.uploads import (
    MOST_BYTES,
    UnusableFile,
    checked_pdf,
    clean_name,
    forget_file,
    keep_file,
    missing_files,
    send_stored,
    sweep_orphans,
)
from app.shared.uploads.keeping import ORPHAN_AGE
from tests.shared.pdfs import (
    encrypted,
    pdf,
    with_attachment,
    with_open_action,
    with_script_in_an_annotation,
)

NAME = pikepdf.Name


def test_a_plain_pdf_is_taken_as_it_is():
    data = pdf(3)
    taken = checked_pdf("Beschluss 12.pdf", data)
    assert (taken.name, taken.data) == ("Beschluss 12.pdf", data)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: b"", "empty"),
        (lambda: b"%PDF-1.7\n" + b" " * MOST_BYTES, "too_large"),
        (lambda: b"<html><script>alert(1)</script>", "not_pdf"),
        (lambda: b"PK\x03\x04" + pdf(), "not_pdf"),
        (lambda: b"%PDF-1.7\nno more than this", "broken"),
        (encrypted, "encrypted"),
        (lambda: encrypted(user="secret"), "encrypted"),
        (lambda: with_open_action(S=NAME.JavaScript, JS="app.alert(1)"), "active"),
        (lambda: with_open_action(S=NAME.Launch, F="cmd.exe"), "active"),
        (lambda: with_open_action(S=NAME.SubmitForm, F="https://evil.example"), "active"),
        (with_attachment, "active"),
        (with_script_in_an_annotation, "active"),
        (lambda: pdf(201), "too_many_pages"),
        (lambda: pdf(0), "too_many_pages"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_taken(make, problem):
    with pytest.raises(UnusableFile) as refused:
        checked_pdf("a.pdf", make())
    assert refused.value.problem == problem


def test_a_file_whose_reading_needs_too_much_memory_or_time_is_broken_off(tmp_path):
    greedy, endless = tmp_path / "greedy.py", tmp_path / "endless.py"
    greedy.write_text("x = bytearray(10 ** 9)")
    endless.write_text("while True: pass")
    with pytest.raises(DidNotFinish, match="MemoryError"):
        run_apart(greedy, b"")
    start = time.monotonic()
    with pytest.raises(DidNotFinish):
        run_apart(endless, b"", seconds=1)
    assert time.monotonic() - start < 8


def test_what_runs_apart_has_no_secrets_and_writes_no_files(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    curious = tmp_path / "curious.py"
    curious.write_text("import os; print(sorted(os.environ))")
    assert b"SECRET_KEY" not in run_apart(curious, b"")
    writing = tmp_path / "writing.py"
    target = tmp_path / "out"
    writing.write_text(f"import pathlib; pathlib.Path({str(target)!r}).write_text('x')")
    with pytest.raises(DidNotFinish):
        run_apart(writing, b"")
    assert not target.exists() or not target.read_text()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Beschluss.pdf", "Beschluss.pdf"),
        ("Beschluss.PDF", "Beschluss.pdf"),
        ("Größe & Maß.pdf", "Größe & Maß.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\a.pdf", "a.pdf"),
        ("CON", "datei-CON.pdf"),
        ("nul.pdf", "datei-nul.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe.pdf"),
        ('a"\r\nX-Evil: 1.pdf', "a_X-Evil_ 1.pdf"),
        ("", "datei.pdf"),
        ("....", "datei.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
    ],
)
def test_names_of_files_are_harmless(typed, kept):
    assert clean_name(typed, "pdf") == kept


def test_a_kept_file_lies_under_another_name_and_comes_back_under_its_own(app, tmp_path):
    data = pdf()
    with app.app_context(), app.test_request_context():
        stored = keep_file(checked_pdf("Größe.pdf", data), None)
        db.session.commit()
        assert "Größe" not in stored.path.name
        assert stored.path.parent == tmp_path / "uploads"
        assert stored.path.read_bytes() == data
        answer = send_stored(stored)
        answer.direct_passthrough = False
        sent = answer.get_data()
        answer.close()
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf" in disposition
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.mimetype == "application/pdf"
    assert sent == data


def test_a_file_goes_a_day_after_its_row_and_one_with_a_row_stays(app):
    with app.app_context():
        stays = keep_file(checked_pdf("a.pdf", pdf()), None)
        goes = keep_file(checked_pdf("b.pdf", pdf()), None)
        db.session.commit()
        path = goes.path
        forget_file(goes)
        db.session.commit()
        assert path.is_file()
        assert sweep_orphans(now() - ORPHAN_AGE) == 0
        for one in (path, stays.path):
            os.utime(one, (0, 0))
        assert sweep_orphans(now() - ORPHAN_AGE) == 1
        assert (path.exists(), stays.path.exists()) == (False, True)


def test_a_lost_file_is_noticed(app):
    with app.app_context():
        stored = keep_file(checked_pdf("a.pdf", pdf()), None)
        db.session.commit()
        assert missing_files() == []
        stored.path.unlink()
        assert missing_files() == ["a.pdf"]
    doctor = app.test_cli_runner().invoke(args=["doctor"])
    assert "1 uploaded files are not in" in doctor.output
    assert doctor.exit_code == 1
