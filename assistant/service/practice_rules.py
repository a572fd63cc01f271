"""What the parts of a practice must be to each other: known, unique, possible, unmistakable."""

from collections.abc import Callable, Iterable, Iterator
from datetime import time, timedelta

from assistant.domain.practice import (
    CARRIER_OPT_OUT_WORDS,
    Plan,
    Practice,
    Span,
    Week,
    WindowKind,
)
from assistant.service.practice_file import Notes
from assistant.service.toml_lines import Path
from assistant.understanding.text import Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RESERVED_WORDS = frozenset(
    {
        *(word.lower() for word in CARRIER_OPT_OUT_WORDS),
        "start", "unstop", "yes", "no", "si", "help", "info", "ayuda", "alto", "parar", "baja",
        "emergency", "emergencia", "ambulance", "ambulancia", "suicide", "suicidio", "911", "988",
    }
)  # fmt: skip
"""Words that mean something else in every practice, in plain form."""

Note = Callable[[Path, str], None]
Named = tuple[Path, str]
"""A word that patients may write, and where it stands in the file."""


def apply_rules(practice: Practice, notes: Notes) -> None:
    """Note everything that does not fit together. Hours are compared only when all can be read."""
    can_compare_hours = not notes.problems
    _unique_ids(practice, notes.add)
    _references(practice, notes.add)
    _defaults(practice, notes.add)
    _ages(practice, notes.add)
    _lines(practice, notes.add)
    _dates(practice, notes.add)
    for items in (_site_words(practice), _provider_words(practice), _visit_words(practice)):
        _unmistakable(items, notes.add)
    if can_compare_hours and not notes.problems:
        _things(practice, notes.add)
        _hours(practice, notes.add)
        _room(practice, notes.add)


def _unique_ids(practice: Practice, note: Note) -> None:
    for name, items in (
        ("sites", practice.sites),
        ("providers", practice.providers),
        ("visit_types", practice.visit_types),
    ):
        seen: set[str] = set()
        for number, item in enumerate(items):
            if item.id and item.id in seen:
                note((name, number, "id"), f'"{item.id}" is there twice; give each its own id')
            seen.add(item.id)


def _things(practice: Practice, note: Note) -> None:
    """A kind of room or device is said once for a site; a visit needs one of a kind."""
    seen: set[tuple[str, str]] = set()
    for number, resource in enumerate(practice.resources):
        if (resource.id, resource.site) in seen:
            note(("resources", number, "id"), "is there twice at this site; write count = 2")
        seen.add((resource.id, resource.site))
    for number, kind in enumerate(practice.visit_types):
        for place, key in enumerate(kind.needs):
            if key in kind.needs[:place]:
                note(("visit_types", number, "needs", place), "is there twice; remove one")
        sites = {
            plan.site
            for who in practice.providers
            if who.id in kind.providers
            for plan in who.plans
        }
        if sites and not any(practice.has_what_it_needs(kind, site) for site in sites):
            note(
                ("visit_types", number, "needs"),
                "is at no site where its providers work; nobody could book it",
            )
        if kind.most_a_day > kind.most_a_week > 0:
            note(("visit_types", number, "most_a_day"), "is more than most_a_week; change one")


def _references(practice: Practice, note: Note) -> None:
    used = [*_named_by_providers(practice)]
    for name, items in (("closures", practice.closures), ("lines", practice.lines)):
        for number, item in enumerate(items):
            used.append(((name, number, "site"), "site", item.site or ""))
    for number, resource in enumerate(practice.resources):
        used.append((("resources", number, "site"), "site", resource.site))
    for number, visit_type in enumerate(practice.visit_types):
        path = ("visit_types", number)
        for place, key in enumerate(visit_type.providers):
            used.append(((*path, "providers", place), "provider", key))
        for place, key in enumerate(visit_type.needs):
            used.append(((*path, "needs", place), "resource", key))
    known = {
        "site": {site.id for site in practice.sites},
        "provider": {provider.id for provider in practice.providers},
        "visit type": {kind.id for kind in practice.visit_types},
        "resource": {resource.id for resource in practice.resources},
    }
    for path, kind, key in used:
        if key and key not in known[kind]:
            ids = ", ".join(sorted(known[kind])) or "none yet"
            note(path, f'there is no {kind} with the id "{key}"; the ids are: {ids}')


def _named_by_providers(practice: Practice) -> Iterator[tuple[Path, str, str]]:
    """Sites of plans and visit types of zones."""
    for number, provider in enumerate(practice.providers):
        for place, plan in enumerate(provider.plans):
            path = ("providers", number, "plans", place)
            yield (*path, "site"), "site", plan.site
            for nth, zone in enumerate(plan.zones):
                for entry, kind in enumerate(zone.visit_types):
                    yield (*path, "zones", nth, "visit_types", entry), "visit type", kind


def _defaults(practice: Practice, note: Note) -> None:
    defaults = [n for n, kind in enumerate(practice.visit_types) if kind.is_default]
    for number in defaults[1:]:
        first = practice.visit_types[defaults[0]].id
        note(
            ("visit_types", number, "default"),
            f'"{first}" is the default already; only one can be',
        )


def _ages(practice: Practice, note: Note) -> None:
    for number, kind in enumerate(practice.visit_types):
        if kind.min_age is not None and kind.max_age is not None and kind.max_age < kind.min_age:
            note(("visit_types", number, "max_age"), "is below min_age; nobody could book it")


def _lines(practice: Practice, note: Note) -> None:
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(practice.lines):
        if (line.channel, line.address) in seen:
            note(("lines", number, "address"), "this line is there twice; remove one")
        seen.add((line.channel, line.address))
    own = {line.address for line in practice.lines}
    for number, contact in enumerate(practice.emergency.contacts):
        if contact in own:
            note(
                ("emergency", "contacts", number),
                "is one of our own lines, which nobody reads; give the number of a person",
            )


def _dates(practice: Practice, note: Note) -> None:
    places: list[tuple[Path, Iterable[object]]] = [
        (("sites", n, "dated"), [entry.on for entry in site.dated])
        for n, site in enumerate(practice.sites)
    ]
    for number, provider in enumerate(practice.providers):
        for place, plan in enumerate(provider.plans):
            path = ("providers", number, "plans", place, "dated")
            places.append((path, [entry.on for entry in plan.dated]))
    for path, days in places:
        seen: set[object] = set()
        for number, day in enumerate(days):
            if day in seen:
                note((*path, number, "on"), "this date is there twice; join the two entries")
            seen.add(day)


# --- words --------------------------------------------------------------------------------------


def _site_words(practice: Practice) -> Iterator[Named]:
    for number, site in enumerate(practice.sites):
        yield ("sites", number, "name"), site.name
        yield from _aliases(("sites", number, "aliases"), site.aliases)


def _provider_words(practice: Practice) -> Iterator[Named]:
    for number, provider in enumerate(practice.providers):
        yield ("providers", number, "name"), provider.name
        yield from _aliases(("providers", number, "aliases"), provider.aliases)


def _visit_words(practice: Practice) -> Iterator[Named]:
    for number, visit_type in enumerate(practice.visit_types):
        for lang, name in visit_type.names.items():
            yield ("visit_types", number, "names", lang.value), name
        yield from _aliases(("visit_types", number, "aliases"), visit_type.aliases)


def _aliases(path: Path, aliases: tuple[str, ...]) -> Iterator[Named]:
    for number, alias in enumerate(aliases):
        yield (*path, number), alias


def _unmistakable(items: Iterable[Named], note: Note) -> None:
    """No word means two of them, and none means something else in every practice."""
    owners: dict[str, int | str] = {}
    for path, word in items:
        plain = " ".join(Text.of(word).words[0])
        owner = path[1]
        if plain in RESERVED_WORDS:
            note(path, f'"{word}" means something else in every text; choose another word')
        elif plain and owners.setdefault(plain, owner) != owner:
            number = int(owners[plain]) + 1
            note(path, f'"{word}" also names {path[0]}[{number}]; a word may name one of them')


# --- hours --------------------------------------------------------------------------------------


def _hours(practice: Practice, note: Note) -> None:
    for number, provider in enumerate(practice.providers):
        for place, plan in enumerate(provider.plans):
            path = ("providers", number, "plans", place, "hours")
            open_hours = practice.site(plan.site).hours
            for weekday, spans in enumerate(plan.hours):
                if not all(_lies_in(span, open_hours[weekday]) for span in spans):
                    note(
                        (*path, WEEKDAYS[weekday]),
                        f'is not within the hours of the site "{plan.site}" on that day; '
                        "change one of them",
                    )
            for nth, zone in enumerate(plan.zones):
                for weekday, spans in enumerate(zone.hours):
                    if not all(_lies_in(span, plan.hours[weekday]) for span in spans):
                        note(
                            (*path[:-1], "zones", nth, "hours", WEEKDAYS[weekday]),
                            "is not within the hours of its plan on that day; change one of them",
                        )
            for earlier in provider.plans[:place]:
                for weekday in _shared_days(earlier, plan, practice):
                    note(
                        (*path, WEEKDAYS[weekday]),
                        f'overlaps with the hours of the plan for "{earlier.site}"; '
                        "nobody is at two places at once",
                    )


def _lies_in(span: Span, hours: tuple[Span, ...]) -> bool:
    return any(around.opens <= span.opens and span.closes <= around.closes for around in hours)


def _shared_days(one: Plan, other: Plan, practice: Practice) -> list[int]:
    if practice.site(one.site).zone != practice.site(other.site).zone:
        return []
    return [day for day in range(7) if _overlap(one.hours[day], other.hours[day])]


def _overlap(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(a.opens < b.closes and b.opens < a.closes for a in some for b in others)


def _room(practice: Practice, note: Note) -> None:
    """Every kind of visit fits into some stretch of its providers' hours, and into its window."""
    for number, visit_type in enumerate(practice.visit_types):
        plans = [plan for key in visit_type.providers for plan in practice.provider(key).plans]
        if visit_type.duration > max((_longest(plan.hours) for plan in plans), default=timedelta()):
            note(
                ("visit_types", number, "duration_minutes"),
                "is longer than any stretch of its providers' hours; nobody could book it",
            )
        window = visit_type.window
        is_counted = window.kind is WindowKind.DAYS
        if is_counted and visit_type.notice >= timedelta(days=window.count):
            note(
                ("visit_types", number, "window_days"),
                "ends before the notice does; nobody could book it",
            )


def _longest(week: Week) -> timedelta:
    return max((_length(span) for spans in week for span in spans), default=timedelta())


def _length(span: Span) -> timedelta:
    return _since_midnight(span.closes) - _since_midnight(span.opens)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
