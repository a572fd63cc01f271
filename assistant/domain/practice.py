"""The practice: sites, hours, providers, visit types, lines, and its answers to common questions.

It is data: practice.toml, loaded into the store. Wall times are the site's.
"""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property

from assistant.domain.facts import Lang
from assistant.domain.ids import ProviderId, ResourceId, SiteId, VisitTypeId
from assistant.domain.patient import age

Texts = dict[Lang, str]
"""The same words in each language of the practice."""


@dataclass(frozen=True, slots=True)
class Span:
    """Wall times from `opens` (inclusive) to `closes` (exclusive); `closes` is the later one."""

    opens: time
    closes: time


Week = tuple[tuple[Span, ...], ...]
"""Seven entries, Monday first; an empty entry is a closed day. Spans sorted, not touching."""


@dataclass(frozen=True, slots=True)
class DatedHours:
    """The hours of one date; they replace that weekday's. No spans: closed."""

    on: date
    spans: tuple[Span, ...] = ()
    reason: str = ""
    reasons: Texts = field(default_factory=dict[Lang, str])
    """The reason in each language, where it is not the same in all."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Closed from `first_on` to `last_on`, both inclusive; `site` None means everywhere."""

    first_on: date
    last_on: date
    reason: str
    site: SiteId | None = None
    reasons: Texts = field(default_factory=dict[Lang, str])
    """The reason in each language, where it is not the same in all."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place where visits happen (FHIR Location)."""

    id: SiteId
    name: str
    zone: str
    address: str
    hours: Week
    dated: tuple[DatedHours, ...] = ()
    phone: str = ""
    parking: Texts = field(default_factory=dict[Lang, str])
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """Hours of the week that are protected: only these kinds of visit may be booked into them."""

    hours: Week
    visit_types: tuple[VisitTypeId, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A provider's weekly hours at one site; `dated` entries replace the weekday's."""

    site: SiteId
    hours: Week
    dated: tuple[DatedHours, ...] = ()
    zones: tuple[Zone, ...] = ()


@dataclass(frozen=True, slots=True)
class Absence:
    """A provider sees nobody from `first_on` to `last_on`, both inclusive, at any site."""

    first_on: date
    last_on: date
    reason: str = ""
    """For the practice's own eyes."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who sees patients (FHIR PractitionerRole). `name` is what patients read ("Dr. Ruiz")."""

    id: ProviderId
    name: str
    specialty: str
    plans: tuple[Plan, ...]
    aliases: tuple[str, ...] = ()
    languages: tuple[Lang, ...] = (Lang.EN,)
    away: tuple[Absence, ...] = ()

    def is_away(self, day: date) -> bool:
        """Do they see nobody on that date?"""
        return any(gone.first_on <= day <= gone.last_on for gone in self.away)


@dataclass(frozen=True, slots=True)
class Resource:
    """Rooms or devices of a site that visits share; `count` is how many there are of the kind."""

    id: ResourceId
    name: str
    site: SiteId
    count: int = 1


class Modality(StrEnum):
    """How a visit is held."""

    IN_PERSON = "in-person"
    VIDEO = "video"


class WindowKind(StrEnum):
    """What a booking window is counted in."""

    DAYS = "days"
    BUSINESS_DAYS = "business-days"
    BOOKABLE_DAYS = "bookable-days"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Window:
    """How far ahead a visit may be booked; see `domain.windows`.

    `count`: so many days of that kind, today included, on the site's wall. With DATES the visit
    starts from `first_on` to `last_on`, both inclusive, on the practice's wall.
    """

    kind: WindowKind = WindowKind.DAYS
    count: int = 90
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitType:
    """A kind of visit (FHIR HealthcareService).

    Duration and buffers are multiples of 5 minutes. The buffers block the provider before and
    after the visit and stack with the neighbours'. `notice` is the least time from now to the
    start; `window` is how far ahead it may be booked. Ages are whole years on the visit's day,
    both inclusive; None: no limit. `needs`: rooms and devices, one of each for the whole time,
    buffers included. `most_a_day`, `most_a_week`: how many visits of this type there may be in
    the practice, by the site's wall, weeks from Monday; 0: any number. `capacity`: how many
    patients come to one visit; above 1 they share a provider's time with their like only.
    """

    id: VisitTypeId
    names: Texts
    duration: timedelta
    providers: tuple[ProviderId, ...]
    aliases: tuple[str, ...] = ()
    buffer_before: timedelta = timedelta()
    buffer_after: timedelta = timedelta()
    notice: timedelta = timedelta(hours=2)
    window: Window = Window()
    modality: Modality = Modality.IN_PERSON
    new_patients: bool = True
    known_patients: bool = True
    is_default: bool = False
    """Named first when a patient is asked what the visit is for. At most one."""
    min_age: int | None = None
    max_age: int | None = None
    needs: tuple[ResourceId, ...] = ()
    most_a_day: int = 0
    most_a_week: int = 0
    capacity: int = 1

    @property
    def is_by_video(self) -> bool:
        """Is there no place to go to?"""
        return self.modality is Modality.VIDEO

    @property
    def has_ages(self) -> bool:
        """Is it for some ages only?"""
        return self.min_age is not None or self.max_age is not None

    def is_for_age(self, born_on: date | None, on: date) -> bool:
        """Is it for who was born then, on that day? Whose birth date is not known may come."""
        if born_on is None:
            return True
        years = age(born_on, on)
        return (self.min_age is None or years >= self.min_age) and (
            self.max_age is None or years <= self.max_age
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One of our addresses: an SMS number or a chat bot (a channel account).

    `opt_out_words` are whole-text words, upper case, that the line's provider treats as STOP.
    """

    channel: str
    address: str
    opt_out_words: tuple[str, ...]
    site: SiteId | None = None


CARRIER_OPT_OUT_WORDS: tuple[str, ...] = (
    "STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL",
)  # fmt: skip
"""What a US carrier's default list holds. Source: Twilio, advanced opt-out; FCC, 2025."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """Numbers named by the fixed safety text, and who is texted at once."""

    emergency_number: str = "911"
    crisis_number: str = "988"
    contacts: tuple[str, ...] = ()
    """E.164 numbers of the practice's on-call people."""
    repeat_every: timedelta = timedelta(minutes=5)


@dataclass(frozen=True)
class Practice:
    """Everything that practice.toml says.

    `zone` is where there is no site to ask. `quiet` are the wall hours in which the assistant
    may start a message by itself. `answer_within` is the promise of a person's answer, counted
    in open hours. It has no slots, to keep what is found by id.
    """

    name: str
    phone: str
    zone: str
    languages: tuple[Lang, ...]
    sites: tuple[Site, ...]
    providers: tuple[Provider, ...]
    visit_types: tuple[VisitType, ...]
    lines: tuple[Line, ...] = ()
    closures: tuple[Closure, ...] = ()
    insurers: tuple[str, ...] = ()
    emergency: Emergency = field(default_factory=Emergency)
    sending_hours: Span = Span(time(8), time(20))
    answer_within: timedelta = timedelta(hours=2)
    slot_step: timedelta = timedelta(minutes=15)
    """The grid on which visits start, counted from the site's midnight."""
    resources: tuple[Resource, ...] = ()

    def site(self, key: SiteId) -> Site:
        """The site with that id; KeyError if there is none."""
        return self._sites[key]

    def provider(self, key: ProviderId) -> Provider:
        """The provider with that id; KeyError if there is none."""
        return self._providers[key]

    def visit_type(self, key: VisitTypeId) -> VisitType:
        """The visit type with that id; KeyError if there is none."""
        return self._visit_types[key]

    @cached_property
    def _sites(self) -> dict[SiteId, Site]:
        return {site.id: site for site in self.sites}

    @cached_property
    def _providers(self) -> dict[ProviderId, Provider]:
        return {provider.id: provider for provider in self.providers}

    @cached_property
    def _visit_types(self) -> dict[VisitTypeId, VisitType]:
        return {visit_type.id: visit_type for visit_type in self.visit_types}

    def resource(self, key: ResourceId, site: SiteId) -> Resource | None:
        """The rooms or devices of that kind at that site; None if there are none."""
        for found in self.resources:
            if (found.id, found.site) == (key, site):
                return found
        return None

    def has_what_it_needs(self, visit_type: VisitType, site: SiteId) -> bool:
        """Are all rooms and devices that the visit needs at that site?"""
        return all(self.resource(key, site) is not None for key in visit_type.needs)

    def line(self, channel: str, address: str) -> Line:
        """The line with that address; unknown ones get the carrier's words on sms, none on chat."""
        for line in self.lines:
            if line.channel == channel and line.address == address:
                return line
        words = CARRIER_OPT_OUT_WORDS if channel in {"sms", "simulated"} else ("STOP",)
        return Line(channel, address, words)

    def hours_on(self, site: Site, day: date) -> tuple[Span, ...]:
        """The site's opening hours on that date: closures, then dated hours, then the weekday."""
        for closure in self.closures:
            if closure.site in {None, site.id} and closure.first_on <= day <= closure.last_on:
                return ()
        return spans_on(site.hours, site.dated, day)


def spans_on(week: Week, dated: tuple[DatedHours, ...], day: date) -> tuple[Span, ...]:
    """The hours of a date: a dated entry replaces the weekday's."""
    for entry in dated:
        if entry.on == day:
            return entry.spans
    return week[day.weekday()]
