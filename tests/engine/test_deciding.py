"""A yes is worth only what was read back; misses count for one question; what is taken is said."""

from datetime import date

from assistant.domain.facts import FactKind
from tests.engine.toys import (
    BOOK,
    BORN,
    CANCEL,
    CHECKUP,
    DR_B,
    MOVE,
    ONE,
    TWO,
    YES,
    Talk,
    fact,
    on,
    to_offer,
)  # fmt: skip

LATER = fact(FactKind.LATER)


def read_back() -> Talk:
    """A talk at the question whether to book."""
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    return talk


class TestAYes:
    def test_with_another_wish_books_nothing(self) -> None:
        talk = read_back()
        talk.say(YES, LATER)
        assert talk.at_field == "visit.slot"
        assert talk.data["wish"].after_slot is not None

    def test_for_somebody_else_books_nothing(self) -> None:
        talk = read_back()
        talk.say(YES, fact(FactKind.SOMEBODY_ELSE, "son"))
        assert talk.at_field == "whose.proof"

    def test_with_the_name_of_the_patient_is_one(self) -> None:
        talk = read_back()
        talk.say(YES, fact(FactKind.NAME, "Ana"))
        assert talk.conversation.frames == ()

    def test_counts_beside_words_that_the_dialog_has_no_use_for(self) -> None:
        talk = read_back()
        talk.say(YES, BORN)
        assert talk.conversation.frames == ()

    def test_is_given_in_the_words_that_began_it(self) -> None:
        talk = read_back()
        talk.say(BOOK)
        assert talk.conversation.frames == ()

    def test_never_mind_in_other_words_is_none(self) -> None:
        talk = read_back()
        talk.say(CANCEL, YES)
        assert "booked" not in [type(request).__name__ for request in talk.requests]


class TestAnotherPick:
    def test_is_read_back_in_place_of_the_first(self) -> None:
        talk = read_back()
        offered = talk.conversation.frames[-1].shown
        talk.say(TWO)
        assert (talk.at_field, talk.data["slot"]) == ("visit.sure", offered[1])

    def test_of_the_same_is_no_yes(self) -> None:
        talk = read_back()
        talk.say(ONE)
        assert (talk.at_field, talk.conversation.frames[-1].tries) == ("visit.sure", 1)


class TestWhatIsTaken:
    def test_is_said_where_the_question_does_not_show_it(self) -> None:
        talk = Talk()
        talk.say(BOOK, CHECKUP)
        assert talk.say(DR_B).startswith("En noted to Dr. B.")

    def test_is_not_said_where_it_does(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert "noted" not in talk.say(on(date(2026, 3, 6)))


class TestMisses:
    def test_are_counted_on_though_another_dialog_learns_something(self) -> None:
        talk = Talk()
        talk.say(BOOK, CHECKUP)
        for text in ("one", "two"):
            talk.say(text=text)
        talk.say(DR_B)
        talk.say(text="three")
        assert talk.conversation.owner == "staff"

    def test_end_with_other_times_on_offer(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(text="one")
        talk.say(on(date(2026, 3, 6)))
        assert talk.conversation.frames[-1].tries == 0

    def test_the_second_question_says_so_where_it_has_no_examples(self) -> None:
        talk = Talk()
        talk.say(BOOK, CHECKUP)
        talk.say(text="one")
        assert talk.say(text="two") == "En still.\nEn Born when?"


def test_a_move_begins_its_dialog_where_nothing_declares_it() -> None:
    talk = read_back()
    talk.say(MOVE)
    assert talk.at_field == "moving.doctor"
