"""Conversations that were stored by every released version go on in this one."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

import pytest
from msgspec.structs import replace

from assistant.domain.clock import local
from assistant.domain.conversation import Owner
from assistant.domain.effects import OpenTask, SendMessage
from assistant.domain.task import Reason
from assistant.engine import machine
from assistant.engine.conversation import Conversation
from assistant.engine.fields.shapes import STORED_FACTS, reads, sort_of
from assistant.engine.turn import TurnResult, take_turn
from assistant.engine.versions import lock, revival
from assistant.engine.walk import walk
from assistant.engine.walking.samples import Input, sample_answers, sample_inputs
from tests.architecture.tree import ROOT
from tests.dialogs.corpora import Stored, stored
from tests.dialogs.walked import the_catalog

CORPUS = tuple(stored())
SHAPES = lock.parse((ROOT / "dialogs/dialogs.lock").read_text(encoding="utf-8"), "dialogs.lock")
SAID = ("yes", "pick 1", "gibberish", "back", "repeat", "never-mind", "person", "opt-out word",
        "full name", "birth date", "a day", "want book", "emergency", "staff return")  # fmt: skip


def kept(raw: dict[str, Any]) -> Iterator[tuple[int, str, Any]]:
    """What must still be there: frame, field and stored value, as far as its field reads it."""
    for index, frame in enumerate(raw["frames"]):
        before = SHAPES[frame["dialog"]][frame["version"]]
        dialog = the_catalog().dialogs[frame["dialog"]]
        now = SHAPES[dialog.name][dialog.version]
        for name, value in frame["data"].items():
            line = before.get(name, "")
            if sort_of(line) in STORED_FACTS and reads(now.get(name, ""), line):
                yield index, name, value


def taken(conversation: Conversation, one: Input) -> TurnResult:
    """One thing happens, a minute after the last."""
    catalog = the_catalog()
    at = (conversation.touched_at or pytest.fail("never written to")) + timedelta(minutes=1)
    answers = sample_answers(catalog, local(at, catalog.practice.zone).date())
    return take_turn(catalog, conversation, one.make(at), lambda what: answers(what)[0])


def inputs() -> dict[str, Input]:
    """What happens to each of them, by name."""
    catalog = the_catalog()
    found = sample_inputs(catalog, next(iter(_days())))
    return {one.name: one for one in found if one.name in SAID}


def _days() -> Iterator[Any]:
    for one in CORPUS:
        touched = the_catalog().decode(one.state).touched_at
        if touched:
            yield local(touched, the_catalog().practice.zone).date()


def name_of(one: Stored) -> str:
    frames = json.loads(one.state)["frames"]
    return f"{one.dialog}.{one.version}-{frames[0]['dialog']}-{frames[-1]['asked']}"


def test_every_question_of_every_version_is_in_it() -> None:
    missing = [
        f"{dialog.name}.{dialog.version} at {state.name}: run python -m tests.dialogs.corpora"
        for dialog in the_catalog().dialogs.values()
        for state in machine.compile(dialog).states
        if state.waits and not dialog.on
        if (dialog.name, dialog.version, state.name) not in _asked()
    ]
    assert missing == []


def _asked() -> set[tuple[str, int, str]]:
    frames = (json.loads(one.state)["frames"][-1] for one in CORPUS)
    return {(frame["dialog"], frame["version"], frame["asked"]) for frame in frames}


def lost(one: Stored) -> list[str]:
    """What is not there any more, or stands elsewhere, once it was read."""
    raw = json.loads(one.state)
    catalog = the_catalog()
    after = json.loads(catalog.encode(catalog.decode(one.state)))
    return [
        name
        for index, name, value in kept(raw)
        if not _holds(after["frames"][index]["data"].get(name), value)
    ]


def _holds(after: Any, value: Any) -> bool:
    """Is all of it still there? A record may have grown by fields that were not known then."""
    if isinstance(after, dict) and isinstance(value, dict):
        grown, old = cast("dict[str, Any]", after), cast("dict[str, Any]", value)
        return all(key in grown and _holds(grown[key], one) for key, one in old.items())
    return bool(after == value)


@pytest.mark.parametrize("one", CORPUS, ids=name_of)
def test_it_is_read_and_stands_where_it_stood(one: Stored) -> None:
    found = the_catalog().decode(one.state)
    assert lost(one) == []
    top = found.frames[-1]
    dialog = the_catalog().dialogs[top.dialog]
    assert top.version == dialog.version
    node = walk(dialog, top.data)[1]
    if top.asked and found.owner is Owner.BOT:
        assert node is not None
        assert node.name == top.asked


@pytest.mark.parametrize("one", CORPUS, ids=name_of)
def test_it_answers_whatever_is_said(one: Stored) -> None:
    found = the_catalog().decode(one.state)
    for said in inputs().values():
        result = taken(found, said)
        spoke = any(isinstance(effect, SendMessage) for effect in result.effects)
        assert spoke or said.name == "staff return" or found.owner is not Owner.BOT


@pytest.mark.parametrize("gone", sorted({one.dialog for one in CORPUS if one.dialog != "routing"}))
def test_when_its_dialog_is_gone_a_person_gets_the_facts(gone: str) -> None:
    whole = the_catalog()
    for one in CORPUS:
        if one.dialog != gone:
            continue
        raw = json.loads(one.state)
        raw["frames"][-1]["dialog"] = "gone"
        found = whole.decode(json.dumps(raw).encode())
        result = taken(found, inputs()["yes"])
        assert result.conversation.owner is Owner.STAFF
        tasks = [e for e in result.effects if isinstance(e, OpenTask)]
        assert tasks[0].reason is Reason.DIALOG_GONE
        texts = [v for v in raw["frames"][-1]["data"].values() if isinstance(v, str) and v]
        told = " ".join(value for _, value in tasks[0].collected)
        assert all(text in told for text in texts)


def test_a_program_that_wipes_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: the stack is thrown away with the first start of a new version."""
    rich = max(CORPUS, key=lambda one: len(one.state))
    assert lost(rich) == []

    def wiped(frame: Any, *_: Any) -> Any:
        return replace(frame, data={})

    monkeypatch.setattr(revival, "_revived", wiped)
    assert lost(rich) != []
