"""Files of the instance become what they are called only when they are complete."""

import pytest

from app.shared.files import written_whole


def test_what_a_killed_process_left_goes_when_the_file_is_made_anew(tmp_path):
    target = tmp_path / "export.csv"
    unfinished = written_whole(target)
    unfinished.__enter__().write_text("half")  # and then somebody pulled the plug
    assert not target.exists()
    with written_whole(target) as temporary:
        temporary.write_text("whole")
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]
    assert target.read_text() == "whole"


def test_others_in_the_folder_are_left_alone(tmp_path):
    with (
        written_whole(tmp_path / "one.csv") as one,
        written_whole(tmp_path / "two.csv") as two,
    ):
        one.write_text("1")
        two.write_text("2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.csv", "two.csv"]


def test_a_failure_leaves_nothing(tmp_path):
    with pytest.raises(RuntimeError), written_whole(tmp_path / "one.csv") as one:
        one.write_text("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
