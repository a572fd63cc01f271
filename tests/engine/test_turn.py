"""A turn is pure: the same in, the same out; nothing it was given changes; it takes any text."""

import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.conversation import Owner
from assistant.domain.effects import (
    Command,
    FindSlots,
    HoldSlot,
    Query,
    Refused,
    ReleaseHold,
    SendMessage,
)
from assistant.domain.facts import Fact, FactKind, Lang, Understood
from assistant.domain.ids import ConversationId, PatientId, VisitTypeId
from assistant.domain.schedule import FindSlotsResult, Slot
from assistant.engine.conversation import Conversation
from assistant.engine.dialog import Dialog
from assistant.engine.events import Due, Heard, Outcome
from assistant.engine.nodes import END, choose, do, look
from assistant.engine.samples import Input, sample_answers, sample_inputs
from assistant.engine.step import step
from assistant.engine.turn import MAX_ROUNDS, TooManyRounds, asked, take_turn
from assistant.engine.walk import walk
from tests.engine import toys
from tests.engine.toys import BOOK, BORN, CHECKUP, DR_B, HOURS, NOW, ONE, YES, Talk

USUAL = sample_answers(toys.CATALOG, toys.TODAY)
INPUTS = sample_inputs(toys.CATALOG, toys.TODAY)


def fresh() -> Conversation:
    return Conversation(ConversationId("cnv_toy"))


def heard(*facts: Fact) -> Heard:
    return Heard("words", Understood(facts, words=2), NOW)


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


def test_all_that_is_said_in_a_turn_is_one_message_in_order() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    said = talk.say(BORN, HOURS)
    assert len(talk.effects(SendMessage)) == 1
    assert said.index("Open 8 to 5") < said.index("Offer")


def test_the_journal_tells_what_was_asked_and_said() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    assert talk.result is not None
    record = json.loads(talk.result.journal)
    assert record["event"] == "Heard"
    assert [exchange["request"] for exchange in record["exchanges"]] == ["FindPeople"]
    assert record["said"] == ["toys.whose-proof.ask"]
    assert record["reply"] == "En Born when?"


class Circle(Dialog[None], version=1, wants=("circle",)):
    @look
    def slots(self) -> FindSlots:
        return FindSlots(PatientId("p"), VisitTypeId("checkup"))

    slot: Slot = choose(slots, empty=END, silent=True)

    @do(undo=ReleaseHold, slot_taken=slots)
    def held(self) -> HoldSlot:
        return HoldSlot(self.slot)


def test_a_dialog_that_goes_round_in_circles_is_stopped() -> None:
    texts = toys.words()
    for lang in Lang:
        texts["test_turn"] = texts.get("test_turn", {}) | {
            lang: {
                "circle-slot": {"ask": "{options}", "again": "{options}", "empty": "None."},
                "circle-held": {"slot_taken": "Taken."},
            }
        }
    only = FindSlotsResult(
        toys.three_slots(FindSlots(PatientId("p"), VisitTypeId("checkup"))).slots[:1]
    )
    talk = Talk(
        of=toys.catalog(Circle, texts=texts),
        answers={FindSlots: only, HoldSlot: Refused("slot_taken")},
    )
    with pytest.raises(TooManyRounds):
        talk.say(toys.fact(FactKind.WANT, "circle"))
    assert len(talk.requests) <= MAX_ROUNDS


def test_an_answer_that_nobody_waits_for_changes_nothing() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    before = talk.conversation
    after, out, _ = step(toys.CATALOG, before, Outcome("cnv_toy:1:99", (), NOW))
    assert (after, out) == (before, ())


def test_a_timer_that_nobody_set_changes_nothing() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    before = talk.conversation
    assert talk.happen(Due("nudge", 0, NOW)) == ""
    assert talk.conversation == before


def test_the_reader_is_told_what_would_answer() -> None:
    talk = Talk()
    assert asked(toys.CATALOG, talk.conversation).options == 0
    talk.say(BOOK)
    assert asked(toys.CATALOG, talk.conversation).expects == {FactKind.VISIT_TYPE}
    talk.say(CHECKUP)
    talk.say(BORN)
    assert asked(toys.CATALOG, talk.conversation).options == 3
    talk.say(ONE)
    assert asked(toys.CATALOG, talk.conversation).expects == {FactKind.YES, FactKind.NO}


@given(st.lists(st.sampled_from(INPUTS), max_size=12), st.data())
def test_no_talk_breaks_the_rules(steps: list[Input], data: st.DataObject) -> None:
    conversation = fresh()
    at = NOW
    for one in steps:
        at += one.after + timedelta(seconds=1)

        def answer(what: Query[Any] | Command[Any]) -> Any:
            return data.draw(st.sampled_from(USUAL(what)))

        conversation = take_turn(toys.CATALOG, conversation, one.make(at), answer).conversation
        stored = toys.CATALOG.encode(conversation)
        assert toys.CATALOG.decode(stored) == conversation
        if conversation.frames and conversation.owner is Owner.BOT:
            frame = conversation.frames[-1]
            _, node = walk(toys.CATALOG.dialogs[frame.dialog], frame.data)
            assert node is not None
            assert node.name == frame.asked


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
