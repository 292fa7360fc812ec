"""The background process: takes one job after the other until it is told to stop."""

import logging
import signal
import time
from types import FrameType

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from app.shared.database import db
from app.shared.idle import run_idle, run_nightly
from app.shared.jobs import run_one

PAUSE_SECONDS = 0.5

log = logging.getLogger(__name__)


class _Stop:
    wanted = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.wanted = True


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@with_appcontext
def worker(once: bool) -> None:
    """Send mails and make exports in the background."""
    stop = _Stop()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stop.wanted:
        busy = _work()
        if once and not busy:
            return
        if not busy:
            time.sleep(PAUSE_SECONDS)


def _work() -> bool:
    try:
        return run_one() or run_nightly() or run_idle()
    except OperationalError:
        log.exception("The database did not answer; trying again.")
        db.session.rollback()
        time.sleep(PAUSE_SECONDS)
        return True
    finally:
        db.session.remove()
