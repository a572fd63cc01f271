"""What a text is about, as one word each: the intents of its facts, the weightiest first.

The order is the engine's: leaving and danger, then what only a person settles, then what we serve.
"""

from collections.abc import Iterable

from assistant.domain.facts import Fact
from assistant.domain.facts import FactKind as K
from assistant.understanding.echoes import REACTION

_ALONE: dict[K, str] = {
    K.OPT_OUT: "opt-out",
    K.CRISIS: "emergency",
    K.EMERGENCY: "emergency",
    K.PERSON: "person",
    K.THANKS: "thanks",
    K.GREETING: "greeting",
}
"""Kinds whose value does not matter here."""
_BY_VALUE = frozenset({K.WANT, K.TOPIC, K.INFO, K.ECHO})
_AS_ANSWERS = {K.NEW_PATIENT: "book"}
"""Kinds that tell an intent only where nothing else does."""
_RANKS = (
    "opt-out", "emergency", "reaction", "auto-reply", "person", "running-late", "move", "cancel", "book",
    "visits", "confirm", "wrong-number", "complaint", "here", "video-link", "clinical", "refill", "results",
    "referral", "records", "forms", "billing", "insurers", "insurance", "hours", "address", "parking",
    "phone", "who", "thanks", "greeting",
)  # fmt: skip
_SERVED = frozenset({"book", "move", "cancel", "confirm", "visits"})
_COURTESIES = frozenset({"thanks", "greeting"})


def intents(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The intents of a text, weightiest first; courtesies only where there is nothing else."""
    found = {intent for fact in facts if (intent := _intent(fact))}
    if not found - _COURTESIES:
        found |= {_AS_ANSWERS[fact.kind] for fact in facts if fact.kind in _AS_ANSWERS}
    if found - _COURTESIES:
        found -= _COURTESIES
    return tuple(sorted(found, key=_RANKS.index))


def _intent(fact: Fact) -> str:
    if fact.word == REACTION:
        return REACTION
    if fact.kind in _BY_VALUE:
        return fact.value
    return _ALONE.get(fact.kind, "")
