import stat
from pathlib import Path

import pytest

from assistant.domain.errors import ConfigurationError
from assistant.service.anchors import Anchors
from assistant.store.audit import Head


def head(rows: int, trail: str = "a1") -> Head:
    return Head(trail, f"{rows}:00:11:22")


def test_the_last_of_each_trail_is_kept_and_private(tmp_path: Path) -> None:
    anchors = Anchors(tmp_path / "new" / "anchors.json")
    assert anchors.of("a1") == ""
    for kept in (head(3), head(12), head(5, "b2")):
        anchors.keep(kept)
    assert anchors.of("a1") == "12:00:11:22"
    assert anchors.of("b2") == "5:00:11:22"
    assert stat.S_IMODE(anchors.path.stat().st_mode) == 0o600
    assert list(anchors.path.parent.iterdir()) == [anchors.path]


def test_a_shorter_trail_does_not_push_out_a_longer_one(tmp_path: Path) -> None:
    anchors = Anchors(tmp_path / "anchors.json")
    anchors.keep(head(12))
    anchors.keep(head(3))
    assert anchors.of("a1") == "12:00:11:22"


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_a_file_of_something_else_is_named_and_left_alone(tmp_path: Path, text: str) -> None:
    anchors = Anchors(tmp_path / "anchors.json")
    anchors.path.write_text(text)
    with pytest.raises(ConfigurationError, match=r"AUDIT_ANCHOR_FILE .*anchors\.json"):
        anchors.keep(head(1))
    assert anchors.path.read_text() == text


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="AUDIT_ANCHOR_FILE"):
        Anchors(tmp_path / "file" / "anchors.json").keep(head(1))
