"""Personal data in contributions: found with the reason, only suggested, measured on a sample."""

import json
import time

import pytest

from app.moderation.services.personal_data import personal_data_in
from app.moderation.services.samples import labelled_texts, personal_data_quality, read_marks
from tests.factories import make_submission

TEXT = "Frau Sommerfeld wohnt Salinenstraße 88, Tel. 0361 5550147. Es fehlt eine Bank."


@pytest.mark.parametrize(("text", "spans"), labelled_texts("practice"))
def test_every_passage_of_the_practice_sample_is_found_and_nothing_else(text, spans):
    assert [text[s.start : s.end] for s in personal_data_in(text)] == [
        text[s.start : s.end] for s in spans
    ]


@pytest.mark.parametrize(("sample", "texts"), [("measure", 300), ("blind", 150)])
def test_the_measure_is_met_on_both_samples(sample, texts):
    result = personal_data_quality(sample)
    assert result.texts >= texts
    assert result.recall >= 0.95
    assert result.precision >= 0.8


@pytest.mark.parametrize("sample", ["measure", "blind"])
def test_the_samples_are_separate(sample):
    practice = {text for text, _ in labelled_texts("practice")}
    assert not practice & {text for text, _ in labelled_texts(sample)}


def test_offsets_count_code_points():
    text, spans = read_marks("😀 Herr [name:Öz] ruft an")
    assert personal_data_in(text) == spans


@pytest.mark.parametrize(
    "unit", ["a", "Frau ", "0 1 ", "A-", "a.b@", "Am Alten ", "DE12 ", "geb. ", "1.2.", "von der "]
)
def test_hostile_text_takes_no_time(unit):
    started = time.perf_counter()
    personal_data_in((unit * 5000)[:5000] + "!")
    assert time.perf_counter() - started < 0.5


def test_the_item_page_marks_what_looks_personal_and_offers_to_blacken_it(app, client_of):
    with app.app_context():
        number = make_submission(text=TEXT).public_number
    moderator = client_of("moderator")
    page = moderator.get(f"/moderation/{number}").text
    assert '<mark title="Telefonnummer">0361 5550147</mark>' in page
    at = TEXT.index("0361")
    data = {"action": "publish", "personal": [f"{at}-{at + 12}"]}
    assert moderator.post_form(f"/moderation/{number}", data).status_code == 303
    public = moderator.get(f"/beitrag/{number}").text
    assert "5550147" not in public
    assert "Salinenstraße 88" in public


def test_an_invented_passage_is_refused_and_nothing_published(app, client_of):
    with app.app_context():
        number = make_submission(text=TEXT).public_number
    data = {"action": "publish", "personal": ["1-9999"]}
    assert client_of("moderator").post_form(f"/moderation/{number}", data).status_code == 422


def test_the_command_reads_and_writes_lines(app, tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text(json.dumps({"id": "x", "text": TEXT}) + "\n\n", encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["moderation", "check-text", str(file)])
    spans = json.loads(result.output)["spans"]
    assert {s["kind"] for s in spans} == {"name", "address", "phone"}
    assert TEXT[spans[0]["start"] : spans[0]["end"]] == "Sommerfeld"


def test_a_broken_line_is_named(app, tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text('{"id": 1, "text": "gut"}\n{"id": 2}\n', encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["moderation", "check-text", str(file)])
    assert result.exit_code != 0
    assert "line 2" in result.output


@pytest.mark.parametrize("line", ['"id text"', "[1]", "7", "{", '{"id": 1, "text": 2}'])
def test_what_is_no_entry_is_refused_with_its_line(app, tmp_path, line):
    file = tmp_path / "texts.jsonl"
    file.write_text(line, encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["moderation", "check-text", str(file)])
    assert isinstance(result.exception, SystemExit)
    assert "line 1" in result.output


def test_unusual_line_ends_inside_a_text_do_not_split_it(app, tmp_path):
    file = tmp_path / "texts.jsonl"
    entry = {"id": 1, "text": "Frau\u2028Abel\x85Herr Öz"}
    file.write_text("\ufeff" + json.dumps(entry, ensure_ascii=False), encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["moderation", "check-text", str(file)])
    assert result.exit_code == 0
