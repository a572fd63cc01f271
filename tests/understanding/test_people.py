"""Names and dates of birth."""

from datetime import date

import pytest

from assistant.domain.facts import ALSO, FactKind, Lang
from tests.understanding.reading import kinds, read, short, the, values

K = FactKind
BOTH = (K.NAME, K.BIRTH_DATE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rosa Delgado 3/4/1990", "Rosa Delgado"),
        ("rosa delgado 03-04-90", "rosa delgado"),
        ("ROSA DELGADO, 1990-03-04", "ROSA DELGADO"),
        ("Delgado, Rosa 3/4/1990", "Rosa Delgado"),
        ("March 4 1990 Rosa Delgado", "Rosa Delgado"),
        ("it's Rosa, born march 4th 1990", "Rosa"),
        ("name: Rosa Delgado dob: 3/4/90", "Rosa Delgado"),
        ("Rosa Delgado 03041990", "Rosa Delgado"),
        ("Juan Carlos Peña 3/4/1990", "Juan Carlos Peña"),
        ("Ann Waters 3/4/1990", "Ann Waters"),
        ("My name is Rosa Delgado and I was born on 3/4/1990", "Rosa Delgado"),
    ],
)
def test_a_name_with_a_date_of_birth(text: str, name: str) -> None:
    understood = read(text, expects=BOTH)
    assert values(understood, K.NAME) == [name]
    born = the(understood, K.BIRTH_DATE).when
    assert born is not None
    assert short(born) == "1990-03-04"
    assert K.WHEN not in kinds(understood)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("soy Tomás Vega, 4/3/1990", "Tomás Vega"),
        ("me llamo José de la Cruz, nací el 4 de marzo de 1990", "José de la Cruz"),
    ],
)
def test_a_spanish_date_of_birth_has_the_day_first(text: str, name: str) -> None:
    understood = read(text, Lang.ES, expects=BOTH)
    assert values(understood, K.NAME) == [name]
    born = the(understood, K.BIRTH_DATE).when
    assert born is not None
    assert short(born) == "1990-03-04"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ines", "Ines"),
        ("john o'neil", "john o'neil"),
        ("sure, Anna-Maria Voss", "Anna-Maria Voss"),
        ("Will Smith", "Will Smith"),
        ("It's Ben.", "Ben"),
        ("Ben and I need to be seen today", "Ben"),
    ],
)
def test_a_bare_name_answers_our_question(text: str, name: str) -> None:
    assert values(read(text, expects=(K.NAME,)), K.NAME) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("this is Rosa Delgado", "Rosa Delgado"),
        ("I'm Rosa and I need a checkup", "Rosa"),
        ("my name is rosa", "rosa"),
        ("an appointment for my son Leo", "Leo"),
        ("my daughter Mia needs a flu shot", "Mia"),
        ("una cita para mi hija Ana", "Ana"),
        ("a checkup for Rosa Delgado", "Rosa Delgado"),
        ("Rosa Delgado here", "Rosa Delgado"),
    ],
)
def test_a_name_is_heard_unasked(text: str, name: str) -> None:
    assert values(read(text), K.NAME) == [name]


@pytest.mark.parametrize(
    "text",
    ["I'm running late", "im sick", "this is ridiculous", "I'm at Elm Street", "this is for Dr Patel",
     "soy nuevo", "it's ok", "Rosa", "I am so tired of waiting", "for my son"],
)  # fmt: skip
def test_a_sentence_is_no_name(text: str) -> None:
    assert K.NAME not in kinds(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "I don't know",
        "Reschedule",
        "what for?",
        "friday",
        "I want to cancel",
        "call me",
        "none",
        "ok",
    ],
)
def test_no_name_even_when_asked(text: str) -> None:
    assert K.NAME not in kinds(read(text, expects=BOTH))


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("3/4/1990", "1990-03-04"),
        ("3.4.1990", "1990-03-04"),
        ("03 04 1990", "1990-03-04"),
        ("3/4/25", "2025-03-04"),
        ("3/4/45", "1945-03-04"),
        ("25/12/1980", "1980-12-25"),
        ("dec 25 80", "1980-12-25"),
    ],
)
def test_a_date_of_birth_when_asked(text: str, born: str) -> None:
    found = the(read(text, expects=(K.BIRTH_DATE,)), K.BIRTH_DATE).when
    assert found is not None
    assert str(found.first_on) == born


@pytest.mark.parametrize("text", ["3/4/2027", "2/30/1990", "3/4", "3/4/1800"])
def test_what_cannot_be_a_date_of_birth(text: str) -> None:
    assert K.BIRTH_DATE not in kinds(read(text, expects=(K.BIRTH_DATE,)))


def test_an_old_full_date_is_a_date_of_birth_unasked() -> None:
    assert kinds(read("6/7/1985")) == {K.BIRTH_DATE}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("it's for my son", "son"),
        ("my mom needs an appointment", "mom"),
        ("my daughter's appointment", "daughter"),
        ("for my 5 year old", "child"),
        ("a checkup for someone else", "someone else"),
        ("para mi hijo", "hijo"),
        ("mi mamá necesita una cita", "mama"),
        ("la cita de mi esposa", "esposa"),
    ],
)
def test_somebody_else_is_meant(text: str, value: str) -> None:
    assert values(read(text), K.SOMEBODY_ELSE) == [value]


@pytest.mark.parametrize(
    "text",
    ["text my wife instead", "my husband will drive me", "for my daughter Mia", "for my old prescription",
     "is my son's school on the way"],
)  # fmt: skip
def test_nobody_else_is_meant(text: str) -> None:
    assert K.SOMEBODY_ELSE not in kinds(read(text))


def test_a_verb_after_a_relative_is_no_name() -> None:
    assert K.NAME not in kinds(read("my wife will drive me", expects=(K.NAME,)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("yes for mateo", "mateo"),
        ("Yes, it's for Mateo", "Mateo"),
        ("yes, mateo please", "mateo"),
        ("no, mateo", "mateo"),
        ("Yes for Xochitl", "Xochitl"),
        ("it's mateo's appointment", "mateo"),
        ("this is lucia", "lucia"),
        ("for lucia", "lucia"),
    ],
)
def test_a_first_name_beside_an_answer_is_heard(text: str, name: str) -> None:
    understood = read(text, expects=(K.YES, K.NO))
    assert values(understood, K.NAME) == [name]
    assert K.PROVIDER not in kinds(understood)


@pytest.mark.parametrize(
    ("text", "name"),
    [("si, para mateo", "mateo"), ("la de mateo", "mateo"), ("la cita de mateo", "mateo"), ("soy lucía", "lucía")],
)  # fmt: skip
def test_a_spanish_first_name_beside_an_answer_is_heard(text: str, name: str) -> None:
    assert values(read(text, Lang.ES, expects=(K.YES, K.NO)), K.NAME) == [name]


@pytest.mark.parametrize(
    "text",
    ["yes for friday", "yes for sure", "si, para mañana", "yes for Aetna", "yes for bloodwork", "la de la mañana",
     "for dr lucia", "yes with lucia", "yes, today's appointment", "la cita de control", "this is insane"],
)  # fmt: skip
def test_what_stands_where_a_name_might_is_none(text: str) -> None:
    assert K.NAME not in kinds(read(text, expects=(K.YES, K.NO)))


@pytest.mark.parametrize("text", ["Lucia Gomez", "my name is Lucia Gomez", "Lucia Gomez 3/4/1990"])
@pytest.mark.parametrize("expects", [BOTH, (), (K.YES, K.NO)])
def test_a_full_name_beats_a_providers_given_name(text: str, expects: tuple[FactKind, ...]) -> None:
    understood = read(text, expects=expects)
    assert values(understood, K.NAME) == ["Lucia Gomez"]
    assert K.PROVIDER not in kinds(understood)


def test_a_providers_given_name_counts_with_a_cue_or_where_no_name_was_asked() -> None:
    assert values(read("with lucia", expects=BOTH), K.PROVIDER) == ["ortega"]
    assert values(read("dr lucia", expects=BOTH), K.PROVIDER) == ["ortega"]
    assert values(read("lucia"), K.PROVIDER) == ["ortega"]
    assert values(read("it's lucia", expects=(K.PROVIDER,)), K.PROVIDER) == ["ortega"]
    assert values(read("lucia", expects=BOTH), K.NAME) == ["lucia"]


@pytest.mark.parametrize(
    "text",
    ["not with patel", "anyone but dr patel", "not dr patel", "I don't want to see dr patel", "except patel",
     "con patel no", "no con patel", "con cualquiera menos con patel", "no quiero a la doctora patel"],
)  # fmt: skip
def test_who_is_refused_is_not_wished_for(text: str) -> None:
    understood = read(text)
    assert K.PROVIDER not in kinds(understood)
    assert values(understood, K.UNWANTED) == ["patel"]


@pytest.mark.parametrize(
    "text",
    [
        "no, with patel",
        "not today, with patel",
        "not her, dr patel",
        "no, con patel",
        "not kim but patel",
    ],
)
def test_a_refusal_of_something_else_leaves_the_provider(text: str) -> None:
    assert values(read(text), K.PROVIDER) == ["patel"]
    assert "patel" not in values(read(text), K.UNWANTED)


@pytest.mark.parametrize(
    "text", ["thanks dr patel", "Thank you so much, Dr. Patel!", "gracias doctora patel"]
)
def test_who_is_thanked_is_not_wished_for(text: str) -> None:
    assert kinds(read(text)) == {K.THANKS}
    assert values(read("thanks, with dr patel please"), K.PROVIDER) == ["patel"]


NEWCOMER = (K.YES, K.NO, K.NEW_PATIENT, K.KNOWN_PATIENT)


@pytest.mark.parametrize(
    "text",
    ["yes first time", "new", "I'm brand new", "yeah it's my first time", "no, first time", "sí, primera vez",
     "nueva", "soy nuevo"],
)  # fmt: skip
def test_who_is_new_says_so_where_that_is_asked(text: str) -> None:
    found = kinds(read(text, expects=NEWCOMER))
    assert K.NEW_PATIENT in found
    assert found.isdisjoint({K.SOONEST, K.KNOWN_PATIENT})


@pytest.mark.parametrize("text", ["not new", "no, not my first time", "no es mi primera vez"])
def test_who_is_not_new_is_known(text: str) -> None:
    found = kinds(read(text, expects=NEWCOMER))
    assert K.KNOWN_PATIENT in found
    assert K.NEW_PATIENT not in found


@pytest.mark.parametrize("text", ["first time you have", "new york", "the first time on monday"])
def test_first_and_new_mean_something_else_elsewhere(text: str) -> None:
    assert K.NEW_PATIENT not in kinds(read(text))


@pytest.mark.parametrize(
    "text",
    ["no wait, for me", "it's for me, not my son", "myself", "I need a checkup for me", "soy yo",
     "necesito un chequeo para mí"],
)  # fmt: skip
def test_the_writer_is_meant(text: str) -> None:
    understood = read(text)
    assert K.SELF in kinds(understood)
    assert K.SOMEBODY_ELSE not in kinds(understood)


@pytest.mark.parametrize(
    "text",
    ["can you cancel that for me", "that works for me", "it is too early for me", "for me and my son",
     "quiero una cita para mi hijo", "no es bueno para mí", "I need something that works for me"],
)  # fmt: skip
def test_a_favour_is_not_about_the_writer(text: str) -> None:
    assert K.SELF not in kinds(read(text))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("a checkup for me and one for my son", K.SELF, "son"),
        ("una cita para mateo y otra para mí", K.NAME, ""),
        ("a flu shot for my daughter Mia and another one for Theo", K.NAME, "Theo"),
        ("a flu shot and one for my daughter Mia", None, "Mia"),
    ],
)
def test_a_visit_for_each_of_two(text: str, first: FactKind | None, second: str) -> None:
    people = [f for f in read(text).facts if f.kind in {K.SELF, K.NAME, K.SOMEBODY_ELSE}]
    assert [f.kind for f in people if f.word != ALSO] == ([] if first is None else [first])
    assert [f.value for f in people if f.word == ALSO] == [second]


@pytest.mark.parametrize(
    "text",
    ["one appointment for monday and one for friday", "flu shot for my son and one for 3 pm"],
)
def test_another_time_is_not_for_another_person(text: str) -> None:
    assert all(fact.word != ALSO for fact in read(text).facts)


@pytest.mark.timeout(5)
def test_a_text_made_to_be_read_in_many_ways_is_read_at_once() -> None:
    assert K.SELF not in kinds(read("not my nonono " * 40 + "x"))


@pytest.mark.parametrize(
    "text",
    [
        "move my appt to friday 4/12/86",
        "move my appt to monday at 2, 4/12/1986",
        "can i change my appt on thurs to 4pm? 4/12/86",
        "mover mi cita al lunes 12/4/1986",
    ],
)
def test_a_date_of_long_ago_is_a_birth_date_whatever_stands_beside_it(text: str) -> None:
    found = read(text)
    born = the(found, FactKind.BIRTH_DATE).when
    assert born is not None
    assert born.first_on == date(1986, 4, 12)
    assert [fact.problem for fact in found.facts if fact.kind is FactKind.WHEN] == [""]


def test_a_date_ahead_is_none() -> None:
    assert FactKind.BIRTH_DATE not in kinds(read("a checkup on 4/12/26"))
