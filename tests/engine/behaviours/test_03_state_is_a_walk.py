"""Behaviour 3: where a conversation stands is where a walk over its data stops, always.

No dialog moves the position, so none can leave it where its data does not lead.
"""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.conversation import Owner
from assistant.domain.effects import Command, Query
from assistant.domain.ids import ConversationId
from assistant.engine.conversation import Conversation
from assistant.engine.turn import take_turn
from assistant.engine.walk import walk
from assistant.engine.walking.samples import Input, sample_answers, sample_inputs
from tests.engine import toys
from tests.engine.toys import BOOK, BORN, CHECKUP, DR_B, NOW, ONE, Talk, to_offer

USUAL = sample_answers(toys.CATALOG, toys.TODAY)
INPUTS = sample_inputs(toys.CATALOG, toys.TODAY)


def fresh() -> Conversation:
    return Conversation(ConversationId("cnv_toy"))


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


def test_the_way_there_makes_no_difference() -> None:
    """The same facts in one text or in four, in another order, or changed on the way."""
    at_once, by_parts, changed = Talk(), Talk(), Talk()
    at_once.say(BOOK, CHECKUP, DR_B, BORN)
    for facts in ((BOOK,), (DR_B,), (CHECKUP,), (BORN,)):
        by_parts.say(*facts)
    changed.say(BOOK, toys.VACCINE, BORN)
    changed.say(CHECKUP)
    changed.say(DR_B)
    fields = [talk.at_field for talk in (at_once, by_parts, changed)]
    assert fields == ["visit.slot"] * 3
    assert at_once.data == by_parts.data == changed.data


def test_a_value_put_in_from_outside_moves_the_position() -> None:
    """What staff, an import or a newer version do to the data is all that they have to do."""
    talk = Talk()
    talk.say(BOOK)
    data = talk.data | {"kind": "checkup", "who": toys.PERSON_KNOWN}
    _, node = walk(toys.Visit, data)
    assert node is toys.Visit.nodes["slots"]


def test_a_value_behind_a_guard_that_does_not_hold_is_not_read() -> None:
    view, node = walk(toys.Whose, {"people": (), "proof": toys.TODAY})
    assert node is toys.Whose.nodes["nobody"]
    assert "proof" not in view.__dict__


def test_a_walk_changes_nothing() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    data = dict(talk.data)
    walk(toys.Visit, talk.data)
    assert talk.data == data
