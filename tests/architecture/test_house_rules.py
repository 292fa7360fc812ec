"""Rules that a machine keeps: sizes, templates, floors; each with a planted violation."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.architecture

PROJECT = Path(__file__).parents[2]
APP = PROJECT / "app"
TEMPLATES = APP / "templates"
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE, LONGEST_VIEW = 300, 30, 100, 30
CONTROL = re.compile(r"<(input|select|textarea|button)[\s>]")
INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|\|\s*safe\b""")


def python_files():
    folders = (APP, PROJECT / "tests", PROJECT / "bench", PROJECT / "migrations")
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def templates():
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def long_functions(source):
    """Return (name, lines) of functions whose body without docstring is too long."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            has_text = ast.get_docstring(node) is not None
            body = node.body[1:] if has_text else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            if lines > LONGEST_FUNCTION:
                found.append((node.name, lines))
    return found


def hidden_imports(source):
    """Return the lines of imports inside functions."""
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)]
    inner = [node for function in functions for node in ast.walk(function)]
    return [n.lineno for n in inner if isinstance(n, ast.Import | ast.ImportFrom)]


def test_no_python_file_is_longer_than_300_lines():
    long = {
        str(p): n for p in python_files() if (n := len(p.read_text().splitlines())) > LONGEST_FILE
    }
    assert not long


def test_no_function_is_longer_than_30_lines():
    found = {str(p): f for p in APP.rglob("*.py") if (f := long_functions(p.read_text()))}
    assert not found


def test_no_template_is_longer_than_100_lines():
    files = templates()
    long = {str(p): n for p in files if (n := len(p.read_text().splitlines())) > LONGEST_TEMPLATE}
    assert not long


def test_no_import_hides_in_a_function_of_the_application():
    found = {str(p): n for p in APP.rglob("*.py") if (n := hidden_imports(p.read_text()))}
    assert not found


def test_only_components_write_form_controls():
    rooms = [p for p in templates() if p.parent.name != "components"]
    assert not [str(p) for p in rooms if CONTROL.search(p.read_text())]


def test_no_template_has_inline_code_or_unescaped_output():
    assert not [str(p) for p in templates() if INLINE.search(p.read_text())]


def test_markup_is_trusted_in_one_file_alone():
    trusting = [
        p.relative_to(APP).as_posix() for p in APP.rglob("*.py") if "Markup(" in p.read_text()
    ]
    assert trusting == ["shared/text.py"]


def test_writing_files_stay_with_services_views_and_commands():
    """Only `transactions`, commands and the background worker end a transaction."""
    allowed = re.compile(r"shared/|/cli\.py|demo/services/")
    pattern = re.compile(r"session\.commit\(\)")
    found = [
        p.relative_to(APP).as_posix() for p in APP.rglob("*.py") if pattern.search(p.read_text())
    ]
    assert not [path for path in found if not allowed.search(path)]


def test_needed_fields_are_not_filled_in_with_blanks():
    """WTForms' own validator takes blanks for an answer: `Filled` of shared/forms does not."""
    found = [
        p.relative_to(APP).as_posix() for p in APP.rglob("*.py") if "InputRequired" in p.read_text()
    ]
    assert found == ["shared/forms.py"]


@pytest.mark.parametrize(
    ("violation", "find"),
    [
        ("def f():\n" + "    x = 1\n" * 31, long_functions),
        ("def f():\n    import os\n", hidden_imports),
        ("<input name=a>", CONTROL.search),
        ('<p style="color:red">', INLINE.search),
        ("<script>alert(1)</script>", INLINE.search),
        ('<a onclick="x()">', INLINE.search),
        ("{{ text | safe }}", INLINE.search),
    ],
)
def test_a_planted_violation_is_found(violation, find):
    assert find(violation)


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("areas/queries.py", "from app.submissions.models import Submission"),
        ("pages/queries/__init__.py", "from app.moderation.views import blueprint"),
        ("moderation/services/decisions.py", "from flask import request"),
        ("pages/queries/__init__.py", "import bleach"),
        ("accounts/policy.py", "from app.accounts.services import record"),
    ],
    ids=["upward", "another room's views", "web in a service", "sanitiser", "order in a room"],
)
def test_import_contracts_refuse_planted_violations(tmp_path, room, line):
    copy = _copy_of_the_house(tmp_path)
    file = copy / "app" / room
    file.write_text(file.read_text() + f"\n{line}\n")
    assert _contracts(copy).returncode != 0


def test_import_contracts_refuse_a_room_without_a_floor(tmp_path):
    copy = _copy_of_the_house(tmp_path)
    (copy / "app" / "cellar").mkdir()
    (copy / "app" / "cellar" / "__init__.py").write_text("")
    assert _contracts(copy).returncode != 0


def test_import_contracts_hold(tmp_path):
    result = _contracts(_copy_of_the_house(tmp_path))
    assert result.returncode == 0, result.stdout


def _copy_of_the_house(folder):
    for path in [PROJECT / "pyproject.toml", *APP.rglob("*.py")]:
        target = folder / path.relative_to(PROJECT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text())
    (folder / "config.py").write_text((PROJECT / "config.py").read_text())
    return folder


def _contracts(folder):
    command = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [command, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True
    )
