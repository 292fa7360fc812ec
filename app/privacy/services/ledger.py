"""The ledger of erasures: after an older backup is restored, they are done again (trust.md P9).

It lies in the database and, because that is what gets restored, in a file beside it as well: one
line for each, the hash of the receipt code and the moment. Neither says anything about anybody.
"""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from app.privacy.models import Erasure
from app.shared.clock import now
from app.shared.database import db, insert_or, table_of
from app.shared.files import instance_folder
from app.shared.transactions import writes
from app.submissions.models import Submission
from app.submissions.policy import can_withdraw
from app.submissions.services import withdraw


def ledger_path() -> Path:
    """Return the file of the ledger."""
    return instance_folder("privacy") / "erasures.txt"


@writes
def note_erasure(receipt_hash: str) -> None:
    """Write one line into both, once."""
    if db.session.get(Erasure, receipt_hash) is not None and receipt_hash in _hashes():
        return
    moment = now()
    once = insert_or(table_of(Erasure)).on_conflict_do_nothing(index_elements=["receipt_hash"])
    values = {"receipt_hash": receipt_hash, "erased_at": moment}
    db.session.execute(once, values)
    _append(receipt_hash, moment)


@writes
def reapply(ledger: Path | None = None) -> list[str]:
    """Delete again what the ledger names; return the public numbers of what was there again."""
    known = set(_hashes(ledger or ledger_path()))
    known |= set(db.session.scalars(select(Erasure.receipt_hash)))
    gone = []
    for receipt_hash in sorted(known):
        again = select(Submission).where(Submission.receipt_hash == receipt_hash)
        submission = db.session.scalar(again)
        if submission is not None and can_withdraw(submission):
            withdraw(submission)
            gone.append(submission.public_number)
    return gone


def _hashes(path: Path | None = None) -> Iterator[str]:
    file = path or ledger_path()
    if file.is_file():
        for line in file.read_text(encoding="ascii").splitlines():
            yield line.partition(" ")[0]


def _append(receipt_hash: str, moment: dt.datetime) -> None:
    """Durable before the transaction counts; a doubled line does no harm."""
    descriptor = os.open(ledger_path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.write(f"{receipt_hash} {moment.isoformat(timespec='seconds')}\n")
        file.flush()
        os.fsync(file.fileno())
