from datetime import UTC, datetime, timedelta

from assistant.wiring import SteppedClock, SystemClock, TimeOrderedIds

NINE = datetime(2026, 3, 2, 14, tzinfo=UTC)


def test_the_system_clock_speaks_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_stepped_clock_stands_until_it_is_moved_and_never_goes_back() -> None:
    clock = SteppedClock(NINE)
    assert clock.now() == clock.now() == NINE
    clock.advance(timedelta(hours=1))
    clock.move_to(NINE)
    assert clock.now() == NINE + timedelta(hours=1)


def test_ids_sort_by_the_time_they_were_made() -> None:
    clock = SteppedClock(NINE)
    ids = TimeOrderedIds(clock)
    made: list[str] = []
    for _ in range(50):
        made.extend(ids.new("apt") for _ in range(3))
        clock.advance(timedelta(milliseconds=1))
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(len(key) == len("apt_") + 26 for key in made)


def test_ids_go_on_when_the_clock_stands() -> None:
    ids = TimeOrderedIds(SteppedClock(NINE), chance=lambda _bits: 0)
    assert ids.new("a") < ids.new("a") < ids.new("a")


def test_without_chance_two_runs_make_the_same_ids() -> None:
    first, second = (TimeOrderedIds(SteppedClock(NINE), chance=lambda _bits: 0) for _ in range(2))
    assert [first.new("a"), first.new("b")] == [second.new("a"), second.new("b")]
