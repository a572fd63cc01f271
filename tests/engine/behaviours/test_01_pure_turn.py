"""Behaviour 1: the same conversation and event give the same conversation and effects, byte for byte.

No clock, no chance, no I/O; whatever the text, whatever was stored.
"""

import builtins
import json
import random
import socket
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.effects import SendMessage
from assistant.domain.facts import Fact, Understood
from assistant.domain.ids import ConversationId
from assistant.engine import turn
from assistant.engine.conversation import Conversation
from assistant.engine.events import Heard
from assistant.engine.journal import replay
from assistant.engine.step import step
from assistant.engine.turn import take_turn
from assistant.engine.walking.samples import Input, at_turn, sample_answers, sample_inputs
from tests.engine import toys
from tests.engine.toys import BOOK, BORN, CHECKUP, DR_B, NOW, ONE, YES, Talk

USUAL = sample_answers(toys.CATALOG, toys.TODAY)
INPUTS = sample_inputs(toys.CATALOG, toys.TODAY)


def fresh() -> Conversation:
    return Conversation(ConversationId("cnv_toy"))


def heard(*facts: Fact) -> Heard:
    return Heard("words", Understood(facts, words=2), NOW)


def usual(what: Any) -> Any:
    return USUAL(what)[0]


def written(conversation: Conversation, effects: Any) -> bytes:
    return toys.CATALOG.encode(conversation) + msgspec.json.encode(effects)


def test_a_turn_is_the_same_when_taken_twice() -> None:
    one, two = (
        take_turn(toys.CATALOG, fresh(), heard(BOOK, CHECKUP), lambda what: USUAL(what)[0])
        for _ in range(2)
    )
    assert one == two
    assert one.journal == two.journal


def test_a_step_leaves_its_argument_as_it_was() -> None:
    before = fresh()
    was = msgspec.json.encode(before)
    step(toys.CATALOG, before, heard(BOOK, CHECKUP))
    assert msgspec.json.encode(before) == was


@given(st.lists(st.sampled_from(INPUTS), max_size=12))
def test_a_talk_taken_twice_is_byte_equal(steps: list[Input]) -> None:
    runs: list[bytes] = []
    for _ in range(2):
        conversation, at, run = fresh(), NOW, b""
        for one in steps:
            at += one.after
            result = take_turn(toys.CATALOG, conversation, one.make(at), usual)
            conversation = toys.CATALOG.decode(toys.CATALOG.encode(result.conversation))
            run += written(conversation, result.effects) + result.journal
        runs.append(run)
    assert runs[0] == runs[1]


def replayed(steps: list[Input]) -> tuple[list[bytes], list[bytes]]:
    """The state after each turn as it was stored, and as the journal alone gives it."""
    conversation, at = fresh(), NOW
    stored: list[bytes] = []
    records: list[bytes] = []
    for one in steps:
        at += one.after
        event = at_turn(one.make(at), conversation.turn)
        result = take_turn(toys.CATALOG, conversation, event, usual)
        stored.append(toys.CATALOG.encode(result.conversation))
        conversation = toys.CATALOG.decode(stored[-1])
        records.append(result.journal)
    return stored, [one.state for one in replay(toys.CATALOG, conversation.id, records)]


@given(st.lists(st.sampled_from(INPUTS), max_size=12))
def test_the_journal_gives_the_stored_state_byte_for_byte(steps: list[Input]) -> None:
    stored, again = replayed(steps)
    assert again == stored


def test_a_journal_that_loses_what_was_understood_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = getattr(turn, "_Record")  # noqa: B009 (it is the module's own)

    def deaf(name: str, event: Any, *told: Any) -> Any:
        return record(name, replace(event, understood=Understood()), *told)

    monkeypatch.setattr(turn, "_Record", deaf)
    wants = [one for one in INPUTS if one.name == "want book"]
    stored, again = replayed(wants)
    assert again != stored


def forbidden(*_: Any, **__: Any) -> Any:
    raise AssertionError("a turn looked outside")


def test_it_looks_at_no_clock_no_chance_and_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Zones and locales are read from their files once; after that nothing is."""
    toys.to_offer(Talk())
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    with monkeypatch.context() as patch:
        for room, name in (
            (time, "time"), (time, "monotonic"), (random, "random"), (random, "getrandbits"),
            (socket, "socket"), (builtins, "open"),
        ):  # fmt: skip
            patch.setattr(room, name, forbidden)
        talk.say(BORN)
        talk.say(ONE)
    assert talk.at_field == "visit.sure"


def test_what_happens_later_does_not_reach_back() -> None:
    """A conversation is data: the one that a turn was given is the same after ten more turns."""
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    before, was = talk.conversation, msgspec.json.encode(talk.conversation)
    for facts in ((BORN,), (ONE,), (DR_B,), (ONE,), (YES,)):
        talk.say(*facts, after=timedelta(minutes=2))
    assert msgspec.json.encode(before) == was


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    event = Heard(text, Understood(words=len(text.split())), NOW)
    result = take_turn(toys.CATALOG, fresh(), event, lambda what: USUAL(what)[0])
    assert isinstance(result.effects[0], SendMessage)


@given(st.binary(max_size=40), st.sampled_from(["dialog", "asked", "data", "shown"]))
def test_stored_bytes_that_no_longer_fit_stop_no_turn(noise: bytes, where: str) -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    talk.say(BORN)
    raw = json.loads(toys.CATALOG.encode(talk.conversation))
    value: object = noise.decode("latin-1")
    raw["frames"][-1][where] = {"kind": value, "gone": 1} if where == "data" else value
    if where == "shown":
        raw["frames"][-1][where] = [value]
    found = toys.CATALOG.decode(json.dumps(raw).encode())
    event = heard(ONE, YES, DR_B)
    assert take_turn(toys.CATALOG, found, event, lambda what: USUAL(what)[0]).effects
