"""Weekdays: "tuesday", "this friday", "any monday", "el próximo jueves"."""

from assistant.understanding.when.mentions import Days, Line
from assistant.understanding.when.numbers import digits_at

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""
_MONTHS, _DAYS, _NOON = 12, 31, 12
_YEAR_DIGITS, _DAY_DIGITS = 4, 2
_SHORT_NAME = 4
_ANY = frozenset({"any", "cualquier"})
"""These leave the day open; "every" asks for a habit."""


def weekday_at(line: Line, at: int) -> Found | None:
    """tuesday, this friday, every monday, any tuesday, el proximo jueves, friday that is coming."""
    lexicon = line.lexicon
    start = at
    which = ""
    while line.t[at] in lexicon.this | lexicon.next | lexicon.last | lexicon.every:
        which = _which(line, line.t[at], which)
        at += 1
        if line.t[at] in {"los", "las"}:
            at += 1
    word = line.t[at]
    weekday = _weekday_named(line, at)
    if weekday is None or at - start > _DAY_DIGITS:
        return None
    if at == start and word in lexicon.words_too and not _weekday_in_company(line, at):
        return None
    past = at + 1
    if line.t[past] == ".":
        past += 1 if line.glued(past) and len(word) <= _SHORT_NAME and not _ends(line, past) else 0
    later = _week_later(line, past)
    if later and not which:
        counts_today = line.t[past] != "after"
        return Days(weekday=weekday, which="" if counts_today else "coming", shift=7), later
    which, past = _which_after(line, which, past)
    every = which == "every" or word in lexicon.every_weekday
    if not every and not which and (with_dom := _dom_after_weekday(line, weekday, past)):
        return with_dom
    if every or (line.t[start - 1] == "los" and lexicon.lang.value == "es"):
        per = "weekly" if which == "every" and line.t[start] not in _ANY else ""
        return Days(weekday=weekday, every=True, which=which, per=per), past
    return Days(weekday=weekday, which=which), past


def _weekday_named(line: Line, at: int) -> int | None:
    weekday = line.lexicon.weekdays.get(line.t[at])
    if weekday is None and line.t[at] in line.lexicon.short_weekdays and line.whole(at, at + 1):
        return line.lexicon.short_weekdays[line.t[at]]
    return weekday


def _week_later(line: Line, past: int) -> int:
    """The token after "friday week" or "friday after next"; 0 where neither is said."""
    if line.t[past : past + 2] in {("after", "next"), ("en", "ocho")}:
        return past + 2
    return past + 1 if line.t[past] == "week" and not line.t[past + 1].isdigit() else 0


def _which_after(line: Line, which: str, past: int) -> tuple[str, int]:
    """Which one is meant where Spanish says it behind: "que viene", "próximo", "pasado"."""
    if line.t[past : past + 2] in {("que", "viene"), ("que", "entra")}:
        return "coming", past + 2
    spanish = line.lexicon.lang.value == "es"
    if not which and spanish and line.t[past] in line.lexicon.next | line.lexicon.last:
        return _which(line, line.t[past], which), past + 1
    return which, past


def _dom_after_weekday(line: Line, weekday: int, past: int) -> Found | None:
    """Friday 31, martes 4 a las siete: a number that can hardly be an hour."""
    dom = digits_at(line, past, 2)
    after = line.t[past + 1]
    if dom is None or not _NOON < dom <= _DAYS:
        at_hour = line.t[past + 1 : past + 3] in {("a", "las"), ("at",)} or after == "at"
        if dom is None or not at_hour or not 1 <= dom <= _DAYS:
            return None
    if after in {":", "am", "pm", "h", "/", "-", "%", "to"} or after in line.lexicon.months:
        return None
    if after in {"of", "de"} or (after in line.lexicon.ordinal_endings and line.glued(past + 1)):
        return None
    return Days(weekday=weekday, dom=dom), past + 1


def _ends(line: Line, past: int) -> bool:
    return past + 1 >= line.count


def _which(line: Line, word: str, before: str) -> str:
    lexicon = line.lexicon
    if word in {"coming", "upcoming"}:
        return before if before == "next" else "coming"
    if word in lexicon.next:
        return "next"
    if word in lexicon.last:
        return "last"
    return "every" if word in lexicon.every else "this"


def _weekday_in_company(line: Line, at: int) -> bool:
    """Is "sun", "sat", "wed", "mon" or "mar" a day here?"""
    before, after = line.t[at - 1], line.t[at + 1]
    lexicon = line.lexicon
    if line.whole(at, at + 1) or (
        before in lexicon.links or before in {"on", "by", "el", "del", "-", "to"}
    ):
        return line.t[at] != "mar" or before != "el" or True
    near = (before, after)
    return any(
        token.isdigit()
        or token in lexicon.parts
        or token in lexicon.links
        or token in {"at", "-", "to", "@"}
        or token in lexicon.weekdays
        or token in lexicon.units
        or token in lexicon.months
        or token in lexicon.away
        for token in near
        if token
    ) or (
        after in {"", ".", "?", "!", "please", "works", "pls"} and before not in {"the", "a", "mr"}
    )
