"""The practice as it was loaded last; saving another replaces all of it.

It is read seldom: whoever needs it often keeps it together with its `revision`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import Row, Table, select

from assistant.domain.facts import Lang
from assistant.domain.ids import ProviderId, ResourceId, SiteId, VisitTypeId
from assistant.domain.practice import (
    Absence,
    Closure,
    DatedHours,
    Emergency,
    Line,
    Modality,
    Plan,
    Practice,
    Provider,
    Resource,
    Site,
    Span,
    Texts,
    VisitType,
    Week,
    Window,
    WindowKind,
    Zone,
)  # fmt: skip
from assistant.store.database import upsert
from assistant.store.tables import practice as tables
from assistant.store.transactions import Tx

# Rows that refer to others come before them, so that emptying goes in this order.
_ALL = (
    tables.lines, tables.visit_type_providers, tables.visit_types, tables.resources, tables.closures,
    tables.dated_hours, tables.weekly_hours, tables.plans, tables.providers, tables.sites,
)  # fmt: skip
_ONLY = 1
_SECOND = timedelta(seconds=1)

Values = dict[str, object]
Owner = tuple[str, object]
"""Whose hours they are: ("site", its id) or ("plan", its number)."""


def revision(tx: Tx) -> int:
    """How often a practice has been saved; 0 before the first."""
    found = tx.conn.execute(select(tables.practice.c.revision)).scalar()
    return 0 if found is None else found


def save(tx: Tx, practice: Practice) -> int:
    """Put this practice in the place of the one before; the new revision.

    The practice must have passed `service.practice.check`: ids that do not match are refused.

    Raises:
        StoreError: it refers to a site or provider that it does not have.
    """
    number = revision(tx) + 1
    for table in _ALL:
        tx.conn.execute(table.delete())
    rows = _Rows(practice)
    for table in reversed(_ALL):
        found = rows.of[table]
        if found:
            tx.conn.execute(table.insert(), found)
    row = {"id": _ONLY, "revision": number, "saved_at": tx.now, "rest": _rest(practice)}
    upsert(tx.conn, tables.practice, ["id"], row)
    return number


def load(tx: Tx) -> Practice | None:
    """The practice that was saved last; None before the first."""
    row = tx.conn.execute(select(tables.practice.c.rest)).scalar()
    if row is None:
        return None
    return _Reading(tx).practice(row)


# --- to rows ------------------------------------------------------------------------------------


class _Rows:
    """A practice as rows, by table, numbered in the order of the file."""

    def __init__(self, practice: Practice) -> None:
        self.of: dict[Table, list[Values]] = {table: [] for table in _ALL}
        for site in practice.sites:
            self._site(site)
        for provider in practice.providers:
            self._provider(provider)
        for visit_type in practice.visit_types:
            self._visit_type(visit_type)
        for thing in practice.resources:
            self._placed(
                tables.resources,
                id=thing.id,
                site=thing.site,
                name=thing.name,
                how_many=thing.count,
            )
        for closure in practice.closures:
            self._numbered(
                tables.closures,
                site=closure.site,
                first_on=closure.first_on,
                last_on=closure.last_on,
                reason=closure.reason,
                reasons=_by_lang(closure.reasons),
            )
        for line in practice.lines:
            self._numbered(
                tables.lines,
                channel=line.channel,
                address=line.address,
                opt_out_words=list(line.opt_out_words),
                site=line.site,
            )

    def _site(self, site: Site) -> None:
        self._placed(
            tables.sites,
            id=site.id,
            name=site.name,
            zone=site.zone,
            address=site.address,
            phone=site.phone,
            parking=_by_lang(site.parking),
            aliases=list(site.aliases),
        )
        self._hours(("site", site.id), site.hours, site.dated)

    def _provider(self, provider: Provider) -> None:
        self._placed(
            tables.providers,
            id=provider.id,
            name=provider.name,
            specialty=provider.specialty,
            aliases=list(provider.aliases),
            languages=[lang.value for lang in provider.languages],
            away=[
                [gone.first_on.isoformat(), gone.last_on.isoformat(), gone.reason]
                for gone in provider.away
            ],
        )
        for plan in provider.plans:
            zones = [_zone_row(zone) for zone in plan.zones]
            number = self._numbered(tables.plans, provider=provider.id, site=plan.site, zones=zones)
            self._hours(("plan", number), plan.hours, plan.dated)

    def _visit_type(self, visit_type: VisitType) -> None:
        self._placed(
            tables.visit_types,
            id=visit_type.id,
            names=_by_lang(visit_type.names),
            aliases=list(visit_type.aliases),
            duration_s=visit_type.duration // _SECOND,
            buffer_before_s=visit_type.buffer_before // _SECOND,
            buffer_after_s=visit_type.buffer_after // _SECOND,
            notice_s=visit_type.notice // _SECOND,
            window_kind=visit_type.window.kind.value,
            window_count=visit_type.window.count,
            window_first_on=visit_type.window.first_on,
            window_last_on=visit_type.window.last_on,
            min_age=visit_type.min_age,
            max_age=visit_type.max_age,
            needs=list(visit_type.needs),
            most_a_day=visit_type.most_a_day,
            most_a_week=visit_type.most_a_week,
            capacity=visit_type.capacity,
            modality=visit_type.modality.value,
            new_patients=visit_type.new_patients,
            known_patients=visit_type.known_patients,
            is_default=visit_type.is_default,
        )
        for provider in visit_type.providers:
            self._placed(tables.visit_type_providers, visit_type=visit_type.id, provider=provider)

    def _hours(self, owner: Owner, week: Week, dated: Iterable[DatedHours]) -> None:
        whose: dict[str, object] = {"site": None, "plan": None, owner[0]: owner[1]}
        for weekday, spans in enumerate(week):
            for span in spans:
                opens, closes = _minutes(span)
                self._numbered(
                    tables.weekly_hours, **whose, weekday=weekday, opens=opens, closes=closes
                )
        for entry in dated:
            self._numbered(
                tables.dated_hours,
                **whose,
                on_date=entry.on,
                spans=[_minutes(span) for span in entry.spans],
                reason=entry.reason,
                reasons=_by_lang(entry.reasons),
            )

    def _placed(self, table: Table, **values: object) -> None:
        self.of[table].append({**values, "position": len(self.of[table])})

    def _numbered(self, table: Table, **values: object) -> int:
        number = len(self.of[table]) + 1
        self.of[table].append({**values, "id": number})
        return number


def _rest(practice: Practice) -> Values:
    emergency = practice.emergency
    return {
        "name": practice.name,
        "phone": practice.phone,
        "zone": practice.zone,
        "languages": [lang.value for lang in practice.languages],
        "insurers": list(practice.insurers),
        "emergency_number": emergency.emergency_number,
        "crisis_number": emergency.crisis_number,
        "contacts": list(emergency.contacts),
        "repeat_every_s": emergency.repeat_every // _SECOND,
        "sending_hours": _minutes(practice.sending_hours),
        "answer_within_s": practice.answer_within // _SECOND,
        "slot_step_s": practice.slot_step // _SECOND,
    }


# --- from rows ----------------------------------------------------------------------------------


class _Reading:
    """All rows of the practice, put together again."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._spans: dict[Owner, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for row in self._all(tables.weekly_hours):
            self._spans[_owner(row)][row.weekday].append(_span((row.opens, row.closes)))
        self._dated: dict[Owner, list[DatedHours]] = defaultdict(list)
        for row in self._all(tables.dated_hours):
            spans = tuple(_span(pair) for pair in row.spans)
            entry = DatedHours(row.on_date, spans, row.reason, _texts(row.reasons))
            self._dated[_owner(row)].append(entry)

    def practice(self, rest: Mapping[str, Any]) -> Practice:
        return Practice(
            name=rest["name"],
            phone=rest["phone"],
            zone=rest["zone"],
            languages=tuple(Lang(lang) for lang in rest["languages"]),
            sites=tuple(self._site(row) for row in self._all(tables.sites)),
            providers=self._providers(),
            visit_types=self._visit_types(),
            lines=tuple(
                Line(row.channel, row.address, tuple(row.opt_out_words), _site_id(row.site))
                for row in self._all(tables.lines)
            ),
            resources=tuple(
                Resource(ResourceId(row.id), row.name, SiteId(row.site), row.how_many)
                for row in self._all(tables.resources)
            ),
            closures=tuple(_closure(row) for row in self._all(tables.closures)),
            insurers=tuple(rest["insurers"]),
            emergency=Emergency(
                rest["emergency_number"],
                rest["crisis_number"],
                tuple(rest["contacts"]),
                rest["repeat_every_s"] * _SECOND,
            ),
            sending_hours=_span(rest["sending_hours"]),
            answer_within=rest["answer_within_s"] * _SECOND,
            slot_step=rest["slot_step_s"] * _SECOND,
        )

    def _site(self, row: Row[Any]) -> Site:
        owner: Owner = ("site", row.id)
        return Site(
            id=SiteId(row.id),
            name=row.name,
            zone=row.zone,
            address=row.address,
            hours=self._week(owner),
            dated=tuple(self._dated[owner]),
            phone=row.phone,
            parking=_texts(row.parking),
            aliases=tuple(row.aliases),
        )

    def _providers(self) -> tuple[Provider, ...]:
        plans: dict[str, list[Plan]] = defaultdict(list)
        for row in self._all(tables.plans):
            owner: Owner = ("plan", row.id)
            dated, zones = tuple(self._dated[owner]), tuple(_zone(found) for found in row.zones)
            plans[row.provider].append(Plan(SiteId(row.site), self._week(owner), dated, zones))
        return tuple(
            Provider(
                id=ProviderId(row.id),
                name=row.name,
                specialty=row.specialty,
                plans=tuple(plans[row.id]),
                aliases=tuple(row.aliases),
                languages=tuple(Lang(lang) for lang in row.languages),
                away=tuple(
                    Absence(date.fromisoformat(first), date.fromisoformat(last), reason)
                    for first, last, reason in row.away
                ),
            )
            for row in self._all(tables.providers)
        )

    def _visit_types(self) -> tuple[VisitType, ...]:
        providers: dict[str, list[ProviderId]] = defaultdict(list)
        for row in self._all(tables.visit_type_providers):
            providers[row.visit_type].append(ProviderId(row.provider))
        return tuple(
            VisitType(
                id=VisitTypeId(row.id),
                names=_texts(row.names),
                duration=row.duration_s * _SECOND,
                providers=tuple(providers[row.id]),
                aliases=tuple(row.aliases),
                buffer_before=row.buffer_before_s * _SECOND,
                buffer_after=row.buffer_after_s * _SECOND,
                notice=row.notice_s * _SECOND,
                window=Window(
                    WindowKind(row.window_kind),
                    row.window_count,
                    row.window_first_on,
                    row.window_last_on,
                ),
                min_age=row.min_age,
                max_age=row.max_age,
                needs=tuple(ResourceId(key) for key in row.needs),
                most_a_day=row.most_a_day,
                most_a_week=row.most_a_week,
                capacity=row.capacity,
                modality=Modality(row.modality),
                new_patients=row.new_patients,
                known_patients=row.known_patients,
                is_default=row.is_default,
            )
            for row in self._all(tables.visit_types)
        )

    def _week(self, owner: Owner) -> Week:
        return tuple(tuple(self._spans[owner][weekday]) for weekday in range(7))

    def _all(self, table: Table) -> Sequence[Row[Any]]:
        order = table.c.position if "position" in table.c else table.c.id
        return self._tx.conn.execute(select(table).order_by(order)).all()


def _zone_row(zone: Zone) -> dict[str, object]:
    hours = [[_minutes(span) for span in spans] for spans in zone.hours]
    return {"hours": hours, "visit_types": list(zone.visit_types)}


def _zone(found: Mapping[str, Any]) -> Zone:
    hours = tuple(tuple(_span(pair) for pair in spans) for spans in found["hours"])
    return Zone(hours, tuple(VisitTypeId(key) for key in found["visit_types"]))


def _closure(row: Row[Any]) -> Closure:
    first: date = row.first_on
    return Closure(first, row.last_on, row.reason, _site_id(row.site), _texts(row.reasons))


def _owner(row: Row[Any]) -> Owner:
    return ("plan", row.plan) if row.site is None else ("site", row.site)


def _site_id(text: str | None) -> SiteId | None:
    return None if text is None else SiteId(text)


def _by_lang(texts: Texts) -> dict[str, str]:
    return {lang.value: text for lang, text in texts.items()}


def _texts(found: Mapping[str, str]) -> Texts:
    return {Lang(lang): text for lang, text in found.items()}


def _minutes(span: Span) -> list[int]:
    return [clock.hour * 60 + clock.minute for clock in (span.opens, span.closes)]


def _span(minutes: Sequence[int]) -> Span:
    opens, closes = (time(*divmod(minute, 60)) for minute in minutes)
    return Span(opens, closes)
