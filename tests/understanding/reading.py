"""What the reading tests share: a small practice, a Monday morning, and facts in short form."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assistant.domain.facts import Asked, Fact, FactKind, Lang, Understood, When
from assistant.domain.ids import ProviderId, SiteId, VisitTypeId
from assistant.domain.practice import Practice, Provider, Site, Span, VisitType
from assistant.understanding import Setting, Vocabulary, understand

ZONE = "America/New_York"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo(ZONE))
CARRIER = ("STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL")

_WEEK = (*((Span(time(8), time(17)),) for _ in range(5)), (), ())

PRACTICE = Practice(
    name="Willow Family Health",
    phone="+15550100000",
    zone=ZONE,
    languages=(Lang.EN, Lang.ES),
    sites=(
        Site(SiteId("elm"), "Elm Street Clinic", ZONE, "12 Elm St", _WEEK, aliases=("downtown", "centro")),
        Site(SiteId("lake"), "Lakeside Clinic", ZONE, "8 Lake Rd", _WEEK),
    ),
    providers=(
        Provider(ProviderId("ortega"), "Dr. Lucia Ortega", "family medicine", ()),
        Provider(ProviderId("patel"), "Dr. Patel", "pediatrics", ()),
        Provider(ProviderId("kim-a"), "Dr. Ann Kim", "family medicine", ()),
        Provider(ProviderId("kim-b"), "Dr. Brian Kim", "pediatrics", ()),
    ),
    visit_types=(
        VisitType(
            VisitTypeId("physical"),
            {Lang.EN: "Annual physical", Lang.ES: "Chequeo anual"},
            timedelta(minutes=30),
            (),
            aliases=("physical", "checkup", "check-up", "chequeo"),
        ),
        VisitType(
            VisitTypeId("vaccine"),
            {Lang.EN: "Flu shot", Lang.ES: "Vacuna"},
            timedelta(minutes=15),
            (),
        ),
        VisitType(
            VisitTypeId("ill"),
            {Lang.EN: "Sick visit", Lang.ES: "Consulta por enfermedad"},
            timedelta(minutes=20),
            (),
        ),
    ),
    insurers=("Aetna", "Blue Cross"),
)  # fmt: skip
VOCABULARY = Vocabulary.of(PRACTICE)


def read(
    text: str,
    lang: Lang = Lang.EN,
    *,
    expects: tuple[FactKind, ...] = (),
    options: int = 0,
    opt_out_words: tuple[str, ...] = CARRIER,
    now: datetime = MONDAY,
) -> Understood:
    """The text as it is understood on that Monday at nine."""
    asked = Asked(frozenset(expects), options)
    return understand(text, VOCABULARY, Setting(now, lang, asked, opt_out_words))


def kinds(understood: Understood) -> set[FactKind]:
    return {fact.kind for fact in understood.facts}


def values(understood: Understood, kind: FactKind) -> list[str]:
    return [fact.value for fact in understood.facts if fact.kind is kind]


def wishes(understood: Understood) -> list[str]:
    """Each WHEN in short form, as `short` writes it, or its problem."""
    return [
        f"{short(fact.when)} {fact.problem}".strip() if fact.when else fact.problem
        for fact in understood.facts
        if fact.kind is FactKind.WHEN
    ]


def short(when: When) -> str:
    """ "03-03", "03-03..03-08", "..03-08", "=15:00", "15:00-17:00", "[1,3]", "afternoon"."""
    said = [_days(when), "[" + ",".join(map(str, when.weekdays)) + "]" if when.weekdays else ""]
    if when.exact and when.start_at:
        said.append(f"={_clock(when.start_at)}")
    elif when.start_at or when.end_at:
        said.append(f"{_clock(when.start_at)}-{_clock(when.end_at)}")
    said.append(when.part or "")
    return " ".join(part for part in said if part)


def _days(when: When) -> str:
    if when.first_on == when.last_on:
        return _day(when.first_on)
    return f"{_day(when.first_on)}..{_day(when.last_on)}"


def _day(day: date | None) -> str:
    if day is None:
        return ""
    return day.strftime("%m-%d") if day.year == MONDAY.year else str(day)


def _clock(at: time | None) -> str:
    return at.strftime("%H:%M") if at else ""


def the(understood: Understood, kind: FactKind) -> Fact:
    """The only fact of that kind."""
    (fact,) = [fact for fact in understood.facts if fact.kind is kind]
    return fact
