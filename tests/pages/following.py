"""How readers ask for news by mail, and how time passes for them."""

import datetime as dt
import re

import time_machine
from sqlalchemy import func, select

from app.shared.clock import from_local
from app.shared.database import db
from tests.factories import make_submission

ADDRESS = "jemand@example.org"
HOME = "http://127.0.0.1:8000"
DAY = dt.date(2026, 11, 24)


def at(day=DAY, hour=12, minute=0):
    return from_local(day, dt.time(hour, minute))


def later(days=1, hour=8):
    return at(DAY + dt.timedelta(days=days), hour)


def ask(client, subject="ortsteil/rieth", email=ADDRESS, moment=None, language=None):
    url = f"/folgen?lang={language}" if language else "/folgen"
    with time_machine.travel(moment or at(), tick=False):
        opened = client.get(f"/folgen?was={subject}")
        assert opened.status_code == 200
        return client.send_on(opened, {"subject": subject, "email": email}, to=url)


def body_of(mail):
    return mail.get_content().replace("\r\n", "\n")


def link(mail, part):
    return re.search(rf"{HOME}(/{part}/\S+)", body_of(mail)).group(1)


def confirm(client, mail, moment=None):
    with time_machine.travel(moment or at(), tick=False):
        address = link(mail, "folgen/bestaetigen")
        return client.post_form(address, {})


def publish(app, moment, **fields):
    with app.app_context(), time_machine.travel(moment, tick=False):
        return make_submission(status="published", **fields).public_number


def stored(app, model):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model))
