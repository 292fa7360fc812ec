"""R14: every acknowledged contribution was forced to the disk before the answer left."""

import re

import pytest

from tests.servers import close, form_keys, fresh_city, running

NUMBER = 40
SYNC = re.compile(r"^(\d+) .*f(?:data)?sync\(\d+<[^>]*ortsstimme\.sqlite3-wal>\)\s+= 0")
RESUMED = re.compile(r"^(\d+) .*<\.\.\. f(?:data)?sync resumed>\)\s+= 0")
UNFINISHED = re.compile(r"^(\d+) .*f(?:data)?sync\(\d+<[^>]*ortsstimme\.sqlite3-wal>? ?<unfinished")
ANSWER = re.compile(r'^(\d+) .*(?:sendto|sendmsg|write)\(.*"HTTP/1\.1 (\d+)')

pytestmark = pytest.mark.slow


def unsynced_answers(trace):
    """Return how many 303 answers there are, and how many had no sync of the WAL before them."""
    synced, waiting, answers, wrong = set(), set(), 0, 0
    for line in trace.splitlines():
        if found := UNFINISHED.match(line):
            waiting.add(found.group(1))
        elif (found := SYNC.match(line)) or (
            (found := RESUMED.match(line)) and found.group(1) in waiting
        ):
            synced.add(found.group(1))
        elif found := ANSWER.match(line):
            if found.group(2) == "303":
                answers += 1
                wrong += found.group(1) not in synced
            synced.discard(found.group(1))
    return answers, wrong


def test_each_acknowledgement_follows_a_sync_of_its_own(tmp_path):
    app = fresh_city(tmp_path)
    trace = tmp_path / "trace.txt"
    calls = "trace=fsync,fdatasync,sendto,sendmsg,write"
    before = ("strace", "-f", "-y", "-s", "40", "-e", calls, "-o", str(trace))
    with running(tmp_path, workers=1, before=before) as server:
        visitor = server.visitor()
        for number, key in enumerate(form_keys(app, NUMBER)):
            assert server.send(visitor, key, f"Beitrag {number}") == 303
    close(app)
    answers, wrong = unsynced_answers(trace.read_text(errors="replace"))
    assert answers == NUMBER
    assert wrong == 0


def test_the_reader_of_traces_notices_a_missing_sync():
    good = '7 fdatasync(9</x/ortsstimme.sqlite3-wal>) = 0\n7 sendto(5, "HTTP/1.1 303 SEE'
    assert unsynced_answers(good) == (1, 0)
    assert unsynced_answers(good + '\n7 sendto(5, "HTTP/1.1 303 SEE') == (2, 1)
