"""Days and times in a text: mentions are found, joined, and resolved against the moment of reading.

Start reading at `steps_of`. Nothing here asks what time it is, and nothing raises.
"""

from dataclasses import dataclass
from datetime import datetime

from assistant.domain.facts import Lang
from assistant.understanding.text import Text
from assistant.understanding.when.compose import Wish, wishes
from assistant.understanding.when.lexicon import LEXICONS
from assistant.understanding.when.mentions import Line, Mention
from assistant.understanding.when.scan import mentions_of

__all__ = ["Steps", "Wish", "is_weekday_alone", "steps_of"]


@dataclass(frozen=True, slots=True)
class Steps:
    """One reading: tokens, the mentions among them, and the wishes that they add up to, in order."""

    line: Line
    mentions: tuple[Mention, ...]
    wishes: tuple[Wish, ...]


def steps_of(
    text: Text,
    now: datetime,
    lang: Lang,
    *,
    taken: frozenset[int] = frozenset(),
    expects_when: bool = False,
    moves: bool = False,
) -> Steps:
    """Read the wishes about day and time in a text.

    Args:
        text: as read; spans of the wishes are token numbers of it.
        now: the wall clock of the reading.
        lang: decides the order of day and month, and words that both languages have.
        taken: tokens that already say something else ("good morning").
        expects_when: a plain number may be an hour.
        moves: something is being moved; of "from Tuesday to Thursday" only the latter is wished.
    """
    line = Line.of(text, LEXICONS[lang], now, day_first=lang is Lang.ES)
    line.taken, line.expects_when, line.moves = taken, expects_when, moves
    found = mentions_of(line)
    return Steps(line, tuple(found), tuple(wishes(line, found)) if found else ())


def is_weekday_alone(text: Text, wish: Wish, lang: Lang) -> bool:
    """Is the day told by its weekday and nothing else ("friday", "fri at 3")?"""
    if wish.when is None or not wish.when.is_one_day:
        return False
    known = LEXICONS[lang]
    first, *more = (token for token in text.tokens[wish.first : wish.past] if token.isalnum())
    follows = more[0] if more else ""
    is_number = follows[:1].isdigit() and wish.when.start_at is None
    return first in known.weekdays and not (
        is_number or follows in known.months or follows in {"the", "el", "de"}
    )
