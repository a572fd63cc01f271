from datetime import date

import pytest

from assistant.domain.facts import FactKind, Lang
from assistant.understanding.fallback import birth_date
from assistant.understanding.text import Text
from tests.understanding.reading import read

TODAY = date(2026, 11, 23)


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


def test_the_reader_asks_it_when_only_a_date_of_birth_was_asked_for() -> None:
    asked = read("1985 March 14", expects=(FactKind.BIRTH_DATE,))
    assert [fact.kind for fact in asked.facts] == [FactKind.BIRTH_DATE]


def test_a_family_name_is_no_question() -> None:
    kinds = {fact.kind for fact in read("her name is Zoe Park, born 5/6/2018").facts}
    assert kinds == {FactKind.NAME, FactKind.BIRTH_DATE}
