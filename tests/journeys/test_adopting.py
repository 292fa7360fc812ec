"""A planner works through what is missing, the plan is adopted, and what changes later is told."""

from collections.abc import Iterator

import pytest

from app.demo.models import EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts, ensure_recipients
from app.plan.services import Ground
from app.shared.clock import today
from app.shared.database import db
from tests.conftest import close
from tests.factories import make_measure, make_submission
from tests.journeys.test_from_sentence_to_export import sign_in
from tests.servers import Server, fresh_city, running

pytestmark = pytest.mark.journey


@pytest.fixture
def server(tmp_path_factory) -> Iterator[Server]:
    """A small city: a decided measure with a contribution behind it, and one without answer."""
    folder = tmp_path_factory.mktemp("adopting")
    app = fresh_city(folder)
    with app.app_context():
        ensure_accounts(EXAMPLE_PASSWORD)
        office = ensure_recipients()
        db.session.commit()
        ground = Ground(submission_id=make_submission("Bänke fehlen.", status="published").id)
        make_measure(status="decided", grounds=(ground,), lead_office_id=office.id)
        make_submission("Ein Treffpunkt fehlt.", status="published")
    close(app)
    with running(folder) as server:
        yield server


@pytest.mark.parametrize(("width", "scripts"), [(1280, False), (320, True)])
def test_from_the_work_list_to_what_is_different(visit, width, scripts):
    planner, resident = visit(width, scripts), visit(width, scripts)
    page = sign_in(planner)
    planner.open("/plan/arbeit")
    planner.follow("Zur Arbeitsliste")
    assert "Ein Treffpunkt fehlt." in page.inner_text("main")

    planner.follow("Antwort schreiben")
    page.get_by_label("Text der Antwort").fill("Im Rieth öffnet ein Treffpunkt.")
    page.get_by_label("Amt, das antwortet").select_option(label="Amt für Soziales")
    planner.press("Entwurf speichern")
    planner.press("Antwort freigeben")
    planner.open("/plan/arbeit/abdeckung")
    assert "Der Plan kann beschlossen werden" in page.inner_text("main")

    planner.open("/plan/arbeit/stand")
    planner.follow("Beschluss des Stadtrats festhalten")
    page.get_by_label("Wie heißt diese Fassung?").fill("Sozialraumplan")
    page.get_by_label("Drucksache des Beschlusses").fill("1500/26")
    page.get_by_label("Tag des Beschlusses").fill(str(today()))
    planner.press("Plan als beschlossen festhalten")
    assert "Der Plan, Fassung 1: Sozialraumplan" in page.inner_text("h1")

    planner.open(f"/plan/arbeit/massnahmen/M-{today().year}-001")
    page.get_by_label("Begründung").first.fill("Die ersten Bänke stehen.")
    planner.press("Beginn festhalten")
    planner.open("/plan/arbeit/stand")
    planner.follow("Was anders ist als in Fassung 1")
    assert "Stand: vorher beschlossen, jetzt in Umsetzung" in page.inner_text("main")

    seen = resident.open("/plan/")
    resident.follow("Beschlossene Fassungen des Plans")
    resident.follow("Fassung 1: Sozialraumplan")
    resident.follow("Bänke an Haltestellen")
    assert "beschlossen" in seen.inner_text("main")
    assert "in Umsetzung" not in seen.inner_text("main")
