"""The tables of practice.toml on providers and visit types: who sees patients, for what, when."""

from datetime import timedelta

from assistant.domain.facts import Lang
from assistant.domain.ids import ProviderId, ResourceId, SiteId, VisitTypeId
from assistant.domain.practice import (
    Absence,
    Modality,
    Plan,
    Provider,
    Resource,
    VisitType,
    Window,
    WindowKind,
    Zone,
)
from assistant.service.practice_file import Section
from assistant.service.practice_parts import dated, days_in, each, texts, week

_HOUR = timedelta(hours=1)
_LANGS = tuple(lang.value for lang in Lang)
_MAX_DAYS = 730
_MAX_AGE = 130
_COUNTED = {
    "window_days": WindowKind.DAYS,
    "window_business_days": WindowKind.BUSINESS_DAYS,
    "window_bookable_days": WindowKind.BOOKABLE_DAYS,
}
_MOST_DAYS = {
    WindowKind.DAYS: _MAX_DAYS,
    WindowKind.BUSINESS_DAYS: 250,
    WindowKind.BOOKABLE_DAYS: 90,
}


def provider(section: Section, langs: tuple[Lang, ...]) -> Provider:
    """One of [[providers]]."""
    spoken = section.words("languages", _LANGS)
    return Provider(
        id=ProviderId(section.slug()),
        name=section.text("name"),
        specialty=section.text("specialty"),
        plans=each(section, "plans", lambda plan: _plan(plan, langs)),
        aliases=section.texts("aliases"),
        languages=tuple(Lang(word) for word in spoken) or langs[:1],
        away=each(section, "away", _absence, least=0),
    )


def _plan(section: Section, langs: tuple[Lang, ...]) -> Plan:
    return Plan(
        SiteId(section.text("site")),
        week(section),
        dated(section, langs),
        each(section, "zones", _zone, least=0),
    )


def _zone(section: Section) -> Zone:
    kinds = section.texts("visit_types", is_needed=True)
    return Zone(week(section), tuple(VisitTypeId(key) for key in kinds))


def _absence(entry: Section) -> Absence:
    first, last = days_in(entry)
    return Absence(first, last, entry.text("reason", ""))


def visit_type(section: Section, langs: tuple[Lang, ...]) -> VisitType:
    """One of [[visit_types]]."""
    new, known = (
        section.flag("new_patients", default=True),
        section.flag("known_patients", default=True),
    )
    if not new and not known:
        section.wrong("known_patients", "is false like new_patients; nobody could book it")
    names = section.section("names")
    if not section.has("names"):
        section.wrong("", 'names is missing; add names = { en = "checkup" }')
    return VisitType(
        id=VisitTypeId(section.slug()),
        names=texts(names, langs) if section.has("names") else {},
        duration=section.cells("duration", 5, 480),
        providers=tuple(ProviderId(key) for key in section.texts("providers", is_needed=True)),
        aliases=section.texts("aliases"),
        buffer_before=section.cells("buffer_before", 0, 120, 0),
        buffer_after=section.cells("buffer_after", 0, 120, 0),
        notice=section.duration("notice", timedelta(), 30 * 24 * _HOUR, 2 * _HOUR),
        window=_window(section),
        modality=Modality(section.choice("modality", [m.value for m in Modality], "in-person")),
        new_patients=new,
        known_patients=known,
        is_default=section.flag("default", default=False),
        min_age=_age(section, "min_age"),
        max_age=_age(section, "max_age"),
        needs=tuple(ResourceId(key) for key in section.texts("needs")),
        most_a_day=section.number("most_a_day", 1, 1000, 0) if section.has("most_a_day") else 0,
        most_a_week=section.number("most_a_week", 1, 5000, 0) if section.has("most_a_week") else 0,
        capacity=section.number("capacity", 1, 100, 1),
    )


def resource(section: Section) -> Resource:
    """One of [[resources]]."""
    return Resource(
        ResourceId(section.slug()),
        section.text("name"),
        SiteId(section.text("site")),
        section.number("count", 1, 100, 1),
    )


def _window(section: Section) -> Window:
    given = [key for key in (*_COUNTED, "window") if section.has(key)]
    for key in given[1:]:
        section.wrong(key, f"says how far ahead, as {given[0]} does; keep one of them")
    if given[:1] == ["window"]:
        dates = section.section("window")
        first, last = dates.day("from"), dates.day("until")
        dates.finish()
        if last < first:
            dates.wrong("until", "is before the first day; check the two dates")
        return Window(WindowKind.DATES, 0, first, last)
    key = given[0] if given else "window_days"
    kind = _COUNTED[key]
    return Window(kind, section.number(key, 1, _MOST_DAYS[kind], Window().count))


def _age(section: Section, key: str) -> int | None:
    return section.number(key, 0, _MAX_AGE, 0) if section.has(key) else None
