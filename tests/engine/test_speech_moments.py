"""A time that the clock shows twice is said so that a patient can tell which one it is."""

from datetime import UTC, datetime, timedelta

from assistant.domain.facts import Lang
from assistant.engine.speech import moment

FIRST = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
"""Half past one in New York, an hour before the clock shows it again."""
NEW_YORK = "America/New_York"


def test_each_of_the_two_has_its_zone_s_name() -> None:
    second = FIRST + timedelta(hours=1)
    assert moment(FIRST, NEW_YORK, Lang.EN) == "Sun, Nov 1 at 1:30 AM EDT"
    assert moment(second, NEW_YORK, Lang.EN) == "Sun, Nov 1 at 1:30 AM EST"
    assert moment(second, NEW_YORK, Lang.ES).endswith(" EST")


def test_a_time_that_comes_once_has_none() -> None:
    assert moment(FIRST + timedelta(hours=2), NEW_YORK, Lang.EN) == "Sun, Nov 1 at 2:30 AM"
