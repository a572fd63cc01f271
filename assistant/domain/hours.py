"""When the assistant may speak first, and until when somebody is at the practice."""

from datetime import time, timedelta

from assistant.domain.clock import Instant, instant, local
from assistant.domain.practice import Practice


def next_sending(practice: Practice, at: Instant) -> Instant:
    """`at`, if the practice may start texts by itself then; else the next moment it may."""
    hours, today = practice.sending_hours, local(at, practice.zone).date()
    for day in (today, today + timedelta(days=1)):
        if at < instant(day, hours.closes, practice.zone):
            return max(at, instant(day, hours.opens, practice.zone))
    return at + timedelta(days=1)


def open_until(practice: Practice, at: Instant) -> time | None:
    """The time on its site's wall at which the last site that is open now closes; None: none is."""
    latest: tuple[Instant, time] | None = None
    for site in practice.sites:
        today = local(at, site.zone).date()
        for span in practice.hours_on(site, today):
            opens, closes = (instant(today, t, site.zone) for t in (span.opens, span.closes))
            if opens <= at < closes and (latest is None or closes > latest[0]):
                latest = (closes, span.closes)
    return latest[1] if latest else None
