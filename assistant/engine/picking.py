"""Options and the words that name them: "the Tuesday one", "with Dr. Ruiz at 3".

An option is named only when exactly one of those shown fits all that was said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.domain.appointment import Appointment
from assistant.domain.clock import local
from assistant.domain.facts import BY_NAME, PART_HOURS, WEEKDAY, Fact, FactKind, When
from assistant.domain.ids import SiteId
from assistant.domain.schedule import Slot
from assistant.engine.draft import Draft
from assistant.engine.walk import chosen_in

_NAMES_AN_OPTION = frozenset({FactKind.WHEN, FactKind.PROVIDER, FactKind.SITE, FactKind.VISIT_TYPE})


def pick_by_words(draft: Draft, options: Sequence[Any]) -> int | None:
    """The one option that the day, time or name in the text fits; None: none or several do.

    Of times to be offered a name alone is a wish and picks nothing, but "the one at Harbor"; and so
    is a stretch of days.
    """
    facts = names_of_a_visit(draft.base.unheard)
    exist = all(isinstance(option, Appointment) for option in options)
    pointing = [fact for fact in draft.base.unheard if fact.value == BY_NAME]
    if not facts or not (exist or pointing or any(f.kind is FactKind.WHEN for f in facts)):
        return None
    if not (exist or pointing) and any(_is_of_several_days(fact.when) for fact in facts):
        return None
    zone_of = {site.id: site.zone for site in draft.catalog.practice.sites}
    fits = _fitting(options, facts, zone_of)
    if not fits and (exist or any(fact.word == WEEKDAY for fact in facts)):
        fits = _fitting(options, [_any_week(fact) for fact in facts], zone_of)
    if len(fits) != 1:
        return None
    draft.use([*facts, *pointing])
    return fits[0]


def _is_of_several_days(when: When | None) -> bool:
    """Is it "tomorrow or Wednesday", "after the 10th", "not Monday"?"""
    return when is not None and (when.first_on != when.last_on or len(when.weekdays) > 1)


def names_of_a_visit(facts: Sequence[Fact]) -> list[Fact]:
    """The day, time, provider, site or kind that may tell which visit is meant."""
    return [fact for fact in facts if fact.kind in _NAMES_AN_OPTION and not fact.problem]


def is_named_by(draft: Draft, visit: Appointment, fact: Fact) -> bool:
    """Does the fact fit this visit ("the Friday one": on whichever Friday it is)?"""
    zone = draft.catalog.practice.site(visit.site).zone
    return any(_fits(visit, f, zone, strict=False) for f in (fact, _any_week(fact)))


def _fitting(
    options: Sequence[Any], facts: Sequence[Fact], zone_of: Mapping[SiteId, str]
) -> list[int]:
    return [
        number
        for number, option in enumerate(options)
        if isinstance(option, Slot | Appointment)
        and all(_fits(option, fact, zone_of[option.site], strict=True) for fact in facts)
    ]


def _any_week(fact: Fact) -> Fact:
    """Of visits that exist "the Friday one" is on whichever Friday it is."""
    when = fact.when
    if when is None or when.first_on is None or when.first_on != when.last_on:
        return fact
    weekday = (when.first_on.weekday(),)
    return replace(fact, when=replace(when, first_on=None, last_on=None, weekdays=weekday))


def _fits(option: Slot | Appointment, fact: Fact, zone: str, *, strict: bool) -> bool:
    if fact.when is not None:
        return _fits_when(option, fact.when, zone, strict=strict)
    if fact.kind is FactKind.PROVIDER:
        return option.provider == fact.value
    if fact.kind is FactKind.SITE:
        return option.site == fact.value
    return option.visit_type == fact.value


def _fits_when(option: Slot | Appointment, when: When, zone: str, *, strict: bool) -> bool:
    """Strict: open hours ("after 3") are a wish, never the name of one option."""
    wall = local(option.start, zone)
    day, clock = wall.date(), wall.time()
    if (when.first_on and day < when.first_on) or (when.last_on and day > when.last_on):
        return False
    if when.weekdays and day.weekday() not in when.weekdays:
        return False
    if when.part and not PART_HOURS[when.part][0] <= clock < PART_HOURS[when.part][1]:
        return False
    if when.exact:
        return clock == when.start_at
    if strict and (when.start_at or when.end_at):
        return False
    after = when.start_at is None or clock >= when.start_at
    return after and (when.end_at is None or clock < when.end_at)


def drop_what_agrees(draft: Draft) -> None:
    """Words that only repeat what was chosen change nothing ("yes, Tuesday at 3 works")."""
    data = draft.top.data
    for node in chosen_in(draft.dialog()):
        chosen = data.get(node.name)
        if isinstance(chosen, Slot | Appointment):
            zone = draft.catalog.practice.site(chosen.site).zone
            agreed = [
                f
                for f in draft.base.unheard
                if f.kind in _NAMES_AN_OPTION
                and not f.problem
                and _fits(chosen, f, zone, strict=False)
            ]
            draft.use(agreed)
