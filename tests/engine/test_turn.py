"""A turn is pure: the same in, the same out; nothing it was given changes; it takes any text."""

import json

import pytest

from assistant.domain.effects import (
    FindSlots,
    HoldSlot,
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
from assistant.engine.step import step
from assistant.engine.turn import MAX_ROUNDS, TooManyRounds, asked
from assistant.engine.walking.samples import sample_answers, sample_inputs
from tests.engine import toys
from tests.engine.toys import BOOK, BORN, CHECKUP, HOURS, NOW, ONE, Talk

USUAL = sample_answers(toys.CATALOG, toys.TODAY)
INPUTS = sample_inputs(toys.CATALOG, toys.TODAY)


def fresh() -> Conversation:
    return Conversation(ConversationId("cnv_toy"))


def heard(*facts: Fact) -> Heard:
    return Heard("words", Understood(facts, words=2), NOW)


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
    kinds = {FactKind.VISIT_TYPE, FactKind.NEW_PATIENT}
    assert asked(toys.CATALOG, talk.conversation).expects == kinds
    talk.say(CHECKUP)
    talk.say(BORN)
    assert asked(toys.CATALOG, talk.conversation).options == 3
    talk.say(ONE)
    assert asked(toys.CATALOG, talk.conversation).expects == {FactKind.YES, FactKind.NO}
