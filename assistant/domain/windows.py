"""How far ahead a visit may be booked, as instants.

Days are counted on the site's wall, two dates on the practice's: whoever writes "until the 31st"
into the practice's file means the practice's 31st.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from assistant.domain.clock import Instant, local, midnight
from assistant.domain.practice import Practice, Site, Window, WindowKind

SCAN_DAYS = 366
"""How many days are looked at for days that are open, or have a free start."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Open:
    """Visits may start from `opens` (inclusive) to `closes` (exclusive)."""

    opens: Instant
    closes: Instant


def window_at(practice: Practice, site: Site, window: Window, now: Instant) -> Open:
    """When visits at that site may start.

    With BOOKABLE_DAYS it is the stretch that is searched: which of its days have a free start,
    and so where the window ends, only the schedule knows.
    """
    today = local(now, site.zone).date()
    match window.kind:
        case WindowKind.DATES:
            first, last = window.first_on or today, window.last_on or today
            opens, closes = midnight(first, practice.zone), midnight(last + _DAY, practice.zone)
            return Open(opens, closes)
        case WindowKind.DAYS:
            count = window.count
        case WindowKind.BUSINESS_DAYS:
            count = _days_until_open(practice, site, today, window.count)
        case WindowKind.BOOKABLE_DAYS:
            count = SCAN_DAYS
    return Open(midnight(today, site.zone), midnight(today + count * _DAY, site.zone))


def _days_until_open(practice: Practice, site: Site, today: date, wanted: int) -> int:
    """How many calendar days hold so many on which the site is open; at most `SCAN_DAYS`."""
    for passed in range(SCAN_DAYS):
        wanted -= bool(practice.hours_on(site, today + passed * _DAY))
        if wanted == 0:
            return passed + 1
    return SCAN_DAYS
