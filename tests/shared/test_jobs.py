"""Several rooms may do something about the same kind of job."""

import pytest

from app.shared import jobs
from app.shared.database import db
from app.shared.jobs import Job, put_in, run_one


@pytest.fixture
def planted(app, monkeypatch):
    done = []
    with app.app_context():
        monkeypatch.setitem(jobs._handlers, "planted", [])
        jobs.handles("planted")(lambda job: done.append("first"))
        yield done


def put_in_one():
    job = put_in("planted", {})
    db.session.commit()
    return job.id


def test_all_handlers_of_a_kind_do_their_part(planted):
    jobs.handles("planted")(lambda job: planted.append(job.payload))
    job_id = put_in_one()
    assert run_one()
    assert planted == ["first", {}]
    assert db.session.get(Job, job_id, populate_existing=True).state == "done"


def test_each_begins_reading_again(planted):
    """What one of them wrote is committed, so that the next may take its time before it writes."""
    jobs._handlers["planted"].insert(0, lambda job: put_in("planted", {"by": "handler"}))
    jobs.handles("planted")(lambda job: planted.append(db.session().info.get("writing", False)))
    put_in_one()
    assert run_one()
    assert planted == ["first", False]


def test_one_that_fails_has_all_of_them_tried_again(planted):
    def fails(job):
        raise ValueError("planted")

    jobs.handles("planted")(fails)
    job_id = put_in_one()
    assert run_one()
    job = db.session.get(Job, job_id, populate_existing=True)
    assert (job.state, planted) == ("waiting", ["first"])
    assert "planted" in job.last_error


def test_a_kind_that_nobody_does_is_kept_with_the_reason(app):
    with app.app_context():
        job_id = put_in("unheard of", {}).id
        db.session.commit()
        assert run_one()
        assert "unheard of" in db.session.get(Job, job_id, populate_existing=True).last_error
