"""A text before it is read: cut, cleaned, folded, split."""

import pytest

from assistant.understanding.text import LONGEST, Text
from tests.understanding.reading import read


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Can't we?", ("cant", "we", "?")),
        ("9 A.M.", ("9", "am")),
        ("5pm", ("5", "pm")),
        ("Ma\u00f1ana", ("manana",)),
        ("man\u0303ana", ("manana",)),
        ("\uff12pm", ("2", "pm")),
        ("\u041d\u0415\u0406\u0420", ("heip",)),
        ("to\u200bday\x00", ("today",)),
        ("friday\u2019s", ("friday",)),
        ("2morrow", ("tomorrow",)),
    ],
)
def test_words_are_folded(text: str, tokens: tuple[str, ...]) -> None:
    assert Text.of(text).tokens == tokens


def test_a_long_text_is_cut_before_anything_else() -> None:
    understood = read("a" * LONGEST + " chest pain")
    assert understood.was_cut
    assert understood.facts == ()
    assert not read("a" * LONGEST).was_cut


def test_a_lone_surrogate_is_replaced() -> None:
    assert Text.of("a\ud800b").clean == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("\U0001f44d !!", 0), ("two words", 2), ("at 5pm", 3)]
)
def test_words_are_counted(text: str, words: int) -> None:
    assert read(text).words == words
