"""R4: workers are killed while they import 20,000 rows; afterwards each is there exactly once."""

import pytest
from sqlalchemy import func, select, text

from app.shared.database import db
from app.submissions.models import (
    ImportFile,
    ImportRow,
    NumberSeries,
    StatusChange,
    Submission,
    SubmissionCount,
)
from tests.killed_imports import killed_import
from tests.servers import close, fresh_city
from tests.submissions import tables

ROWS, KILLS = 20_000, 12

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_a_killed_import_goes_on_where_it_was(tmp_path):
    app = fresh_city(tmp_path)
    texts = [f"Nr. {number}: Am Platz fehlt eine Bank." for number in range(ROWS)]
    content = tables.csv_file([["Rieth", said] for said in texts], ["Ortsteil", "Beitrag"])
    rows, kills, stored, doubled, missing = killed_import(app, tmp_path, content, KILLS, seed=4)
    print(f"{kills} kills")
    assert (rows, kills, stored, doubled, missing) == (ROWS, KILLS, ROWS, 0, 0)
    with app.app_context():
        said = db.session.scalars(select(Submission.text).order_by(Submission.id))
        assert list(said) == texts
        _ledger_numbers_and_counts_agree()
        assert db.session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    close(app)


def _ledger_numbers_and_counts_agree():
    statuses = dict(
        db.session.execute(select(ImportRow.status, func.count()).group_by(ImportRow.status)).all()
    )
    assert statuses == {"done": ROWS}
    assert db.session.scalar(select(func.count(ImportRow.submission_id.distinct()))) == ROWS
    assert db.session.scalar(select(NumberSeries.last)) == ROWS
    assert db.session.scalar(select(func.sum(SubmissionCount.number))) == ROWS
    assert db.session.scalar(select(func.count()).select_from(StatusChange)) == ROWS
    assert db.session.scalar(select(ImportFile.state)) == "done"
