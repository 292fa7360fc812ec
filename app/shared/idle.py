"""What the worker does when no job is due: small portions of work that can wait."""

import logging
from collections.abc import Callable

from app.shared.database import db

Task = Callable[[], bool]

_idle_tasks: list[Task] = []
_nightly_tasks: list[Task] = []
log = logging.getLogger(__name__)


def when_idle(task: Task) -> Task:
    """Register what the worker does when no job is due: a small portion, False if none is left."""
    _idle_tasks.append(task)
    return task


def every_night(task: Task) -> Task:
    """Register the same for what comes once a day: it goes before all portions, however many."""
    _nightly_tasks.append(task)
    return task


def run_idle() -> bool:
    """Do one portion of the work that can wait; return whether there was any."""
    return _run(_idle_tasks)


def run_nightly() -> bool:
    """Do one portion of tonight's work; return whether there was any."""
    return _run(_nightly_tasks)


def _run(tasks: list[Task]) -> bool:
    for task in tasks:
        try:
            done = task()
            db.session.commit()
        except Exception:  # mails and exports must go on whatever can wait does
            log.exception("What was done in between failed.")
            db.session.rollback()
            done = False
        if done:
            return True
    return False
