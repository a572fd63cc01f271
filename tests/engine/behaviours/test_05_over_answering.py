"""Behaviour 5: one text may fill many fields, each stretch of it one.

What is filled is not asked, passes the same checks, and is read back before it is done.
"""

from datetime import date

from assistant.domain.effects import FindSlots
from assistant.domain.facts import FactKind
from assistant.domain.schedule import Wish
from tests.engine import toys
from tests.engine.toys import (
    BOOK,
    BORN,
    CHECKUP,
    DR_B,
    MOVE,
    ONE,
    VACCINE,
    YES,
    Talk,
    fact,
    on,
    to_offer,
)  # fmt: skip

FRIDAY = on(date(2026, 3, 6))


def test_what_was_said_is_not_asked() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP, DR_B, FRIDAY)
    assert talk.at_field == "whose.proof"
    talk.say(BORN)
    look = next(r for r in talk.requests if isinstance(r, FindSlots))
    assert (look.visit_type, look.provider, look.wish) == (
        "checkup", "b", Wish(date(2026, 3, 6), date(2026, 3, 6)),
    )  # fmt: skip


def test_a_fact_is_kept_for_the_question_to_come() -> None:
    talk = Talk()
    talk.say(BOOK, BORN)
    talk.say(CHECKUP)
    assert talk.at_field == "visit.slot"


def test_said_in_a_called_dialog_it_reaches_the_caller() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP)
    talk.say(DR_B)
    talk.say(BORN)
    assert next(r for r in talk.requests if isinstance(r, FindSlots)).provider == "b"


def test_the_asked_field_takes_its_words_before_any_other() -> None:
    talk = Talk()
    talk.say(MOVE)
    assert talk.at_field == "moving.doctor"
    talk.say(DR_B)
    assert talk.data["doctor"] == "b"
    assert talk.at_field == "moving.sure"


def test_words_that_answered_are_used_up() -> None:
    """A date of birth is no wish for a day, though both are dates."""
    talk = Talk()
    to_offer(talk)
    look = next(r for r in talk.requests if isinstance(r, FindSlots))
    assert look.wish == Wish()


def test_what_cannot_be_is_refused_unasked_too() -> None:
    talk = Talk()
    said = talk.say(BOOK, CHECKUP, fact(FactKind.WHEN, problem="in-the-past"))
    assert "in-the-past" in said.casefold()
    assert talk.conversation.frames[0].data.get("wish", Wish()) == Wish()


def test_all_of_it_is_read_back_before_it_is_done() -> None:
    talk = Talk()
    talk.say(BOOK, CHECKUP, DR_B, FRIDAY, BORN)
    said = talk.say(ONE)
    assert talk.at_field == "visit.sure"
    assert toys.speech_of(talk.data["slot"]) in said


def test_a_yes_beside_other_facts_confirms_only_what_was_read_back() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    talk.say(YES, VACCINE)
    assert talk.at_field == "visit.slot"
