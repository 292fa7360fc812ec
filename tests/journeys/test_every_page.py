"""Every page in every mode: axe, no overflow, nothing from elsewhere, no complaints."""

import pytest

from tests.journeys.test_from_sentence_to_export import sign_in

pytestmark = pytest.mark.journey

PUBLIC = [
    "/",
    "/ortsteile/",
    "/ortsteile/?suche=xyz",
    "/ortsteile/?suche=moeb",
    "/ortsteile/rieth",
    "/ortsteile/gottstedt",
    "/beteiligungen/",
    "/beteiligungen/dauerbeteiligung",
    "/beteiligungen/beispiel-treffpunkte",
    "/beitrag/neu",
    "/beitrag/neu?ortsteil=rieth",
    "/beitrag/neu?ansicht=kurz",
    "/beitrag/status",
    "/beitrag/EF-2026-000002",
    "/beitrag/EF-2026-000001/auch",
    "/anliegen/",
    "/anliegen/A-2026-0001",
    "/anmelden",
    "/anmelden/vergessen",
    "/anmelden/vergessen/gesendet",
    "/anmelden/neu/abgelaufen",
    "/anmelden/konto",
    "/anmelden/konto/gesendet",
    "/barrierefreiheit",
    "/datenschutz",
    "/impressum",
    "/leichte-sprache",
    "/katalog",
    "/suche",
    "/suche?q=bus&art=problem",
    "/suche?q=xyz&ortsteil=rieth",
    "/rueckmeldung",
    "/gibt-es-nicht",
]
PUBLIC += ["/folgen?was=ortsteil/rieth", "/folgen/gesendet", "/plan/", "/plan/?ortsteil=rieth"]
STAFF = ["/moderation/", "/moderation/EF-2026-000002", "/moderation/EF-2026-000070", "/export/"]
STAFF += ["/moderation/suche", "/moderation/suche?q=bus", "/moderation/suche?q=EF-2026-000002"]
STAFF += ["/moderation/EF-2026-000001/zusammenfuehren?mit=EF-2026-000002"]
STAFF += ["/moderation/anliegen", "/moderation/anliegen/A-2026-0001"]
STAFF += ["/moderation/kataloge", "/moderation/kataloge/1", "/moderation/durchsicht"]
STAFF += ["/moderation/qualitaet", "/konto/mitteilungen"]
STAFF += ["/konto/", "/konto/name", "/konto/passwort", "/konto/e-mail", "/konto/faktoren/neu"]
STAFF += ["/plan/arbeit", "/plan/arbeit/massnahmen", "/plan/arbeit/massnahmen/neu"]
PUBLIC += ["/plan/bericht/", "/plan/bericht/2026"]
STAFF += ["/plan/bericht/arbeit", "/plan/bericht/arbeit/2026", "/plan/bericht/arbeit/2026/vorschau"]
STAFF += ["/plan/luecken", "/plan/luecken/zelle?gruppe=alle&feld=alle"]
STAFF += ["/konto/wiederherstellungscodes", "/konto/bestaetigen", "/beitrag/meine"]
MODES = {
    "desktop": {},
    "phone": {"width": 320},
    "dark": {"color_scheme": "dark"},
    "dark phone": {"width": 320, "color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "english": {"locale": "en-GB"},
}


@pytest.fixture(params=MODES.values(), ids=MODES.keys())
def visitor(visit, request):
    return visit(**request.param)


def test_public_pages(visitor):
    for path in PUBLIC:
        visitor.open(path)


def test_staff_pages(visit):
    for mode in ("desktop", "phone", "dark"):
        visitor = visit(**MODES[mode])
        sign_in(visitor)
        for path in STAFF:
            visitor.open(path)


def test_big_letters_and_wide_spacing_cut_nothing_off(visit):
    """WCAG 1.4.4 and 1.4.12: root font doubled, spacing widened."""
    visitor = visit(640)
    for path in PUBLIC[:12]:
        page = visitor.open(path)
        page.add_style_tag(
            content="html{font-size:200%} *{line-height:1.5!important;"
            "letter-spacing:.12em!important;word-spacing:.16em!important}"
        )
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], path


def test_reduced_motion_moves_nothing(visit):
    page = visit(reduced_motion="reduce").open("/")
    assert page.evaluate("document.getAnimations().length") == 0


def test_main_buttons_are_large_enough(visit):
    """WCAG 2.5.8: 24 px for what can be pressed outside of running text, 44 for the main one."""
    page = visit(320).open("/")
    small = page.evaluate(
        "[...document.querySelectorAll('button, .button, nav a, input, select')]"
        ".map(e => [e.textContent, e.getBoundingClientRect()])"
        ".filter(([t, r]) => r.width && (r.height < 24 || r.width < 24)).map(([t]) => t)"
    )
    assert not small
    assert page.locator(".big-button").bounding_box()["height"] >= 44


def test_what_people_type_never_runs(visit, server):
    """S13 in the browser: payloads on every page where they appear run nothing and add nothing."""
    payload = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>"
    visitor = visit()
    page = visitor.open("/beitrag/neu?ansicht=kurz")
    page.get_by_label("Um welchen Ortsteil geht es?").select_option("gottstedt")
    page.get_by_label("Ihr Text").fill(payload)
    page.wait_for_timeout(2100)
    visitor.press("Beitrag absenden")
    staff = visit()
    page = sign_in(staff)
    page.goto(staff.home + "/moderation/?ortsteil=gottstedt")
    staff.follow("Gottstedt")
    assert payload in page.inner_text("#item-text")
    staff.press("Vorschau")
    staff.press("Veröffentlichen")
    public = visitor.open("/ortsteile/gottstedt")
    assert payload in public.inner_text("main")
    assert public.locator("main img, main script").count() == 0
