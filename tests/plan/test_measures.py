"""Measures move through their states, and nothing is decided that nobody can answer for."""

import datetime as dt

import pytest

from app.plan.services import Ground, change_measure_status
from app.shared.errors import NotPossible
from tests.factories import make_measure, make_office, make_submission, somebody


@pytest.mark.parametrize(
    "lacks", ["lead_office_id", "paper", "decided_on", "other_source"], ids=lambda name: name
)
def test_a_measure_without_office_source_or_paper_cannot_be_decided(app, lacks):
    with app.app_context():
        _refused_without(lacks)


def _refused_without(lacks):
    fields = {
        "lead_office_id": make_office().id,
        "paper": "1234/26",
        "decided_on": dt.date(2026, 5, 20),
        "other_source": "Bericht des Amtes",
    }
    del fields[lacks]
    measure = make_measure(status="agreed", **fields)
    with pytest.raises(NotPossible):
        change_measure_status(somebody(), measure, measure.version, "decided", "Beschluss")


def test_a_contribution_behind_it_is_source_enough(app):
    with app.app_context():
        ground = Ground(submission_id=make_submission(status="published").id)
        assert make_measure(status="decided", grounds=(ground,)).status == "decided"
