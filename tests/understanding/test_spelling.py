import pytest

from assistant.domain.facts import FactKind, Lang
from assistant.understanding.known import ORDINARY
from assistant.understanding.spelling import mended
from tests.understanding.reading import kinds, read, wishes


def mend(text: str, lang: Lang = Lang.EN) -> str:
    return " ".join(mended(text.split(), ORDINARY, lang))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wensdayy", "wensdayy"),
        ("thrsday", "thursday"),
        ("tomorroww", "tomorrow"),
        ("afternooon", "afternoon"),
        ("maarch", "march"),
        ("thre", "three"),
        ("huors", "hours"),
        ("bfore", "before"),
        ("septembre", "september"),
    ],
)
def test_one_slip_is_set_right(typed: str, meant: str) -> None:
    assert mend(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("mrzo", "marzo"), ("juvees", "jueves"), ("semaana", "semana"), ("cautro", "cuatro"), ("nohce", "noche")],
)  # fmt: skip
def test_spanish_slips_are_set_right(typed: str, meant: str) -> None:
    assert mend(typed, Lang.ES) == meant


@pytest.mark.parametrize(
    "text",
    [
        "there is a house near the beach",
        "launch trade enter prime",
        "match the lines of that layer",
        "my fist and my mouths",
        "marco and augusto are here",
    ],
)
def test_words_in_use_stay(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize(
    "text", ["he sabido que ha pagado", "un cuadro pesado", "vine antes a parir"]
)
def test_spanish_words_in_use_stay(text: str) -> None:
    assert mend(text, Lang.ES) == text


def test_a_letter_in_a_short_word_may_be_the_key_beside_it_and_no_other() -> None:
    assert mend("jueved nuevr", Lang.ES) == "jueves nueve"
    assert mend("marqh nigkt") == "marqh nigkt"


def test_da_is_a_day_after_an_article_and_giving_elsewhere() -> None:
    assert mend("el da 15 en 3 das", Lang.ES) == "el dia 15 en 3 dias"
    assert mend("me da igual si me das cita", Lang.ES) == "me da igual si me das cita"


@pytest.mark.parametrize(
    ("text", "wish"),
    [("el mircoles", "03-04"), ("maana", "03-03"), ("el prximo martes", "03-10"), ("en tres das", "03-05"),
     ("pasado maana a las 3", "03-04 =15:00"), ("despus de las 4", "16:00-"), ("a medioda", "=12:00")],
)  # fmt: skip
def test_deleted_accents_are_read(text: str, wish: str) -> None:
    assert wishes(read(text, Lang.ES)) == [wish]


def test_a_name_is_no_slip() -> None:
    assert FactKind.WHEN not in kinds(read("my name is Marco"))
