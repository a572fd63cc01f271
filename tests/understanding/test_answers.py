"""Short answers to our own questions."""

import pytest

from assistant.domain.facts import FactKind, Lang
from tests.understanding.reading import kinds, read, the, values, wishes

K = FactKind


@pytest.mark.parametrize(
    "text",
    ["yes", "yes pls", "Yep", "ok", "okay!", "sure", "sounds good", "book it", "that works", "perfect", "y",
     "works for me", "yeah that's fine", "i'll take it", "si", "sí", "dale", "claro que sí", "vale",
     "de acuerdo", "está bien", "me sirve", "\U0001f44d", "\U0001f44d\U0001f3fd", "Liked \u201cTuesday at 3?\u201d"],
)  # fmt: skip
def test_a_yes_is_heard(text: str) -> None:
    assert K.YES in kinds(read(text))
    assert K.NO not in kinds(read(text))


@pytest.mark.parametrize(
    "text",
    ["no", "nope", "Nah", "n", "no thanks", "no gracias", "not that one", "that's wrong", "that doesn't work",
     "no me sirve", "esa no", "\U0001f44e", "Disliked \u201cTuesday at 3?\u201d", "no, I need another day"],
)  # fmt: skip
def test_a_no_is_heard(text: str) -> None:
    assert K.NO in kinds(read(text))
    assert K.YES not in kinds(read(text))


@pytest.mark.parametrize(
    "text",
    ["no puedo respirar", "I have no insurance", "no one told me", "is it ok to eat before", "the right knee",
     "si tienen algo antes me avisan", "I would like an appointment", "not sure", "ok how about friday",
     "Laughed at \u201cyes or no?\u201d"],
)  # fmt: skip
def test_a_word_inside_a_sentence_is_no_answer(text: str) -> None:
    assert kinds(read(text)).isdisjoint({K.YES, K.NO})


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", "1"), ("#2", "2"), ("option 3", "3"), ("2.", "2"), ("the second one", "2"), ("number two", "2"),
     ("two", "2"), ("last one", "last"), ("2\ufe0f\u20e3", "2"), ("the first", "1"), ("3 please", "3"),
     ("yes 2 works", "2"), ("la primera", "1"), ("el 2", "2"), ("opción 3", "3"), ("la última", "last"),
     ("quiero la segunda por favor", "2"), ("2nd", "2")],
)  # fmt: skip
def test_a_pick_of_the_options_shown(text: str, value: str) -> None:
    understood = read(text, options=3)
    assert values(understood, K.PICK) == [value]
    assert K.WHEN not in kinds(understood)


@pytest.mark.parametrize(
    ("text", "wish"),
    [("2pm", "=14:00"), ("at 2", "=14:00"), ("2:00", "=14:00"), ("a las 2", "=14:00")],
)
def test_a_time_is_no_pick(text: str, wish: str) -> None:
    understood = read(text, options=3)
    assert K.PICK not in kinds(understood)
    assert wishes(understood) == [wish]


def test_a_number_above_the_options_is_a_time_when_one_is_expected() -> None:
    assert read("9", options=3).facts == ()
    assert wishes(read("9", options=3, expects=(K.WHEN,))) == ["=09:00"]


def test_an_hour_with_a_kind_word_answers_when() -> None:
    assert wishes(read("10 works", options=3, expects=(K.WHEN,))) == ["=10:00"]


def test_without_options_nothing_is_picked() -> None:
    assert K.PICK not in kinds(read("2"))
    assert K.PICK not in kinds(read("the second one"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("none of these work", K.NONE_OF_THESE),
        ("none", K.NONE_OF_THESE),
        ("do you have other times?", K.NONE_OF_THESE),
        ("ninguna", K.NONE_OF_THESE),
        ("otro horario", K.NONE_OF_THESE),
        ("anything later?", K.LATER),
        ("later", K.LATER),
        ("yes but later", K.LATER),
        ("más tarde", K.LATER),
        ("anything earlier", K.EARLIER),
        ("sooner please", K.EARLIER),
        ("más temprano", K.EARLIER),
        ("asap", K.SOONEST),
        ("as soon as possible", K.SOONEST),
        ("first available", K.SOONEST),
        ("lo antes posible", K.SOONEST),
        ("with anybody", K.ANYBODY),
        ("any doctor is fine", K.ANYBODY),
        ("con cualquiera", K.ANYBODY),
        ("the other office", K.OTHER_SITE),
        ("la otra sucursal", K.OTHER_SITE),
        ("any time", K.ANYTIME),
        ("whenever", K.ANYTIME),
        ("cualquier día", K.ANYTIME),
    ],
)
def test_a_wish_about_the_offer(text: str, kind: FactKind) -> None:
    assert kind in kinds(read(text, options=3))


def test_later_this_week_is_a_day_and_not_a_wish_for_later_times() -> None:
    assert kinds(read("later this week")) == {K.WHEN}


def test_a_reaction_says_nothing_about_what_it_quotes() -> None:
    understood = read(
        "Liked \u201cYour visit is Tuesday at 3. Reply STOP to opt out\u201d", Lang.EN
    )
    assert the(understood, K.YES)
    assert len(understood.facts) == 1
