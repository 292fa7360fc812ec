"""Libraries that few requests need are loaded when they are first used."""

import subprocess
import sys

import pytest

from app.shared.lazy import lazy
from tests.conftest import PROJECT

CHECK = """
import sys
from app.shared.lazy import lazy
pdf = lazy("pikepdf")
before = "pikepdf._core" in sys.modules
pdf.Pdf
print(before, "pikepdf._core" in sys.modules)
"""


def test_a_library_is_loaded_when_something_in_it_is_asked_for():
    asked = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True)
    assert asked.stdout.split() == ["False", "True"], asked.stderr


def test_a_missing_library_is_told_at_once():
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        lazy("no_such_library")


AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from app.shared.lazy import lazy
pdf = lazy("pikepdf")
with ThreadPoolExecutor(8) as threads:
    print(len({id(found) for found in threads.map(lambda _: pdf.Pdf, range(8))}))
"""


def test_several_threads_may_ask_at_once():
    asked = subprocess.run([sys.executable, "-c", AT_ONCE], capture_output=True, text=True)
    assert asked.stdout.split() == ["1"], asked.stderr


PART = """
import sys
from app.shared.lazy import part_of
german = part_of("snowballstemmer", "german_stemmer").GermanStemmer()
again = part_of("snowballstemmer", "german_stemmer").GermanStemmer()
print(german.stemWord("bäume"), again.stemWord("häuser"))
print([name for name in sys.modules if name.endswith("_stemmer")])
"""


def test_one_module_of_a_package_comes_without_the_others():
    asked = subprocess.run([sys.executable, "-c", PART], capture_output=True, text=True)
    lines = ["baum haus", "['snowballstemmer.german_stemmer']"]
    assert asked.stdout.splitlines() == lines, asked.stderr


DOCUMENTS = ("docx", "numpy", "odfdo", "pikepdf", "pygments", "typst", "xlsxwriter.workbook")
SELDOM = ("bleach", "cryptography", "holidays", "markdown_it", "phonenumbers", "segno", "stdnum")
HEAVY = ("alembic", "snowballstemmer.english_stemmer", *DOCUMENTS, *SELDOM)
WORKER = """
import sys
import wsgi
wsgi.app.test_client().get("/", headers={"Host": "127.0.0.1"})
print(*[name for name in sys.argv[1].split() if name in sys.modules])
"""


def test_a_web_process_starts_without_what_only_documents_and_commands_need(database_url, tmp_path):
    environ = {"INSTANCE_DIR": str(tmp_path), "DATABASE_URL": database_url, "PATH": "/usr/bin:/bin"}
    asked = subprocess.run(
        [sys.executable, "-c", WORKER, " ".join(HEAVY)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=environ,
    )
    assert asked.stdout.split() == [], asked.stderr
    assert asked.returncode == 0
