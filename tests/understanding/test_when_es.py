"""Days and times in Spanish, read on Monday 2026-03-02 at nine."""

import pytest

from assistant.domain.facts import FactKind, Lang
from tests.understanding.reading import kinds, read, the, wishes

WISHES = {
    "el 10 a las 9am": "03-10 =09:00",
    "hoy": "03-02",
    "mañana": "03-03",
    "manana": "03-03",
    "pasado mañana": "03-04",
    "el miércoles": "03-04",
    "este viernes": "03-06",
    "el próximo martes": "03-10",
    "el viernes que viene": "03-06",
    "la próxima semana": "03-09..03-15",
    "la semana que viene": "03-09..03-15",
    "el martes de la próxima semana": "03-10",
    "este fin de semana": "03-07..03-08",
    "en tres días": "03-05",
    "dentro de dos semanas": "03-16",
    "el 17 de marzo": "03-17",
    "17/3": "03-17",
    "el 17": "03-17",
    "el día quince": "03-15",
    "el martes 17": "03-17",
    "del 10 al 12 de marzo": "03-10..03-12",
    "a las 3": "=15:00",
    "a las 3 y media": "=15:30",
    "a las diez menos cuarto": "=09:45",
    "a la una": "=13:00",
    "a las 8 de la noche": "=20:00",
    "a mediodía": "=12:00",
    "de 3 a 5": "15:00-17:00",
    "entre las 9 y las 11": "09:00-11:00",
    "a partir de las 4": "16:00-",
    "antes de las 10": "-10:00",
    "por la mañana": "morning",
    "en la tarde": "afternoon",
    "mañana por la mañana": "03-03 morning",
    "mañana por la tarde": "03-03 afternoon",
    "el jueves a las 10 de la mañana": "03-05 =10:00",
    "el viernes después de las 2": "03-06 14:00-",
    "el martes o el jueves": "03-03..03-05 [1,3]",
    "menos el lunes": "[1,2,3,4,5,6]",
    "excepto los martes": "[0,2,3,4,5,6]",
    "el lunes no": "[1,2,3,4,5,6]",
    "no el lunes ni el martes": "[2,3,4,5,6]",
    "por la mañana no": "12:00-",
}


@pytest.mark.parametrize(("text", "wish"), WISHES.items())
def test_a_wish_is_read(text: str, wish: str) -> None:
    assert wishes(read(text, Lang.ES)) == [wish]


@pytest.mark.parametrize(("lang", "wish"), [(Lang.EN, "05-04"), (Lang.ES, "04-05")])
def test_the_order_of_day_and_month_is_the_languages(lang: Lang, wish: str) -> None:
    assert wishes(read("5/4", lang)) == [wish]


def test_a_number_above_twelve_decides_the_order() -> None:
    assert wishes(read("3/17", Lang.ES)) == ["03-17"]


def test_a_day_that_is_not_in_the_month_is_a_problem() -> None:
    assert the(read("el 31 de febrero", Lang.ES), FactKind.WHEN).problem == "no-such-day"


@pytest.mark.parametrize(
    "text", ["buenos días", "buenas tardes", "más tarde", "dos personas", "voy tarde"]
)
def test_what_is_no_wish_stays_out(text: str) -> None:
    assert FactKind.WHEN not in kinds(read(text, Lang.ES))
