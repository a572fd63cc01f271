"""Which language a text is in."""

import pytest

from assistant.domain.facts import Lang
from tests.understanding.reading import read


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("I need an appointment", Lang.EN),
        ("when are you open", Lang.EN),
        ("quiero una cita", Lang.ES),
        ("sí", Lang.ES),
        ("hola", Lang.ES),
        ("¿atienden?", Lang.ES),
        ("tomorrow", Lang.EN),
        ("ok", None),
        ("1", None),
        ("Rosa Delgado", None),
        ("no", None),
        ("\U0001f44d", None),
        ("", None),
    ],
)
def test_the_language_shows_or_it_does_not(text: str, lang: Lang | None) -> None:
    assert read(text).lang is lang


def test_the_present_language_decides_what_the_text_does_not_tell() -> None:
    assert read("5/4", Lang.ES).facts != read("5/4", Lang.EN).facts
