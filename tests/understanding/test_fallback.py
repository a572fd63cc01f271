from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.domain.facts import FactKind, Lang
from assistant.understanding.fallback import asked_day, birth_date
from assistant.understanding.text import Text
from tests.understanding.reading import ZONE, read

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo(ZONE))


def born(words: str, lang: Lang = Lang.EN) -> date | None:
    fact = birth_date(Text.of(words), TODAY, lang)
    return fact.when.first_on if fact and fact.when else None


def test_a_year_written_first_is_read() -> None:
    assert born("1985 March 14") == date(1985, 3, 14)


def test_spanish_is_read_as_spanish() -> None:
    assert born("1985 marzo 14", Lang.ES) == date(1985, 3, 14)


@pytest.mark.parametrize("words", ["tomorrow", "March 14", "1785 March 14", "2031 March 14", "3"])
def test_what_is_no_full_date_of_the_living_is_left(words: str) -> None:
    assert born(words) is None


def test_long_texts_are_left() -> None:
    assert born("1985 March 14" + " and so on" * 6) is None


@pytest.mark.parametrize(
    ("words", "lang", "day"),
    [
        ("12 17 2026", Lang.EN, date(2026, 12, 17)),
        ("17 12 2026", Lang.ES, date(2026, 12, 17)),
        ("17 - 12 - 2026", Lang.EN, date(2026, 12, 17)),
        ("Dez 4th 2026", Lang.EN, None),
    ],
)
def test_a_day_asked_for_is_read(words: str, lang: Lang, day: date | None) -> None:
    fact = asked_day(Text.of(words), NOW, lang)
    assert (fact.when.first_on if fact and fact.when else None) == day


@pytest.mark.parametrize("words", ["12 17 2024", "12 17 2031", "12", "7 of 10"])
def test_a_day_that_nobody_could_mean_is_left(words: str) -> None:
    assert asked_day(Text.of(words), NOW, Lang.EN) is None


def test_a_guess_is_less_sure_than_what_we_read() -> None:
    fact = asked_day(Text.of("12 17 2026"), NOW, Lang.EN)
    assert fact is not None
    assert fact.confidence < 1


def test_the_reader_asks_it_only_when_a_day_was_asked_for() -> None:
    asked = read("3 17 2026", expects=(FactKind.WHEN,))
    assert [fact.kind for fact in asked.facts] == [FactKind.WHEN]
    assert FactKind.WHEN not in {fact.kind for fact in read("3 17 2026").facts}


def test_the_reader_asks_it_when_only_a_date_of_birth_was_asked_for() -> None:
    asked = read("1985 March 14", expects=(FactKind.BIRTH_DATE,))
    assert [fact.kind for fact in asked.facts] == [FactKind.BIRTH_DATE]


def test_a_family_name_is_no_question() -> None:
    kinds = {fact.kind for fact in read("her name is Zoe Park, born 5/6/2018").facts}
    assert kinds == {FactKind.NAME, FactKind.BIRTH_DATE}
