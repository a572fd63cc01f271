"""When the practice has promised that a person answers."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from assistant.domain.practice import Closure, Practice, Span
from assistant.domain.task import Priority, due_at
from tests.pipeline import a_practice

HOLIDAY = Closure(date(2026, 3, 9), date(2026, 3, 9), "a holiday")
CLOSED_FOR_GOOD = a_practice(week=((),) * 7)
SPLIT_DAY = (Span(time(9), time(12)), Span(time(13), time(17)))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """New York's wall in March 2026; its clocks go forward in the night to the 8th."""
    offset = 5 if day < 8 else 4
    return datetime(2026, 3, day, tzinfo=UTC) + timedelta(hours=hour + offset, minutes=minute)


@pytest.mark.parametrize(
    ("practice", "opened", "due"),
    [
        pytest.param(a_practice(), at(2, 9), at(2, 11), id="in open hours"),
        pytest.param(a_practice(), at(2, 6), at(2, 11), id="before opening"),
        pytest.param(a_practice(), at(2, 16), at(3, 10), id="over night"),
        pytest.param(a_practice(), at(6, 16, 30), at(9, 10, 30), id="over the weekend"),
        pytest.param(a_practice(), at(7, 12), at(9, 11), id="on a closed day"),
        pytest.param(
            a_practice(closures=(HOLIDAY,)), at(6, 16, 30), at(10, 10, 30), id="over a holiday"
        ),
        pytest.param(
            a_practice(week=(SPLIT_DAY,) * 7), at(2, 11), at(2, 14), id="over the lunch break"
        ),
    ],
)
def test_the_promise_counts_open_hours(practice: Practice, opened: datetime, due: datetime) -> None:
    assert due_at(practice, Priority.ROUTINE, opened) == due


@pytest.mark.parametrize("priority", [Priority.ASAP, Priority.STAT])
def test_urgent_work_is_due_at_any_hour(priority: Priority) -> None:
    night = at(7, 3)
    assert due_at(a_practice(), priority, night) == night


def test_a_practice_that_never_opens_answers_by_the_clock() -> None:
    assert due_at(CLOSED_FOR_GOOD, Priority.ROUTINE, at(2, 9)) == at(2, 11)
