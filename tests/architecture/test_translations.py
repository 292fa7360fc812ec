"""The German catalogue is complete, and no message loses a placeholder on the way."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.conftest import PROJECT

pytestmark = pytest.mark.architecture

GERMAN = PROJECT / "app" / "translations" / "de" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[ds]|\{n\}")


@pytest.fixture(scope="module")
def messages(tmp_path_factory):
    """All messages of code and templates."""
    target = tmp_path_factory.mktemp("messages") / "all.pot"
    command = [Path(sys.executable).parent / "pybabel", "-q", "extract", "-F", "babel.cfg"]
    command += ["-k", "_l", "-k", "lazy_gettext", "-k", "ngettext:1,2", "-o", target, "."]
    subprocess.run(command, cwd=PROJECT, check=True)
    with target.open("rb") as file:
        return {str(message.id): message for message in read_po(file) if message.id}


@pytest.fixture(scope="module")
def german():
    with GERMAN.open("rb") as file:
        return {str(message.id): message for message in read_po(file) if message.id}


def test_every_message_is_translated(messages, german):
    missing = [m for m in messages if m not in german or not _texts(german[m].string)[0]]
    assert not missing


def test_the_catalogue_holds_nothing_that_is_not_used(messages, german):
    assert not [message for message in german if message not in messages]


def test_placeholders_are_the_same_in_both_languages(german):
    wrong = []
    for message in german.values():
        wanted = set(PLACEHOLDER.findall(_texts(message.id)[-1]))
        found = [set(PLACEHOLDER.findall(text)) for text in _texts(message.string)]
        wrong += [message.id] if any(other - wanted for other in found) else []
        wrong += [message.id] if found[-1] != wanted else []
    assert not wrong


def test_every_template_can_be_read(app):
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def _texts(value):
    return [value] if isinstance(value, str) else list(value)
