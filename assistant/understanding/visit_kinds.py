"""What is wished with a kind of visit: "move my skin check", "I need a vaccine", "and a flu shot"."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.facts import ALSO, AS_WELL, Asked, Fact
from assistant.domain.facts import FactKind as K
from assistant.understanding.vocabulary import Named
from assistant.understanding.words import listed

_MOVES = frozenset(
    {"move", "reschedule", "change", "switch", "push", "shift", "bump", "swap", "postpone", "delay",
     "cambiar", "cambie", "cambien", "cambia", "mover", "mueva", "muevan", "mueve", "pasar", "pase",
     "posponer", "reprogramar", "aplazar", "atrasar", "adelantar", "cambiame", "cambieme", "cambienme",
     "mueveme", "muevame", "muevanme", "pasame", "paseme", "pasenme", "adelantame", "adelanteme"}
)  # fmt: skip
_NEEDS = frozenset(
    {"need", "want", "wanna", "book", "schedule", "get", "necesito", "quiero", "quisiera", "ocupo",
     "agendar", "reservar", "necesitamos", "queremos"}
)  # fmt: skip
_ANY = frozenset({"a", "an", "another", "un", "una", "otro", "otra"})
_NOT = frozenset({"not", "dont", "doesnt", "didnt", "no", "never", "nunca", "ya"})
_OWN = frozenset({"my", "the", "our", "his", "her", "mi", "la", "el", "su", "nuestra", "nuestro"})
_LINKS = frozenset({"and", "plus", "y", "e"})
_NO_COMPLAINT = frozenset({K.VISIT_TYPE, K.TOPIC, K.INFO, K.EMERGENCY, K.CRISIS})
_TOO = frozenset({"too", "also", "well", "tambien"})
_BESIDES = listed(
    "and also plus y e tambien the my too as well la el mi please por favor thanks ok"
)
_BETWEEN = _ANY | {"also", "my", "tambien", "the", "la", "el", "mi"}


def moves_what(words: Sequence[str], first: int) -> int | None:
    """The verb of "move my skin check", whose kind of visit begins at `first`; None: none is."""
    at = first - 1
    if at < 1 or words[at] not in _OWN or words[at - 1] not in _MOVES:
        return None
    return at - 1


def needs_what(words: Sequence[str], first: int) -> int | None:
    """The verb of "I need a skin check", whose kind of visit begins at `first`; None: none is."""
    at = first - 2
    if at < 0 or words[at + 1] not in _ANY or words[at] not in _NEEDS:
        return None
    return None if not _NOT.isdisjoint(words[max(at - 2, 0) : at]) else at


def also_needs_what(words: Sequence[str], first: int) -> int | None:
    """The verb of "I need a refill and also a checkup", whose kind of visit begins at `first`."""
    if first == 0 or words[first - 1] not in _ANY or not _is_linked(words, first):
        return None
    return next((at for at, word in enumerate(words[: first - 1]) if word in _NEEDS), None)


def lacks_a_kind(facts: Sequence[Fact], asked: Asked) -> bool:
    """Is a visit wished for, or its kind asked, and none named: "get me in, my back is killing me"?"""
    wants = {fact.value for fact in facts if fact.kind is K.WANT}
    is_open = wants == {"book"} or (not wants and K.VISIT_TYPE in asked.expects)
    return is_open and all(fact.kind not in _NO_COMPLAINT for fact in facts)


def with_second(
    facts: list[Fact],
    named: Sequence[Named],
    days: Sequence[Fact],
    words: Sequence[str],
    starts: Sequence[int],
) -> list[Fact]:
    """The facts, the second of two kinds of visit marked as such: "a checkup and a flu shot".

    And a lone one that goes with what was done last: "and the vaccine too".

    Either both are needed or each has a day of its own: "a fever and a rash" is one. `starts` are
    the offsets of the words.
    """
    kinds = [item for item in named if item.kind is K.VISIT_TYPE]
    if len(kinds) == 1 and _is_as_well(words, kinds[0]):
        return [replace(f, word=AS_WELL) if f.kind is K.VISIT_TYPE else f for f in facts]
    other = next((item for item in kinds if item.keys != kinds[0].keys), None)
    if other is None or not _is_linked(words, other.first):
        return facts
    at = starts[other.first]
    have_days = any(day.end <= at for day in days) and any(day.start > at for day in days)
    if needs_what(words, kinds[0].first) is None and not have_days:
        return facts
    return [replace(f, word=ALSO) if f.kind is K.VISIT_TYPE and f.start == at else f for f in facts]


def _is_as_well(words: Sequence[str], kind: Named) -> bool:
    """Does a short text name it besides: "also the vaccine", "the vaccine too", "y la vacuna"?"""
    before, after = words[: kind.first], words[kind.past :]
    if any(word not in _BESIDES for word in (*before, *after)):
        return False
    return any(word in _LINKS | _TOO for word in before) or any(word in _TOO for word in after)


def _is_linked(words: Sequence[str], first: int) -> bool:
    """Is what begins at `first` named besides something before it ("and also a flu shot")?"""
    at = first - 1
    while at > 0 and words[at] in _BETWEEN:
        at -= 1
    return at > 0 and words[at] in _LINKS
