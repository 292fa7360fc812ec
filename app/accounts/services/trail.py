"""The audit trail: checking it in the background, refusals in it, and files of its lines."""

import csv
import datetime as dt
import hashlib
import hmac
import io
from collections.abc import Iterator

from app.accounts.models import Person
from app.accounts.queries import (
    CHECK_JOB,
    TrailFilter,
    audit_check_job,
    check_audit_trail,
    trail_lines,
)
from app.accounts.services.audit import record
from app.shared.clock import now, to_local, today
from app.shared.idle import every_night
from app.shared.jobs import Job, handles, put_in, save_result, try_failed_again
from app.shared.secrets import keyed_hash, keyed_hashes
from app.shared.transactions import writes

FILE_PURPOSE = "file of the audit trail"
HEADINGS = ("line", "time_utc", "account", "action", "subject", "link")
SIGNATURE = "signature"
# In the small hours, after what has to be deleted is deleted.
EARLIEST = dt.time(4)


@writes
def order_audit_check(person: Person) -> None:
    """Have the worker follow the whole chain; one job is used again and again."""
    _put_check_in(person.id)
    record(person.id, "audit check ordered", "audit trail")


@every_night
def check_every_night() -> bool:
    """Put the check in once a night; whoever opens the trail reads what it found."""
    if to_local(now()).time() < EARLIEST or not _is_due(audit_check_job()):
        return False
    _put_check_in()
    return True


@handles(CHECK_JOB)
def run_audit_check(job: Job) -> None:
    """Follow the chain and note what was found, and when."""
    job_id, moment = job.id, now()
    found = check_audit_trail()
    result = {"entries": found.entries, "problem": found.problem, "at": moment.isoformat()}
    save_result(job_id, result)


@writes
def record_refusal(person_id: int, what: str) -> None:
    """Keep that somebody asked for what they may not see; `what` names the address, no content."""
    record(person_id, "refused", what[:120])


@writes
def record_trail_file(person: Person) -> None:
    """Keep that somebody takes lines of the trail away."""
    record(person.id, "audit trail exported", "audit trail")


@writes
def _put_check_in(person_id: int | None = None) -> None:
    job = audit_check_job()
    if job is None:
        put_in(CHECK_JOB, {}, owner_id=person_id, public_id=CHECK_JOB)
    elif job.state in ("done", "failed"):
        try_failed_again(job)


def _is_due(last: Job | None) -> bool:
    """Whether the last check ended before today."""
    if last is None:
        return True
    ended = last.finished_at
    return ended is not None and to_local(ended).date() < today()


def trail_csv(narrowed: TrailFilter) -> Iterator[str]:
    """Yield the lines as CSV, oldest first; the last line signs all before it with our key."""
    seen = hashlib.sha256()
    for rows in _rows(narrowed):
        written = _csv(rows)
        seen.update(written.encode())
        yield written
    digest = seen.hexdigest()
    yield _csv([(SIGNATURE, digest, keyed_hash(FILE_PURPOSE, digest))])


def trail_file_is_ours(content: str) -> bool:
    """Whether a file of lines is complete and as we wrote it."""
    body, separator, signed = content.rstrip("\r\n").rpartition("\r\n")
    parts = signed.split(";")
    digest = hashlib.sha256((body + separator).encode()).hexdigest()
    if len(parts) != 3 or parts[:2] != [SIGNATURE, digest]:
        return False
    return any(hmac.compare_digest(one, parts[2]) for one in keyed_hashes(FILE_PURPOSE, digest))


def _rows(narrowed: TrailFilter) -> Iterator[list[tuple[object, ...]]]:
    yield [HEADINGS]
    for page in trail_lines(narrowed):
        yield [
            (line.id, line.at.isoformat(), line.person_id, line.action, line.subject, line.link)
            for line in page
        ]


def _csv(rows: list[tuple[object, ...]]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows)
    return written.getvalue()
