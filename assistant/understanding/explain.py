"""How one text was read, step by step, for people who ask why: sections of plain lines.

Each reader adds a step to `STEPS`; a step sees the text as `Seen` and never reads it another way
than `reader.understand` does. Start reading at `explained`.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property

from assistant.domain.facts import Fact, Understood, When
from assistant.understanding import gist
from assistant.understanding.acts import intents
from assistant.understanding.meanings import PHRASES
from assistant.understanding.reader import Setting, steps_in, understand
from assistant.understanding.text import Text
from assistant.understanding.vocabulary import Vocabulary
from assistant.understanding.when import Steps, Wish
from assistant.understanding.when.mentions import Clock, Days, Mention


@dataclass(frozen=True, slots=True)
class Section:
    """One step of a reading. `lines` is empty where the step found nothing."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A text with all that was made of it; each part is made when it is first asked for."""

    text: str
    vocabulary: Vocabulary
    setting: Setting

    @cached_property
    def understood(self) -> Understood:
        """The facts, as the engine gets them."""
        return understand(self.text, self.vocabulary, self.setting)

    @cached_property
    def read(self) -> Text:
        """The text before any slip was set right."""
        return Text.of(self.text)

    @cached_property
    def steps(self) -> Steps:
        """The calendar's steps."""
        return steps_in(self.text, self.vocabulary, self.setting)


def explained(text: str, vocabulary: Vocabulary, setting: Setting) -> tuple[Section, ...]:
    """The sections of one reading, in the order in which the reader works. Never raises."""
    seen = Seen(text, vocabulary, setting)
    return tuple(step(seen) for step in STEPS)


# --- steps ---------------------------------------------------------------------------------------


def _tokens(seen: Seen) -> Section:
    """The tokens; a slip of the finger shows beside the word it was taken for."""
    pairs = zip(seen.read.tokens, seen.steps.line.t, strict=False)
    shown = [token if token == meant else f"{token}>{meant}" for token, meant in pairs]
    return Section("tokens", (" ".join(shown),) if shown else ())


def _mentions(seen: Seen) -> Section:
    """What single words say of days and times, before it is put together."""
    line = seen.steps.line
    return Section(
        "mentions",
        tuple(
            f"{' '.join(line.t[one.first : one.past])!r}: {_said(one)}"
            for one in seen.steps.mentions
        ),
    )


def _readings(seen: Seen) -> Section:
    """Each wish with the other readings of its words, and why the first one won."""
    return Section(
        "readings", tuple(line for wish in seen.steps.wishes for line in _reading(seen, wish))
    )


def _phrases(seen: Seen) -> Section:
    """Every phrase in the words, and what it says; a longer one, or one that says nothing, hides it."""
    words = seen.steps.line.t
    where = [n for n, token in enumerate(words) if token and token[0].isalnum()]
    shown = [words[n] for n in where]
    lines: list[str] = []
    for hit in PHRASES.hits(("^", *shown, "$")):
        meaning = hit.meaning
        said = " ".join(shown[max(hit.first - 1, 0) : hit.past - 1])
        kind = f"{meaning.kind.value} {meaning.value}".strip() if meaning.kind else "nothing"
        lines.append(f"{said!r}: {kind} ({meaning.lang.value})")
    return Section("phrases", tuple(lines))


def _gist(seen: Seen) -> Section:
    """What the words are about, where no phrase said it, and the rule that this fits."""
    found = [fact for fact in seen.understood.facts if fact.word == gist.WORD]
    if not found:
        return Section("gist", ())
    lang = seen.understood.lang or seen.setting.lang
    names = gist.names_of(gist.concepts_of(seen.read.words[0], lang))
    said = " ".join(f"{fact.kind.value} {fact.value}".strip() for fact in found)
    return Section("gist", (f"about: {' '.join(names)}", f"together: {said}"))


def _intents(seen: Seen) -> Section:
    """The intents, weightiest first."""
    return Section("intents", intents(seen.understood.facts))


def _facts(seen: Seen) -> Section:
    """What the engine gets."""
    lang = seen.understood.lang
    lines = [_fact(seen, fact) for fact in seen.understood.facts]
    return Section("facts", (f"language: {lang.value if lang else 'not told'}", *lines))


STEPS: tuple[Callable[[Seen], Section], ...] = (
    _tokens, _mentions, _readings, _phrases, _gist, _facts, _intents,
)  # fmt: skip
"""Every step, first to last."""


# --- in words ------------------------------------------------------------------------------------


def _said(mention: Mention) -> str:
    """The fields of a mention that say something."""
    parts = {
        "day": mention.days,
        "to day": mention.days_to,
        "clock": mention.clock,
        "to clock": mention.clock_to,
        "part": mention.part,
        "from moment": mention.moment_from,
        "moment": mention.moment,
        "minutes": mention.lasts,
        "bound": mention.bound,
    }
    return "; ".join(f"{name} {_fields(value)}" for name, value in parts.items() if value)


def _fields(value: object) -> str:
    """A record's fields that say something; anything else as it prints."""
    if not isinstance(value, Days | Clock):
        return str(value)
    told = {field.name: getattr(value, field.name) for field in fields(value)}
    return " ".join(f"{name}={one}" for name, one in told.items() if one or name == "hour")


def _reading(seen: Seen, wish: Wish) -> list[str]:
    words = " ".join(seen.steps.line.t[wish.first : wish.past])
    first = shown_when(wish.when) if wish.when else f"none ({wish.problem})"
    lines = [f"{words!r}: {first}"]
    if wish.when:
        lines.append(f"  {wish.when.kind.value}, confidence {wish.confidence}")
    if wish.when and wish.problem:
        lines.append(f"  problem: {wish.problem}")
    lines += [f"  also: {shown_when(other)}" for other in wish.others]
    lines += [f"  because: {why}" for why in wish.why]
    return lines


def shown_when(when: When) -> str:
    """A day and time as `field=value`, without what was not said."""
    fields = {
        "from": when.first_on,
        "to": when.last_on,
        "at" if when.exact else "after": when.start_at,
        "before": when.end_at,
        "part": when.part,
        "weekdays": when.weekdays,
        "every": f"{when.rhythm.interval} {when.rhythm.frequency.value}" if when.rhythm else None,
    }
    return " ".join(f"{name}={value}" for name, value in fields.items() if value not in (None, ()))


def _fact(seen: Seen, fact: Fact) -> str:
    told = [fact.kind.value, fact.value, shown_when(fact.when) if fact.when else "", fact.problem]
    words = seen.read.clean[fact.start : fact.end]
    return f"{words!r}: {' '.join(part for part in told if part)}"
