"""Short answers to our own questions."""

import pytest

from assistant.domain.facts import FactKind
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
    ("text", "value", "more"),
    [
        ("1 but with dr patel", "1", K.PROVIDER),
        ("2, thanks. Do you take Aetna?", "2", K.INFO),
        ("1 works but is there parking", "1", K.INFO),
        ("the first one with dr ortega", "1", K.PROVIDER),
        ("la segunda, y hay estacionamiento?", "2", K.INFO),
    ],
)
def test_a_pick_with_more_after_it(text: str, value: str, more: FactKind) -> None:
    understood = read(text, options=3)
    assert values(understood, K.PICK) == [value]
    assert more in kinds(understood)


@pytest.mark.parametrize("text", ["1 or 2", "2 and 3", "2 but later", "1 - 2", "1, 2 or 3"])
def test_two_numbers_or_a_wish_for_others_pick_nothing(text: str) -> None:
    assert K.PICK not in kinds(read(text, options=3))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("yes but later", {K.YES, K.LATER}),
        ("yes i'm new", {K.YES, K.NEW_PATIENT}),
        ("new patient yes", {K.YES, K.NEW_PATIENT}),
        ("no i've been here before", {K.NO, K.KNOWN_PATIENT}),
        ("no no", {K.NO}),
        ("no, ya soy paciente", {K.NO, K.KNOWN_PATIENT}),
        ("sí pero más tarde", {K.YES, K.LATER}),
    ],
)
def test_a_yes_or_no_with_more(text: str, found: set[FactKind]) -> None:
    assert kinds(read(text, expects=(K.YES, K.NO))) == found


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


@pytest.mark.parametrize(
    "text",
    [
        "Liked \u201cYour visit is Tuesday at 3. Reply STOP to opt out\u201d",
        "Loved \u201cSee you Friday\u201d",
        "Emphasized \u201cPlease come at 9\u201d",
        "Laughed at \u201cyes or no?\u201d",
        "Removed a heart from \u201cSee you Friday\u201d",
        "Liked an image",
        "Le gust\u00f3 \u201cNos vemos el martes\u201d",
        "\U0001f44d to \u201cSee you Friday\u201d",
    ],
)
def test_a_reaction_says_nothing_of_what_it_quotes(text: str) -> None:
    fact = the(read(text), K.ECHO)
    assert fact.value == "reaction"
    assert len(read(text).facts) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Liked \u201cShall I book Tuesday at 3?\u201d", K.YES),
        ("Disliked \u201cShall I book Tuesday at 3?\u201d", K.NO),
        ("Loved \u201cYour visit is Tuesday. Reply C to confirm\u201d", K.YES),
        ("Le encant\u00f3 \u201c\u00bfLe reservo el martes?\u201d", K.YES),
    ],
)
def test_a_thumb_on_a_question_answers_it(text: str, kind: FactKind) -> None:
    assert kinds(read(text)) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "I'm driving right now and can't text",
        "Automatic reply: I am away until Tuesday 3 March",
        "Respuesta autom\u00e1tica: vuelvo el lunes",
        "Out of the office until Monday, I will respond when I return",
    ],
)
def test_an_automatic_answer_is_nobodys_wish(text: str) -> None:
    understood = read(text)
    assert values(understood, K.ECHO) == ["auto-reply"]
    assert len(understood.facts) == 1


@pytest.mark.parametrize(
    "text", ["I'm driving over, be there in 5", "I liked the doctor", "can I reply later?"]
)
def test_what_a_person_wrote_is_no_echo(text: str) -> None:
    assert K.ECHO not in kinds(read(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("no i meant the 2nd", "2"), ("no, the 2nd", "2"), ("i meant the 3rd one", "3"), ("sorry, the first", "1"),
     ("no, la segunda", "2"), ("no quise decir la 2", "2"), ("me refería al 3", "3")],
)  # fmt: skip
def test_a_corrected_pick_is_no_day_of_the_month(text: str, value: str) -> None:
    understood = read(text, options=3, expects=(K.PICK, K.WHEN))
    assert values(understood, K.PICK) == [value]
    assert kinds(understood).isdisjoint({K.WHEN, K.NO})


def test_a_corrected_day_is_no_pick() -> None:
    understood = read("no i meant march 2nd", options=3, expects=(K.PICK, K.WHEN))
    assert wishes(understood) == ["03-02"]
    assert K.PICK not in kinds(understood)


@pytest.mark.parametrize(
    "text",
    ["actually no keep it", "no keep it", "leave it as is", "keep my appointment", "just keep it the way it is",
     "don't change it", "déjalo así", "mejor dejarla así", "no la cancele", "la dejo como está"],
)  # fmt: skip
def test_what_is_left_as_it_is_is_not_changed(text: str) -> None:
    found = read(text, expects=(K.YES, K.NO))
    assert K.NO in kinds(found) or {"never-mind", "keep"} & set(values(found, K.CONTROL))
    assert kinds(found).isdisjoint({K.YES, K.WANT})


@pytest.mark.parametrize("text", ["can I keep it at 3", "keep the change", "save my spot"])
def test_what_is_kept_otherwise_ends_nothing(text: str) -> None:
    assert K.CONTROL not in kinds(read(text))


def test_y_with_thanks_is_a_yes() -> None:
    assert K.YES in kinds(read("y thanks", expects=(K.YES, K.NO)))
    assert K.YES not in kinds(read("y gracias", expects=(K.YES, K.NO)))


@pytest.mark.parametrize(
    ("text", "place"),
    [("move the second one", "2"), ("cancel the last one", "last"), ("cancel number 2", "2"), ("cancel 2", "2"),
     ("move the second one to friday", "2"), ("cambiar la segunda cita", "2"), ("cancela la última", "last")],
)  # fmt: skip
def test_one_of_several_visits_by_its_place(text: str, place: str) -> None:
    assert values(read(text), K.PICK) == [place]


@pytest.mark.parametrize(
    "text",
    ["cancel the second of march", "move my appointment on the second", "move it to 2", "move my visit to 10",
     "i need a second appointment", "2", "cancel my appointment on the 2nd"],
)  # fmt: skip
def test_what_counts_no_visit(text: str) -> None:
    assert K.PICK not in kinds(read(text))
