"""Which language a text is in."""

import pytest

from assistant.domain.facts import FactKind, Lang
from tests.understanding.reading import read, the


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("I need an appointment", Lang.EN),
        ("when are you open", Lang.EN),
        ("quiero una cita", Lang.ES),
        ("sí", None),
        ("gracias", None),
        ("sí, por favor", Lang.ES),
        ("José de la Cruz", None),
        ("I'm María de la Cruz and I need an appointment", Lang.EN),
        ("hola", Lang.ES),
        ("¿atienden?", Lang.ES),
        ("tomorrow", Lang.EN),
        ("ok", None),
        ("1", None),
        ("Rosa Delgado", None),
        ("no", None),
        ("vale", None),
        ("yes", None),
        ("\U0001f44d", None),
        ("", None),
    ],
)
def test_the_language_shows_or_it_does_not(text: str, lang: Lang | None) -> None:
    assert read(text, expects=(FactKind.NAME,)).lang is lang


def test_the_present_language_decides_what_the_text_does_not_tell() -> None:
    assert read("5/4", Lang.ES).facts != read("5/4", Lang.EN).facts


def test_a_name_of_spanish_words_leaves_the_date_as_it_is_written_here() -> None:
    asked = (FactKind.NAME, FactKind.BIRTH_DATE)
    born = the(read("José de la Cruz 3/4/1990", expects=asked), FactKind.BIRTH_DATE).when
    assert born is not None
    assert str(born.first_on) == "1990-03-04"
