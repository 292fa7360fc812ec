"""Until when the city has to decide: BGB §§ 187, 188, 193 with the holidays of Thuringia."""

import datetime as dt

import holidays
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from app.councils.models import RIGHT_OF_PROPOSAL
from app.councils.queries.laws import law_on
from app.councils.services.deadlines import deadline, why_moved
from app.shared.errors import InvalidData
from app.shared.periods import add_months, period_of_months

# Received, counted to, last day, why it moved. Counted by hand on a calendar.
TABLE = [
    ("2026-11-24", "2027-02-24", "2027-02-24", []),
    # Month ends: no 31st, no 30th, no 29th; and never beyond the same number.
    ("2026-11-30", "2027-02-28", "2027-03-01", ["2027-02-28 is a Sunday"]),
    ("2027-11-30", "2028-02-29", "2028-02-29", []),
    ("2027-11-29", "2028-02-29", "2028-02-29", []),
    ("2028-02-29", "2028-05-29", "2028-05-29", []),
    ("2027-03-31", "2027-06-30", "2027-06-30", []),
    ("2026-08-31", "2026-11-30", "2026-11-30", []),
    ("2026-02-28", "2026-05-28", "2026-05-28", []),
    # The year changes; New Year and the two days of Christmas.
    ("2026-12-31", "2027-03-31", "2027-03-31", []),
    ("2026-10-01", "2027-01-01", "2027-01-04", ["2027-01-01", "2027-01-02", "2027-01-03"]),
    ("2026-09-25", "2026-12-25", "2026-12-28", ["2026-12-25", "2026-12-26", "2026-12-27"]),
    ("2026-09-24", "2026-12-24", "2026-12-24", []),
    # Holidays that Thuringia has of its own, and some that it has not.
    (
        "2027-06-20",
        "2027-09-20",
        "2027-09-21",
        ["2027-09-20 is a public holiday of Thuringia (Weltkindertag)"],
    ),
    (
        "2028-07-31",
        "2028-10-31",
        "2028-11-01",
        ["2028-10-31 is a public holiday of Thuringia (Reformationstag)"],
    ),
    ("2027-10-06", "2028-01-06", "2028-01-06", []),
    ("2027-08-01", "2027-11-01", "2027-11-01", []),
    ("2026-07-31", "2026-10-31", "2026-11-02", ["2026-10-31 is a Saturday", "2026-11-01"]),
    ("2026-07-03", "2026-10-03", "2026-10-05", ["2026-10-03 is a Saturday", "2026-10-04"]),
    # Moving feasts: Good Friday, Easter, Ascension, Whitsun.
    ("2026-12-26", "2027-03-26", "2027-03-30", ["2027-03-26", "03-27", "03-28", "03-29"]),
    ("2027-02-06", "2027-05-06", "2027-05-07", ["Christi Himmelfahrt"]),
    ("2027-02-17", "2027-05-17", "2027-05-18", ["Pfingstmontag"]),
    # Across the nights when clocks change.
    ("2026-12-28", "2027-03-28", "2027-03-30", ["2027-03-28 is a Sunday", "Ostermontag"]),
    ("2027-07-31", "2027-10-31", "2027-11-01", ["a Sunday and a public holiday of Thuringia"]),
]


@pytest.mark.parametrize(("received", "counted", "due", "why"), TABLE)
def test_three_months_end_on_the_right_day(received, counted, due, why):
    period = period_of_months(dt.date.fromisoformat(received), 3)
    assert (str(period.counted), str(period.due)) == (counted, due)
    lines = why_moved(period)
    assert len(lines) == len(why)
    assert all(words in line for words, line in zip(why, lines, strict=True))


@given(day=st.dates(dt.date(2020, 1, 1), dt.date(2060, 12, 31)), months=st.integers(1, 24))
def test_every_period_agrees_with_an_independent_count(day, months):
    period = period_of_months(day, months)
    expected = day + relativedelta(months=months)
    assert period.counted == expected == add_months(day, months)
    free = holidays.Germany(subdiv="TH")
    while expected.weekday() >= 5 or expected in free:
        expected += dt.timedelta(days=1)
    assert period.due == expected
    assert [moved for moved, _ in period.moved] == [
        period.counted + dt.timedelta(days=n) for n in range((period.due - period.counted).days)
    ]


@pytest.mark.parametrize(
    ("due", "ends_at"),
    [
        ("2027-02-24", "2027-02-24T23:00:00+00:00"),
        ("2027-03-30", "2027-03-30T22:00:00+00:00"),
        ("2027-10-29", "2027-10-29T22:00:00+00:00"),
        ("2027-11-01", "2027-11-01T23:00:00+00:00"),
    ],
)
def test_the_last_day_ends_at_local_midnight(due, ends_at):
    received = add_months(dt.date.fromisoformat(due), -3)
    assert period_of_months(received, 3).ends_at == dt.datetime.fromisoformat(ends_at)


@pytest.mark.parametrize(
    ("received_at", "due"),
    [
        # The same minute is another day in UTC than in Erfurt: winter and summer.
        (dt.datetime(2026, 11, 23, 22, 59, tzinfo=dt.UTC), "2027-02-23"),
        (dt.datetime(2026, 11, 23, 23, 1, tzinfo=dt.UTC), "2027-02-24"),
        (dt.datetime(2026, 6, 7, 21, 59, tzinfo=dt.UTC), "2026-09-07"),
        (dt.datetime(2026, 6, 7, 22, 1, tzinfo=dt.UTC), "2026-09-08"),
        # The hours that do not exist, or exist twice, in the nights of the clock change.
        (dt.datetime(2027, 3, 28, 0, 59, tzinfo=dt.UTC), "2027-06-28"),
        (dt.datetime(2027, 3, 28, 1, 1, tzinfo=dt.UTC), "2027-06-28"),
        (dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC), "2028-01-31"),
        (dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC), "2028-01-31"),
    ],
)
def test_the_day_of_receipt_is_the_day_in_erfurt(app, received_at, due):
    with app.app_context():
        law = law_on(RIGHT_OF_PROPOSAL, received_at.date())
    assert str(deadline(received_at, law).due) == due


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--received", "2026-07-31"], ["Due: 2026-11-02 (Monday)", "Reformationstag", "§ 193"]),
        (["--received", "2026-11-24"], ["Due: 2027-02-24 (Wednesday)", "Not moved"]),
        (["--received", "2026-11-24", "--months", "1"], ["Due: 2026-12-24", "1 months end on"]),
        (["--received", "2027-06-20"], ["Due: 2027-09-21", "Weltkindertag"]),
    ],
)
def test_the_command_prints_the_day_and_why(app, arguments, words):
    answer = app.test_cli_runner().invoke(args=["councils", "due", *arguments])
    assert answer.exit_code == 0, answer.output
    assert all(word in answer.output for word in words), answer.output


@pytest.mark.parametrize("arguments", [[], ["--received", "31.07.2026"], ["--months", "0"]])
def test_the_command_refuses_what_is_no_day(app, arguments):
    answer = app.test_cli_runner().invoke(args=["councils", "due", *arguments])
    assert answer.exit_code == 2


OWN_LAW = """
- {key: thuerko-45, version: "a", law: ThürKO § 45, months: 3, valid_from: 2000-01-01,
   summary: {de: Drei Monate.}}
- {key: thuerko-45, version: "b", law: ThürKO § 45, months: 2, valid_from: 2027-01-01,
   summary: {de: Zwei Monate.}}
"""


def test_a_city_can_load_another_version_of_the_law(app, tmp_path):
    (tmp_path / "law_texts.yaml").write_text(OWN_LAW, encoding="utf-8")
    run = app.test_cli_runner().invoke
    assert "Due: 2027-03-31" in run(args=["councils", "due", "--received", "2026-12-31"]).output
    assert "Due: 2027-03-01" in run(args=["councils", "due", "--received", "2027-01-01"]).output


@pytest.mark.parametrize("text", ["- {key: x}", "{", "- {key: 1, version: 1, law: 1, months: 0}"])
def test_a_broken_law_file_is_refused_by_name(app, tmp_path, text):
    (tmp_path / "law_texts.yaml").write_text(text)
    with app.app_context(), pytest.raises(InvalidData, match=r"law_texts\.yaml"):
        law_on(RIGHT_OF_PROPOSAL, dt.date(2026, 1, 1))
