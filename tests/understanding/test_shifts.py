"""What is counted from a visit, and what only looks like it."""

from datetime import date

import pytest

from assistant.domain.facts import FactKind, Shift
from tests.understanding.reading import kinds, read, the

K = FactKind


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("push it a week", Shift(days=7)),
        ("can you push my appointment back two weeks", Shift(days=14)),
        ("a day earlier please", Shift(days=-1)),
        ("an hour later", Shift(minutes=60)),
        ("move it back 2 hours", Shift(minutes=120)),
        ("half an hour earlier would be better", Shift(minutes=-30)),
        ("postpone it a month", Shift(months=1)),
        ("can we do the week after", Shift(days=7, is_week=True)),
        ("move it to the next day", Shift(days=1)),
        ("later the same day", Shift(than=1, same_day=True)),
        ("same day but earlier", Shift(than=-1, same_day=True)),
        ("an hour later that day", Shift(minutes=60)),
        ("una semana después", Shift(days=7)),
        ("atrasar mi cita una semana", Shift(days=7)),
        ("adelantarla un día", Shift(days=-1)),
        ("moverla al día siguiente", Shift(days=1)),
        ("mismo día pero más temprano", Shift(than=-1, same_day=True)),
    ],
)
def test_it_is_counted_from_the_visit(text: str, shift: Shift) -> None:
    when = the(read(text), K.WHEN).when
    assert when is not None
    assert when.shift == shift


@pytest.mark.parametrize(
    "text",
    ["a week from today", "the day after tomorrow", "the week after next", "in an hour", "two weeks after surgery",
     "move my 2 week follow up to friday", "do you have same day appointments", "later", "call me back in an hour",
     "move my appointment for 2 people", "dentro de una semana", "pasado mañana"],
)  # fmt: skip
def test_it_is_not_counted_from_a_visit(text: str) -> None:
    found = [fact.when for fact in read(text).facts if fact.when is not None]
    assert all(when.shift is None for when in found)


def test_where_there_is_no_visit_it_is_counted_from_today() -> None:
    when = the(read("push it a week"), K.WHEN).when
    assert when is not None
    assert when.first_on == when.last_on == date(2026, 3, 9)


def test_hours_moved_are_no_question_for_the_hours() -> None:
    assert K.INFO not in kinds(read("can you move it back 2 hours"))


@pytest.mark.parametrize(
    ("text", "way"),
    [("can i come in earlier", K.EARLIER), ("can i move my appointment up", K.EARLIER),
     ("i'd like to come in later", K.LATER), ("quiero adelantar mi cita", K.EARLIER)],
)  # fmt: skip
def test_which_way_a_visit_is_moved(text: str, way: FactKind) -> None:
    assert {K.WANT, way} <= kinds(read(text))


def test_up_to_a_day_is_no_bound_where_a_visit_is_moved() -> None:
    when = the(read("move my friday visit up to thursday"), K.WHEN).when
    assert when is not None
    assert when.first_on == when.last_on == date(2026, 3, 5)
