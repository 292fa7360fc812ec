"""What is different between two states of the plan is said in sentences."""

import pytest

from app.plan.queries.plan_content import working_state
from app.plan.queries.plan_differences import differences
from app.plan.services import Ground
from app.plan.views.words import change_in_words
from tests.factories import make_measure, make_submission

CODES = {
    "field:wohnen": {"kind": "field", "title": {"de": "Wohnen", "en": "Housing"}},
    "target:senioren": {"kind": "target_group", "title": {"de": "Ältere Menschen"}},
}
LINE = {
    "year": 2027,
    "budget_number": "49510.61610",
    "source": "LSZ",
    "planned": "10000.00",
    "spent": None,
}
BENCHES = {
    "title": "Bänke",
    "unit": "Stück",
    "source": "Tiefbauamt",
    "baseline": "3",
    "baseline_on": "2026-01-01",
    "target": "20",
    "target_on": "2028-12-31",
    "values": [{"on": "2026-06-30", "value": "5"}],
}
MEASURE = {
    "number": "M-2026-001",
    "title": "Bänke an Haltestellen",
    "text": "Die Stadt stellt Bänke auf.",
    "reason": "",
    "status": "agreed",
    "status_reason": "",
    "lead_office": "Tiefbauamt",
    "partners": ["Sozialamt"],
    "whole_city": False,
    "areas": ["Rieth"],
    "zones": [],
    "codes": ["field:wohnen"],
    "starts_on": "2027-01-01",
    "ends_on": None,
    "other_source": "",
    "paper": "",
    "decided_on": None,
    "is_example": False,
    "money": [LINE],
    "indicators": [BENCHES],
    "evidence": {"contributions": 2, "concerns": 0, "statements": 0, "proposals": 0},
}


def plan(*measures, answers=(0, 0)):
    """Return a plan of these measures."""
    counts = {"contributions": answers[0], "concerns": answers[1]}
    return {"format": 1, "measures": list(measures), "codes": CODES, "answers": counts}


def sentences(app, before, after):
    """Return what is said in German about the change of one measure."""
    with app.test_request_context("/"):
        found = differences(before, after)
        changes = [*found.answers, *(change for one in found.measures for change in one.changes)]
        return [change_in_words(change).replace("\xa0", " ") for change in changes]


CASES = [
    ({"starts_on": "2027-07-01"}, "Beginn verschoben von 1. Januar 2027 auf 1. Juli 2027"),
    ({"starts_on": None}, "Beginn nicht mehr festgelegt, vorher 1. Januar 2027"),
    ({"ends_on": "2028-12-31"}, "Ende festgelegt auf 31. Dezember 2028"),
    ({"lead_office": "Jugendamt"}, "Federführung von Tiefbauamt an Jugendamt"),
    ({"lead_office": None}, "Keine Federführung mehr, vorher Tiefbauamt"),
    ({"money": [LINE | {"planned": "12000.00"}]}, "Kosten 2027 von 10.000 € auf 12.000 €"),
    ({"money": [LINE | {"planned": "10000.50"}]}, "Kosten 2027 von 10.000 € auf 10.000,50 €"),
    ({"money": [LINE, LINE | {"year": 2028}]}, "Kosten 2028: 10.000 €"),
    ({"money": []}, "Kosten 2027 nicht mehr geplant, vorher 10.000 €"),
    ({"money": [LINE | {"spent": "900.00"}]}, "Ausgaben 2027: 900 €"),
    ({"money": [LINE | {"source": "Eigenmittel"}]}, "Haushaltsstellen 2027 geändert"),
    ({"status": "running"}, "Stand: vorher abgestimmt, jetzt in Umsetzung"),
    (
        {"status": "dropped", "status_reason": "Zu teuer."},
        "Stand: vorher abgestimmt, jetzt verworfen. Begründung: Zu teuer.",
    ),
    ({"title": "Sitzplätze"}, "Titel vorher: „Bänke an Haltestellen“, jetzt „Sitzplätze“"),
    ({"text": "Anders."}, "Beschreibung geändert"),
    ({"paper": "1234/26"}, "Drucksache 1234/26"),
    ({"decided_on": "2026-05-20"}, "Beschlossen am 20. Mai 2026"),
    ({"partners": ["Sozialamt", "Jugendamt"]}, "Neu beteiligt: Jugendamt"),
    ({"partners": []}, "Nicht mehr beteiligt: Sozialamt"),
    ({"areas": ["Rieth", "Hochheim"]}, "Jetzt auch für: Hochheim"),
    ({"zones": ["Planungsräume: Nord"]}, "Jetzt auch für: Planungsräume: Nord"),
    ({"whole_city": True}, "Jetzt für die ganze Stadt"),
    ({"codes": ["field:wohnen", "target:senioren"]}, "Neue Schlagworte: Ältere Menschen"),
    ({"codes": []}, "Schlagworte entfallen: Wohnen"),
    ({"indicators": []}, "Kennzahlen entfallen: Bänke"),
    ({"indicators": [BENCHES | {"target": "30"}]}, "„Bänke“: Ziel 30 Stück statt 20 Stück"),
    ({"indicators": [BENCHES | {"source": "Zählung"}]}, "„Bänke“: Angaben geändert"),
    (
        {"indicators": [BENCHES | {"values": [{"on": "2026-06-30", "value": "5.5"}]}]},
        "„Bänke“: 5,5 Stück am 30. Juni 2026",
    ),
    (
        {"evidence": {"contributions": 1200}},
        "Beiträge dahinter: vorher 2, jetzt 1200",
    ),
]


@pytest.mark.parametrize(("change", "said"), CASES, ids=[said for _, said in CASES])
def test_a_change_is_one_sentence(app, change, said):
    assert sentences(app, plan(MEASURE), plan(MEASURE | change)) == [said]


def test_several_changes_are_several_sentences_in_a_fixed_order(app):
    after = MEASURE | {"lead_office": None, "status": "decided", "paper": "1/26"}
    assert sentences(app, plan(MEASURE), plan(after)) == [
        "Stand: vorher abgestimmt, jetzt beschlossen",
        "Keine Federführung mehr, vorher Tiefbauamt",
        "Drucksache 1/26",
    ]


def test_measures_come_and_go():
    other = MEASURE | {"number": "M-2026-002", "title": "Treffpunkt"}
    found = differences(plan(MEASURE), plan(other))
    assert [(one.kind, one.title) for one in found.measures] == [
        ("new", "Treffpunkt"),
        ("gone", "Bänke an Haltestellen"),
    ]


def test_answers_are_told_as_well(app):
    said = sentences(app, plan(answers=(3, 1)), plan(answers=(5, 1)))
    assert said == ["Antworten auf einzelne Beiträge: vorher 3, jetzt 5"]


def test_the_same_state_is_no_difference():
    found = differences(plan(MEASURE), plan(MEASURE))
    assert (found.measures, found.answers) == ((), ())


def test_no_part_of_a_kept_measure_changes_in_silence(app):
    with app.app_context():
        ground = Ground(submission_id=make_submission(status="published").id)
        make_measure(status="decided", grounds=(ground,), area_ids=(1,))
        content = working_state()
    measure = content["measures"][0]
    assert measure.keys() == MEASURE.keys()
    silent = [
        key
        for key in measure.keys() - {"number", "is_example"}
        if not differences(plan(MEASURE), plan(MEASURE | {key: _other(MEASURE[key], key)})).measures
    ]
    assert silent == []


def _other(value, key):
    if isinstance(value, bool):
        return not value
    if isinstance(value, list | dict):
        return (
            []
            if isinstance(value, list) and value
            else {
                "zones": ["Nord: A"],
                "evidence": {"contributions": 9},
            }[key]
        )
    return "2030-01-01" if key.endswith("_on") else "dropped"
