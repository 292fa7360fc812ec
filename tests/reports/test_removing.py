"""Reports that tell of examples go with the examples; real ones stay."""

import datetime as dt

from app.demo.services.removing import remove_examples
from app.plan.services import MeasureDraft, change_measure_status, create_measure
from app.reports.queries import all_reports, all_versions
from app.reports.services import order_files, release_report
from app.shared.database import db
from app.shared.files import instance_folder
from app.shared.jobs import run_one
from tests.factories import somebody
from tests.reports.making import on, report


def test_a_report_of_examples_goes_with_its_files_and_a_real_one_stays(app):
    with app.app_context():
        with on(2025, 6, 1):
            release(dt.date(2025, 5, 31))
        with on(2026, 6, 1):
            draft = MeasureDraft(title="Beispiel: Bank", text="Eine Bank.")
            measure = create_measure(somebody(), draft, is_example=True)
            change_measure_status(somebody(), measure, measure.version, "agreed", "Beispiel")
            db.session.commit()
            release(dt.date(2026, 6, 1))
        assert len(folders()) == 2
        remove_examples()
        db.session.commit()
        assert [one.year for one in all_reports()] == [2025]
        assert [year for year, _version in all_versions()] == [2025]
        assert [name[:6] for name in folders()] == ["2025-1"]


def release(day):
    found = report(day)
    version = release_report(somebody(), found, found.version)
    order_files(somebody(), version)
    db.session.commit()
    while run_one():
        pass


def folders():
    return sorted(path.name for path in instance_folder("reports").iterdir())
