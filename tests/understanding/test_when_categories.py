"""Own sentences for each sort of day and time that is measured, in both languages, on Monday 2026-03-02."""

import pytest

from assistant.domain.facts import FactKind, Frequency, Lang, Rhythm, WhenKind
from tests.understanding.reading import read, short, the, wishes

EN = {
    # lengths, alone and chained
    "+20min": "03-02 =09:20",
    "in an hour and a half": "03-02 =10:30",
    "in 1 hour and 15 minutes": "03-02 =10:15",
    "three quarters of an hour from now": "03-02 =09:45",
    "6 weeks and 3 days from now": "04-16",
    "2wks from now": "03-16",
    "in 2.5 hours": "03-02 =11:30",
    "10 days": "03-12",
    "two fridays from now": "03-13",
    "friday after next": "03-13",
    "three months later": "06-02",
    "3 days after the 10th": "03-13",
    "2 weeks from thursday": "03-19",
    "20 minutes before 4pm": "=15:40",
    "friday + 3 days": "03-09",
    "the next 2 weeks": "03-09..03-22",
    "over the next 5 days": "03-03..03-07",
    "upcoming 3 days": "03-05",
    "the 10th for 3 days": "03-10..03-12",
    "from 2pm for 45 minutes": "14:00-14:45",
    "within 2 hours": "03-02 09:00-11:00",
    # periods
    "mid april": "04-11..04-20",
    "early next month": "04-01..04-10",
    "late may": "05-21..05-31",
    "the third week of april": "04-13..04-19",
    "last friday of this month": "03-27",
    "the last day of march": "03-31",
    "fourth day of may": "05-04",
    "first two weeks of april": "04-01..04-12",
    "rest of this week": "03-02..03-08",
    "for the week": "03-02..03-08",
    "current month": "03-01..03-31",
    "later than 2026": "2027-01-01..",
    "labor day": "09-07",
    "day after christmas": "12-26",
    "day before thanksgiving": "11-25",
    # clock
    "midday": "=12:00",
    "quarter past noon": "=12:15",
    "at half four": "=16:30",
    "at ten to three": "=14:50",
    "at 20 to 5": "=16:40",
    "3 in the pm": "=15:00",
    "1430 hours": "=14:30",
    "after school": "15:00-20:00",
    "8, tonight": "03-02 =20:00",
    "15 minutes after 2pm": "=14:15",
    "an hour before noon": "=11:00",
    "4 would be great": "=16:00",
    "friday am": "03-06 morning",
    "tuesday pm works": "03-03 afternoon",
    "btwn 9 and 10": "09:00-10:00",
    "anything b4 10 on weds": "03-04 -10:00",
    "first thing thursday": "03-05 -10:00 morning",
    "on friday, 17 30": "03-06 =17:30",
    "at 9 oh five": "=09:05",
    "from the 10th for 3 days": "03-10..03-12",
    "2 weeks and 6 days from saturday": "03-27",
    "monday at 8am": "03-09 =08:00",
    "weekend after next": "03-21..03-22",
    "from 9 to 6, mornings are best": "09:00-18:00",
    "by friday 5pm": "03-06 -17:00",
    "until friday at 5": "03-06 -17:00",
    "from friday 2pm until monday 10am": "03-06..03-09",
    "wed 3/4 through fri 3/6": "03-04..03-06",
    "not sooner than friday": "03-06..",
    "after the 10th but before the 20th": "03-11..03-19",
    "after 3 but before 5": "15:00-17:00",
    # composed
    "3 - 17": "03-17",
    "3/17": "03-17",
    "as late as friday": "..03-06",
    "from march to may": "03-01..05-31",
    "this afternoon until next tuesday": "03-02..03-10",
    "2:30 pm would suit, and the day could be march 12th": "03-12 =14:30",
    "between 2 tomorrow and 4": "03-03 14:00-16:00",
}

ES = {
    "+20min": "03-02 =09:20",
    "en hora y media": "03-02 =10:30",
    "en una hora y 15 minutos": "03-02 =10:15",
    "en 6 semanas y 3 días": "04-16",
    "10 días": "03-12",
    "dentro de quince días": "03-17",
    "tres meses después": "06-02",
    "2 días después del 10": "03-12",
    "los próximos 5 días": "03-03..03-07",
    "a mediados de abril": "04-11..04-20",
    "a principios de mayo": "05-01..05-10",
    "a finales de este mes": "03-21..03-31",
    "la tercera semana de abril": "04-13..04-19",
    "el primer lunes de abril": "04-06",
    "el último viernes de marzo": "03-27",
    "el último día de marzo": "03-31",
    "el resto de la semana": "03-02..03-08",
    "el día de los muertos": "11-02",
    "este año en noviembre": "11-01..11-30",
    "a las 8 de la noche menos cuarto": "=19:45",
    "a las tres y cuarto": "=15:15",
    "un cuarto para las cinco": "=16:45",
    "a las 15 horas": "=15:00",
    "después de la escuela": "15:00-20:00",
    "el viernes de la semana que viene": "03-13",
    "el martes no, mejor el miércoles": "03-04",
    "de 10 a 12 del día": "10:00-12:00",
    "tres y diez de la tarde": "=15:10",
    "la otra semana": "03-09..03-15",
    "en unos días": "03-05",
    "el lunes en ocho": "03-09",
    "del 5 al 9": "03-05..03-09",
    "5 o 6 de mayo": "05-05..05-06",
    "media hora antes de las 3": "=14:30",
    "de marzo a mayo": "03-01..05-31",
    "ju": "03-05",
    "del 4 al 23 del próximo mes": "04-04..04-23",
    "de 8 a 10 de la noche": "20:00-22:00",
    "el fin de semana que viene": "03-14..03-15",
}


@pytest.mark.parametrize(("text", "wish"), EN.items())
def test_english_is_read(text: str, wish: str) -> None:
    assert wishes(read(text)) == [wish]


@pytest.mark.parametrize(("text", "wish"), ES.items())
def test_spanish_is_read(text: str, wish: str) -> None:
    assert wishes(read(text, Lang.ES)) == [wish]


@pytest.mark.parametrize(
    ("text", "lang", "frequency", "interval"),
    [
        ("every tuesday", Lang.EN, Frequency.WEEKLY, 1),
        ("every other week", Lang.EN, Frequency.WEEKLY, 2),
        ("every 3 months", Lang.EN, Frequency.MONTHLY, 3),
        ("once a month", Lang.EN, Frequency.MONTHLY, 1),
        ("every second friday", Lang.EN, Frequency.WEEKLY, 2),
        ("annually", Lang.EN, Frequency.YEARLY, 1),
        ("every 3rd friday", Lang.EN, Frequency.WEEKLY, 3),
        ("every 2nd week", Lang.EN, Frequency.WEEKLY, 2),
        ("bi-weekly", Lang.EN, Frequency.WEEKLY, 2),
        ("every weekday", Lang.EN, Frequency.WEEKLY, 1),
        ("cada dos semanas", Lang.ES, Frequency.WEEKLY, 2),
        ("todos los lunes", Lang.ES, Frequency.WEEKLY, 1),
        ("una vez al mes", Lang.ES, Frequency.MONTHLY, 1),
        ("cada 15 días", Lang.ES, Frequency.WEEKLY, 2),
    ],
)
def test_a_rhythm_is_its_own_kind(
    text: str, lang: Lang, frequency: Frequency, interval: int
) -> None:
    when = the(read(text, lang), FactKind.WHEN).when
    assert when is not None
    assert when.kind is WhenKind.RECURRENCE
    assert when.rhythm == Rhythm(frequency, interval)


@pytest.mark.parametrize("text", ["mondays", "any monday", "weekdays"])
def test_a_weekday_left_open_is_no_rhythm(text: str) -> None:
    when = the(read(text), FactKind.WHEN).when
    assert when is not None
    assert when.rhythm is None
    assert when.weekdays


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("friday", WhenKind.DATE),
        ("at 3", WhenKind.TIME),
        ("friday at 3", WhenKind.DATETIME),
        ("friday morning", WhenKind.PART_OF_DAY),
        ("next week", WhenKind.RANGE),
        ("after 3", WhenKind.RANGE),
        ("every friday at 3", WhenKind.RECURRENCE),
    ],
)
def test_a_wish_tells_its_kind(text: str, kind: WhenKind) -> None:
    when = the(read(text), FactKind.WHEN).when
    assert when is not None
    assert when.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "merry christmas!",
        "happy new year",
        "my annual physical",
        "10 to 15 people",
        "once in a while",
        "take 2 pills 3 times",
        "version 2.5.1",
        "about half of them",
        "I have 3 kids and 2 dogs",
        "what a week",
        "in 5 of 10 cases",
        "pain 7/10",
        "open 24/7",
        "one day",
    ],
)
def test_no_day_and_no_time(text: str) -> None:
    assert wishes(read(text)) == []


def test_a_weekday_on_that_day_keeps_both_readings() -> None:
    fact = the(read("monday"), FactKind.WHEN)
    assert fact.is_ambiguous
    assert [short(when) for when in fact.others] == ["03-09"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8 or 9 tomorrow morning", ["03-03 =08:00", "03-03 =09:00"]),
        ("2 or 2:30 on friday", ["03-06 =14:00", "03-06 =14:30"]),
        ("230 or anytime after 4 thurs", ["03-05 =14:30", "03-05 16:00-"]),
    ],
)
def test_two_times_on_one_day_are_two_wishes(text: str, found: list[str]) -> None:
    assert wishes(read(text)) == found


@pytest.mark.parametrize(
    ("text", "lang", "near"),
    [
        ("tuesday the 11th", Lang.EN, ["03-11", "03-10"]),
        ("tuesday march 11", Lang.EN, ["03-10"]),
        ("el martes 11 de marzo", Lang.ES, ["03-10"]),
    ],
)
def test_a_weekday_that_is_not_the_dates_is_doubtful(
    text: str, lang: Lang, near: list[str]
) -> None:
    fact = the(read(text, lang), FactKind.WHEN)
    assert fact.is_doubtful
    assert [short(when) for when in fact.others] == near


@pytest.mark.parametrize("text", ["tuesday the 10th", "next friday", "monday", "3/4", "at 7"])
def test_other_readings_are_no_doubt(text: str) -> None:
    assert not the(read(text), FactKind.WHEN).is_doubtful
