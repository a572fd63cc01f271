"""A talk played again from its journal ends, to the byte, where it stood."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from assistant.domain.conversation import Owner
from assistant.domain.effects import Command, HoldSlot, Query, Refused
from assistant.domain.ids import ConversationId
from assistant.engine import journal, step
from assistant.engine.conversation import Conversation
from assistant.engine.draft import Draft
from assistant.engine.turn import take_turn
from assistant.engine.walking.samples import Input, at_turn, sample_answers, sample_inputs
from tests.engine import toys
from tests.engine.toys import (
    BOOK,
    BORN,
    CHECKUP,
    DR_B,
    HOURS,
    NOW,
    ONE,
    Talk,
)  # fmt: skip

KEY = ConversationId("cnv_toy")
ANSWERS = sample_answers(toys.CATALOG, toys.TODAY)
INPUTS = sample_inputs(toys.CATALOG, toys.TODAY)


class Kept:
    """A talk that keeps its journal, as the service does: each turn from the stored bytes."""

    def __init__(self) -> None:
        self.state, self.records = b"", list[bytes]()

    def take(self, one: Input, at: Any, draw: Any) -> None:
        before = toys.CATALOG.decode(self.state) if self.state else Conversation(KEY)

        def answer(what: "Query[Any] | Command[Any]") -> Any:
            return draw(st.sampled_from(ANSWERS(what)))

        event = at_turn(one.make(at), before.turn)
        result = take_turn(toys.CATALOG, before, event, answer)
        self.state = toys.CATALOG.encode(result.conversation)
        self.records.append(result.journal)

    def again(self) -> bytes:
        *_, last = journal.replay(toys.CATALOG, KEY, self.records)
        return last.state


def records_of(talk: Talk, *turns: tuple[Any, ...]) -> list[bytes]:
    """The journal of a talk in which these facts are said."""
    kept: list[bytes] = []
    for facts in turns:
        talk.say(*facts)
        assert talk.result is not None
        kept.append(talk.result.journal)
    return kept


@given(st.lists(st.sampled_from(INPUTS), min_size=1, max_size=15), st.data())
def test_any_talk_ends_where_it_stood(steps: list[Input], data: st.DataObject) -> None:
    kept, at = Kept(), NOW
    for one in steps:
        at += one.after
        kept.take(one, at, data.draw)
    assert kept.again() == kept.state


@pytest.fixture
def impure(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A turn that depends on how many turns this process has taken."""
    calls, ask = count(), step._question  # pyright: ignore[reportPrivateUsage]

    def question(draft: Draft, *args: Any) -> bool:
        asked = ask(draft, *args)
        draft.change_frame(-1, wording=f"ask-{next(calls)}")
        return asked

    with monkeypatch.context() as patch:
        patch.setattr(step, "_question", question)
        yield


def test_a_turn_that_is_not_pure_is_found(impure: None) -> None:
    talk = Talk()
    records = records_of(talk, (BOOK, CHECKUP), (BORN,))
    *_, last = journal.replay(toys.CATALOG, KEY, records)
    assert last.state != toys.CATALOG.encode(talk.conversation)


def test_another_question_to_the_store_is_found() -> None:
    talk = Talk()
    records = records_of(talk, (BOOK, CHECKUP), (BORN,))
    record = msgspec.json.decode(records[1])
    record["exchanges"] = record["exchanges"][:-1]
    with pytest.raises(journal.Diverged, match="did not ask then"):
        list(journal.replay(toys.CATALOG, KEY, [records[0], msgspec.json.encode(record)]))


def test_a_question_that_is_not_asked_any_more_is_found() -> None:
    records = records_of(Talk(), (BOOK, CHECKUP))
    record = msgspec.json.decode(records[0])
    record["exchanges"] *= 2
    with pytest.raises(journal.Diverged, match="asked then"):
        list(journal.replay(toys.CATALOG, KEY, [msgspec.json.encode(record)]))


def test_a_missing_turn_is_found() -> None:
    records = records_of(Talk(), (BOOK, CHECKUP), (toys.PERSON,), (HOURS,))
    with pytest.raises(journal.Diverged, match="owner"):
        list(journal.replay(toys.CATALOG, KEY, [records[0], records[2]]))


def test_a_refusal_is_played_as_a_refusal() -> None:
    talk = Talk(answers={HoldSlot: Refused("slot_taken")})
    records = records_of(talk, (BOOK, CHECKUP), (BORN,), (ONE,))
    *_, last = journal.replay(toys.CATALOG, KEY, records)
    assert last.state == toys.CATALOG.encode(talk.conversation)
    assert "toys.visit-held.slot_taken" in last.record.said


def test_a_turn_that_failed_is_played_as_one() -> None:
    talk = Talk()
    records = records_of(talk, (BOOK,))
    after = journal.gave_up(talk.conversation)
    records.append(journal.record_of_giving_up(talk.conversation, talk.at, "Sorry."))
    *_, last = journal.replay(toys.CATALOG, KEY, records)
    assert (last.state, last.record.reply) == (toys.CATALOG.encode(after), "Sorry.")
    assert after.owner is Owner.STAFF


def test_an_opt_out_by_another_way_is_what_the_turn_found() -> None:
    talk = Talk()
    records = records_of(talk, (BOOK,))
    talk.conversation = replace(talk.conversation, owner=Owner.STOPPED)
    records += records_of(talk, (CHECKUP,))
    *_, last = journal.replay(toys.CATALOG, KEY, records)
    assert last.state == toys.CATALOG.encode(talk.conversation)


def test_the_reasons_tell_which_rule_took_each_part() -> None:
    talk = Talk()
    rules: list[list[tuple[str, str]]] = []
    for facts in ((BOOK, CHECKUP), (BORN,), (DR_B, HOURS), ()):
        (record,) = records_of(talk, facts)
        rules.append([(why.rule, why.about) for why in journal.read(record).why])
    assert rules == [
        [("another-dialog", "visit"), ("over-answer", "kind")],
        [("answer", "proof")],
        [("over-answer", "doctor"), ("digression", "hours"), ("over-answer", "topic")],
        [("not-understood", "")],
    ]
