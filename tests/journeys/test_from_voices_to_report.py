"""What people say becomes a measure, a version of the plan and a report, and comes back to them."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.accounts.services import create_office
from app.demo.models import EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts
from app.shared.clock import today
from app.shared.database import db
from tests.conftest import close
from tests.journeys.test_from_sentence_to_export import sign_in
from tests.servers import Server, fresh_city, running

pytestmark = pytest.mark.journey

TEXTS = (
    "Nach 19 Uhr fährt abends kein Bus mehr in die Stadt.",
    "Abends fährt ab 19 Uhr kein Bus mehr zurück in die Stadt.",
    "Wer abends nach 19 Uhr in die Stadt will, findet keinen Bus mehr.",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A city where nobody has said anything yet: an adopted plan leaves nothing unanswered."""
    folder: Path = tmp_path_factory.mktemp("voices")
    app = fresh_city(folder)
    with app.app_context():
        ensure_accounts(EXAMPLE_PASSWORD)
        create_office("tiefbau", "Tiefbau- und Verkehrsamt", None)
        db.session.commit()
    close(app)
    with running(folder) as started:
        started.folder = folder
        yield started


def test_three_contributions_end_in_a_report_and_come_back_to_who_wrote_them(visit, work):
    resident, staff = visit(320), visit()
    said = [say(resident, text) for text in TEXTS]
    numbers, codes = [one[0] for one in said], [one[1] for one in said]
    sign_in(staff)
    for number in numbers:
        publish(staff, number)
    concern = merge(staff, numbers)
    work()
    assert a_gap_is_seen(staff)
    measure = derive(staff, concern)
    answer(staff, concern, measure)
    decide(staff, measure)
    adopt(staff)
    read = release_report(staff, resident, work)
    assert "Busse am Abend bis 23 Uhr" in read
    assert "3 Beiträge" in read
    for code in codes:
        told = status_of(visit(320), code)
        assert "Tiefbau- und Verkehrsamt" in told
        assert "Teil der Maßnahme" in told
        assert "Busse am Abend bis 23 Uhr" in told


def say(resident, text):
    page = resident.open("/beitrag/neu?ansicht=kurz")
    page.get_by_label("Um welchen Ortsteil geht es?").select_option("moebisburg-rhoda")
    page.get_by_label("Ihr Text").fill(text)
    page.wait_for_timeout(2100)
    resident.press("Beitrag absenden")
    number = re.search(r"EF-\d{4}-\d{6}", page.inner_text("main")).group()
    return number, page.inner_text(".receipt-code")


def publish(staff, number):
    page = staff.open(f"/moderation/{number}")
    for name in ("Mobilität", "Senior:innen"):
        page.get_by_label(name, exact=True).first.check()
    staff.press("Veröffentlichen")


def merge(staff, numbers):
    first, *others = numbers
    for other in others:
        page = staff.open(f"/moderation/{first}/zusammenfuehren?mit={other}")
        title = page.locator("form [name=title]")
        if title.count():
            title.fill("Busse am Abend")
        staff.press("Zusammenführen")
    page = staff.open("/anliegen/")
    staff.follow("Busse am Abend")
    return re.search(r"A-\d{4}-\d{4}", page.url).group()


def a_gap_is_seen(staff):
    page = staff.page
    page.goto(staff.home + "/plan/luecken")
    return "Senior:innen · Mobilität" in page.inner_text("main")


def derive(staff, concern):
    page = staff.open(f"/anliegen/{concern}")
    staff.follow("Maßnahme ableiten")
    page.get_by_label("Titel").fill("Busse am Abend bis 23 Uhr")
    page.get_by_label("Was wird die Stadt tun?").fill("Die Linie fährt bis 23 Uhr.")
    page.get_by_label("Federführendes Amt").select_option(label="Tiefbau- und Verkehrsamt")
    page.get_by_label("Nummer der Drucksache").fill("0815/26")
    page.get_by_label("Tag der Entscheidung").fill(today().isoformat())
    staff.press("Maßnahme speichern")
    return re.search(r"M-\d{4}-\d{3}", page.url).group()


def answer(staff, concern, measure):
    page = staff.open(f"/plan/arbeit/antworten/neu?zu={concern}")
    page.get_by_label("Text der Antwort").fill("Der Bus fährt bald bis 23 Uhr.")
    page.get_by_label("Amt, das antwortet").select_option(label="Tiefbau- und Verkehrsamt")
    page.get_by_label("Maßnahme, die etwas dafür tut").fill(measure)
    staff.press("Entwurf speichern")
    staff.press("Antwort freigeben")


def decide(staff, measure):
    for step in ("Als abgestimmt festhalten", "Als beschlossen festhalten"):
        page = staff.open(f"/plan/arbeit/massnahmen/{measure}")
        page.get_by_label("Begründung").fill("Im Jour fixe besprochen.")
        staff.press(step)


def adopt(staff):
    page = staff.open("/plan/arbeit/beschluss")
    page.get_by_label("Wie heißt diese Fassung?").fill("Integrierter Sozialraumplan 2027")
    page.get_by_label("Drucksache des Beschlusses").fill("0900/26")
    page.get_by_label("Tag des Beschlusses").fill(today().isoformat())
    staff.press("Plan als beschlossen festhalten")
    assert "Busse am Abend bis 23 Uhr" in page.inner_text("main")


def release_report(staff, resident, work):
    page = staff.open("/plan/bericht/arbeit")
    page.get_by_label("Stichtag").fill(today().isoformat())
    staff.press("Bericht beginnen")
    page.get_by_label("Das Wichtigste in einfachen Worten").fill("Abends fährt **wieder** ein Bus.")
    staff.press("Bericht speichern")
    staff.follow("Den ganzen Bericht ansehen")
    year = dt.date.today().year
    staff.open(f"/plan/bericht/arbeit/{year}")
    staff.follow("Bericht freigeben")
    staff.press("Fassung 1 freigeben")
    assert page.locator("progress").is_visible()
    work()
    page.get_by_role("heading", name="Die Dateien sind fertig").wait_for(timeout=60_000)
    staff.examine()
    page = resident.open(f"/plan/bericht/{year}")
    assert "Abends fährt wieder ein Bus." in page.inner_text("main")
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    return page.inner_text("main")


def status_of(resident, code):
    page = resident.open("/beitrag/status")
    page.get_by_label("Ihre geheime Beitragsnummer").fill(code)
    resident.press("Meinen Beitrag zeigen")
    return page.inner_text("main")
