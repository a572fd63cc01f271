"""The early or late side of a day or of a part of it: "late afternoon", "thursday early", "a primera hora"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from assistant.domain.facts import Fact, FactKind, PartOfDay, When
from assistant.understanding.when.lexicon import LEXICONS

_DAYS = {
    word
    for lexicon in LEXICONS.values()
    for word in (*lexicon.weekdays, *(one[0] for one in lexicon.offsets if len(one) == 1))
}
_DAY = rf"\b(?:{'|'.join(sorted(_DAYS))})\b"
_PART = r"morning|afternoon|evening|manana|tarde|noche"
_BESIDE = rf"(?=[ ,]+(?:in the |on |the |this |next )*(?:{_DAY}|{_PART}|appointments?|appts?|openings?|slots?)\b)"
_LATE = re.compile(
    rf"(?<!too )(?<!be )(?<!am )(?<!im )(?<!running )(?<!bit )(?<!little )\blate{_BESIDE}"
    rf"|{_DAY}[ ,]+(?:but |kinda |really )?late\b(?! to\b)"
    r"|\b(?:late in|towards?|at|near) the (?:end of (?:the )?)?day\b|\bend of (?:the )?(?:day|business)\b"
    r"|\blast thing\b|\blast (?:appointment|slot|opening) of the day\b"
    r"|\ba (?:la )?ultima hora\b|\bal final(?:izar)? (?:de la |del )(?:tarde|dia|manana)\b|\bfinal del dia\b"
)
_EARLY = re.compile(
    rf"(?<!too )\bearly{_BESIDE}|{_DAY}[ ,]+(?:but |kinda |really |bright and )?early\b"
    r"|\bfirst thing\b|\bearly (?:in the )?day\b|\bstart of the day\b"
    rf"|\ba primera hora\b|{_DAY}[ ,]+(?:bien |muy |pero )?temprano\b|\btemprano (?:en|por|de) la manana\b"
    rf"|\btemprano (?:el )?(?={_DAY})"
)
_LATE_FROM: dict[PartOfDay | None, time] = {
    PartOfDay.MORNING: time(10, 30),
    PartOfDay.EVENING: time(18, 30),
}
_EARLY_TO: dict[PartOfDay | None, time] = {
    PartOfDay.AFTERNOON: time(14, 30),
    PartOfDay.EVENING: time(18, 30),
}
_LATE_IN_A_DAY, _EARLY_IN_A_DAY = time(15), time(10)


def edge_in(plain: str, days: Sequence[Fact]) -> tuple[int, int, bool] | None:
    """Where the folded text tells the side of a day, from and to, and whether it is the late one."""
    late = _LATE.search(plain)
    match = late or _EARLY.search(plain)
    if match is None or (not days and not _stands_alone(match.group())):
        return None
    return match.start(), match.end(), late is not None


def edged(
    edge: tuple[int, int, bool] | None, facts: Sequence[Fact], days: Sequence[Fact]
) -> tuple[list[Fact], list[Fact]]:
    """The facts without a "late" that only tells the side of a day, and the days with their side.

    `edge` as `edge_in` gives it, `days` the wishes in order. "Running late" and "too early" stay what
    they are; a wish that has hours of its own keeps them.
    """
    if edge is None:
        return list(facts), list(days)
    start, end, is_late = edge
    left = [
        f
        for f in facts
        if not (
            f.kind is FactKind.WANT
            and f.value == "running-late"
            and f.start < end
            and start < f.end
        )
    ]
    if not days:
        return left, [Fact(FactKind.WHEN, start, end, when=_side(When(), is_late=is_late))]
    near = min(days, key=lambda day: max(day.start - end, start - day.end, 0))
    return left, [
        replace(day, when=_side(day.when or When(), is_late=is_late)) if day is near else day
        for day in days
    ]


def _stands_alone(said: str) -> bool:
    """Is it a wish even without a day ("first thing", "at the end of the day")?"""
    return " " in said


def _side(when: When, *, is_late: bool) -> When:
    if when.start_at or when.end_at or when.exact or when.shift is not None:
        return when
    if is_late:
        return replace(when, start_at=_LATE_FROM.get(when.part, _LATE_IN_A_DAY))
    return replace(when, end_at=_EARLY_TO.get(when.part, _EARLY_IN_A_DAY))
