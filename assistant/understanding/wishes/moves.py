"""A cancellation that turns to another time is a move: "can't make it, can we do Friday?"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from assistant.domain.facts import WEEKDAY, Fact, When
from assistant.domain.facts import FactKind as K

OTHER_TIMES = frozenset({K.NONE_OF_THESE, K.LATER, K.EARLIER})
"""Wishes for another time than the one at hand."""
_INSTEAD = re.compile(
    r"\b(?:can|could|may) (?:we|i|you)\b|\b(?:how|what) about\b|\binstead\b|\brather\b|\bbut\b"
    r"|\bpuede|\bpodemos\b|\bpodria|\bmejor\b|\bque tal\b|\bpero\b|\by el\b"
)
_COMES = re.compile(
    r"\b(?:i|we)(?:'?ll| will| can| could)? (?:come|do|be there|make it|be in|take)\b|\binstead\b"
    r"|\bsee you\b|\b(?:can|could|may) (?:we|i|you) (?:do|come|make|have|get)\b"
    r"|\b(?:voy|vengo|vamos|ire|iremos|puedo ir|podria ir|llego|mejor)\b"
)
_SUITS_BETTER = re.compile(r"\bworks? (?:better|instead)\b|\b(?:how|what) about\b|\bque tal\b")
_STAYS = re.compile(
    r"\bkeep|\bleave\b|\bstill\b|\bnot (?:the|my)\b|\bexcept|\bdej|\bmenos\b|\bno la\b"
)
_UNATTENDED = re.compile(
    r"\b(?:can'?t|cannot|can not|won'?t|unable to|not able to|couldn'?t)(?: be able to)? (?:make|come|do|attend|be)"
    r"(?: it| in| there)?(?: on| this| next)*\s*$"
    r"|\bno (?:puedo|podemos|podre|podremos|voy a poder)(?: (?:ir|venir|llegar|asistir))?(?: el| este| la| a)*\s*$"
)
"""What stands before the day of the visit that is to be moved."""
_CANCELS = re.compile(r"\bcan[cs]el|\banul")


def moved(plain: str, facts: Sequence[Fact], days: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts of the phrases with such a cancellation made a move, and the days that it asks for.

    `plain` is the folded text, `days` its wishes in order. A day said before the turn is the old
    visit's: of "cancel Tuesday, I'll come the week after" Tuesday is not wished.
    """
    kinds = {fact.kind for fact in facts}
    changed: list[Fact] = []
    wished = list(days)
    for fact in facts:
        turn = _turn(plain, fact, kinds, days) if _is_cancel(fact) else None
        changed.append(fact if turn is None else replace(fact, value="move"))
        if turn is not None:
            later = [day for day in wished if day.end > turn]
            is_outright = _CANCELS.search(plain[fact.start : fact.end]) is not None
            wished = later if later or is_outright else wished
    if any(fact.kind is K.WANT and fact.value == "move" for fact in changed):
        wished = [_attended(plain, day) for day in wished]
    return changed, wished


_EARLIER = re.compile(
    r"\b(?:earlier|sooner|mas temprano|adelant\w*|antes)\b|\bmove\b[^.?!]{0,30}\bup\b"
)
_LATER = re.compile(r"\b(?:later|mas tarde)\b")


def compared(plain: str, facts: Sequence[Fact]) -> list[Fact]:
    """Which way a visit is to be moved, where the wish to move it took the word for that ("come earlier")."""
    wants_move = any(fact.kind is K.WANT and fact.value == "move" for fact in facts)
    has_way = any(f.kind in OTHER_TIMES or f.kind is K.WHEN for f in facts)
    if not wants_move or has_way:
        return []
    for kind, pattern in ((K.EARLIER, _EARLIER), (K.LATER, _LATER)):
        match = pattern.search(plain)
        if match is not None:
            return [Fact(kind, match.start(), match.end())]
    return []


def _attended(plain: str, day: Fact) -> Fact:
    """The day as it is wished; one that cannot be attended means another: later, or another weekday."""
    when = day.when
    if when is None or when.first_on is None or not _UNATTENDED.search(plain[: day.start]):
        return day
    if day.word == WEEKDAY:
        others = tuple(n for n in range(7) if n != when.first_on.weekday())
        return replace(day, when=When(weekdays=others), others=(), word="")
    if when.last_on is None:
        return day
    return replace(day, when=When(first_on=when.last_on + timedelta(days=1)), others=(), word="")


def _is_cancel(fact: Fact) -> bool:
    return fact.kind is K.WANT and fact.value == "cancel"


def _turn(plain: str, fact: Fact, kinds: set[K], days: Sequence[Fact]) -> int | None:
    """Where the text turns to another time; 0 where it does so without a word for it."""
    rest = plain[fact.end :]
    outright = _CANCELS.search(plain[fact.start : fact.end]) is not None
    if not outright and not kinds.isdisjoint(OTHER_TIMES):
        return 0
    if not days or days[-1].end <= fact.end or _CANCELS.search(rest) or _STAYS.search(rest):
        return None
    match = (_COMES if outright else _INSTEAD).search(rest)
    if match is not None:
        return fact.end + match.start()
    return 0 if outright and _SUITS_BETTER.search(rest) else None
