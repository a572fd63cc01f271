"""Behaviour 4: an answer belongs to the question asked.

It is bound to the stored field, the options shown and the moment of asking: what was received
before a question was sent is no answer to it.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import BookAppointment, FindSlots, Refused
from assistant.domain.facts import Fact, FactKind
from assistant.engine.questions import deciding
from tests.engine import toys
from tests.engine.toys import (
    DR_A,
    DR_B,
    HOURS,
    MOVE,
    NEVER_MIND,
    NO,
    ONE,
    TWO,
    YES,
    Talk,
    fact,
    on,
    to_offer,
)  # fmt: skip

FRIDAY = on(date(2026, 3, 6))


def test_belongs_to_the_question_that_was_asked() -> None:
    talk = Talk()
    to_offer(talk)
    shown = talk.conversation.frames[-1].shown
    talk.answers[FindSlots] = Refused("never asked again")
    talk.say(TWO)
    assert talk.data["slot"] == shown[1]


def test_yes_twice_books_once() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(YES)
    assert [type(r) for r in talk.requests] == [BookAppointment]
    talk.say(YES)
    assert talk.requests == []


def test_yes_with_a_change_is_no_yes() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(YES, FRIDAY)
    assert talk.at_field == "visit.slot"
    assert BookAppointment not in {type(r) for r in talk.requests}


def test_yes_with_the_same_day_again_is_a_yes() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(YES, on(date(2026, 3, 9)))
    assert BookAppointment in {type(r) for r in talk.requests}


def test_a_number_that_was_not_shown_is_none() -> None:
    talk = Talk()
    to_offer(talk)
    assert "Again offer" in talk.say(fact(FactKind.PICK, "9"))


def test_the_words_of_a_pick_mean_nothing_else() -> None:
    talk = Talk()
    to_offer(talk)
    both = (Fact(FactKind.PICK, 0, 13, "1"), Fact(FactKind.SOONEST, 0, 9))
    event = toys.Heard("the first one", toys.Understood(both, words=3), talk.at)
    talk.happen(event)
    assert talk.at_field == "visit.sure"


def test_a_day_picks_the_one_option_on_it() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(on(date(2026, 3, 10)))
    assert talk.data["slot"].start.date() == date(2026, 3, 10)


def test_yes_to_a_single_option_takes_it() -> None:
    talk = Talk()
    talk.answers[FindSlots] = only_one
    to_offer(talk)
    talk.say(YES)
    assert talk.at_field == "visit.sure"


def only_one(what: object) -> toys.FindSlotsResult:
    return toys.FindSlotsResult(toys.three_slots(what).slots[:1])


def to_a_confirmation(talk: Talk) -> None:
    talk.say(MOVE)
    talk.say(DR_A)
    assert talk.at_field == "moving.sure"


def test_a_yes_beside_another_answer_is_to_a_question_not_put_yet() -> None:
    talk = Talk()
    to_a_confirmation(talk)
    assert "Dr. B" in talk.say(YES, DR_B)
    assert talk.at_field == "moving.sure"


def test_without_that_rule_it_would_confirm_what_was_never_read_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The planted bug that the test above must catch."""
    decide = deciding.decide

    def hasty(draft: Any, node: Any, before: Any) -> None:
        decide(draft, node, draft.top)

    monkeypatch.setattr(deciding, "decide", hasty)
    talk = Talk()
    to_a_confirmation(talk)
    assert "moving said" in talk.say(YES, DR_B)


# --- texts that cross ---------------------------------------------------------------------------


def test_a_yes_from_before_the_question_was_sent_confirms_nothing() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    said = talk.say(YES, crossed=True)
    assert talk.requests == []
    assert said.index("crossed") < said.index("Book")
    assert talk.at_field == "visit.sure"
    talk.say(YES)
    assert BookAppointment in {type(r) for r in talk.requests}


@pytest.mark.parametrize(
    "early",
    [ONE, fact(FactKind.NONE_OF_THESE), fact(FactKind.LATER), NO],
    ids=["a number", "none of these", "later", "no"],
)
def test_what_points_at_an_older_list_is_not_read_from_the_new(early: Fact) -> None:
    talk = Talk()
    to_offer(talk)
    shown = talk.conversation.frames[-1].shown
    assert "crossed" in talk.say(early, crossed=True)
    assert talk.requests == []
    assert "slot" not in talk.data
    assert talk.conversation.frames[-1].shown == shown


def test_it_costs_no_try() -> None:
    talk = Talk()
    to_offer(talk)
    for _ in range(4):
        talk.say(TWO, crossed=True)
    assert talk.conversation.owner is Owner.BOT
    assert talk.conversation.frames[-1].tries == 0


def test_words_from_before_a_question_in_between_do_not_answer_it() -> None:
    talk = Talk()
    to_offer(talk, DR_A)
    talk.say(ONE)
    assert "drop?" in talk.say(NEVER_MIND)
    assert "crossed" in talk.say(fact(FactKind.LATER), crossed=True)
    assert talk.at_field == "drop.sure"


def test_what_stands_for_itself_counts_whenever_it_was_written() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(YES, DR_B, crossed=True)
    assert BookAppointment not in {type(r) for r in talk.requests}
    assert talk.data["doctor"] == "b"


def test_nothing_crosses_where_nothing_is_asked() -> None:
    talk = Talk()
    assert "help" in talk.say(YES, crossed=True).casefold()


def test_a_question_put_again_is_the_same_question() -> None:
    talk = Talk()
    to_offer(talk)
    asked_at = talk.conversation.frames[-1].asked_at
    talk.say(HOURS, after=timedelta(minutes=5))
    assert talk.conversation.frames[-1].asked_at == asked_at


def test_a_question_about_something_else_is_a_new_one() -> None:
    talk = Talk()
    to_offer(talk)
    asked_at = talk.conversation.frames[-1].asked_at
    talk.say(DR_B)
    assert talk.conversation.frames[-1].asked_at != asked_at


def test_a_question_that_another_dialog_came_before_is_a_new_one() -> None:
    """Else the second of two quick yeses would confirm what waited below."""
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(MOVE)
    talk.say(DR_B)
    talk.say(YES)
    assert talk.at_field == "visit.sure"
    assert talk.conversation.frames[-1].asked_at == talk.at
