"""Fixtures for readers who follow something by mail; a test brings its own `app`."""

import pytest
import time_machine

from app.shared.database import db
from app.shared.idle import run_idle
from app.shared.jobs import run_one
from tests.pages.following import ADDRESS, ask, at, confirm


@pytest.fixture
def mails(app, mailbox):
    """Let the worker do everything at a time; return the new mails."""

    def work(moment):
        mailbox.mails.clear()
        with app.app_context(), time_machine.travel(moment, tick=False):
            while run_one() or run_idle():
                pass
            db.session.remove()
        return [mail for _, mail in mailbox.mails]

    return work


@pytest.fixture
def follow(client, mails):
    """Ask for something and confirm it; return the confirming mail."""

    def following(subject="ortsteil/rieth", email=ADDRESS, moment=None):
        assert ask(client, subject, email, moment).status_code == 303
        (mail,) = mails(moment or at())
        assert confirm(client, mail, moment).status_code == 303
        return mail

    return following
