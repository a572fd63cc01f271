"""What outranks every dialog, in a fixed order that no dialog can shadow.

1 opt-out, 2 opt-in, 3 HELP, 4 emergency and crisis, 5 a person owns the talk, 6 a phone wrote it
and nobody waits for an answer, 7 the patient has opted out, 8 "a person, please" and matters that
only a person can settle. Reading the words is
the understanding's work; here only facts are ranked.
"""

from collections.abc import Container
from enum import StrEnum

from assistant.domain.conversation import Owner
from assistant.domain.facts import Fact, FactKind
from assistant.domain.task import Reason
from assistant.engine.draft import Draft, speaks_of

FIRST = (FactKind.OPT_OUT, FactKind.OPT_IN, FactKind.HELP)
SAFETY = (FactKind.CRISIS, FactKind.EMERGENCY)
OUTRANKING = frozenset({*FIRST, *SAFETY, FactKind.PERSON})
"""Facts that no dialog may take for itself."""
_RULED = OUTRANKING | {FactKind.ECHO}
"""Facts without which a text to the assistant is nothing for the guards."""
_MATTERS = frozenset({FactKind.TOPIC, FactKind.WANT})
CARRIER_FACTS = {"STOP": FactKind.OPT_OUT, "START": FactKind.OPT_IN, "HELP": FactKind.HELP}
"""What the carrier says it already answered, as the fact it stands for."""


class Ruling(StrEnum):
    """What the guards decide about a text."""

    BEGIN = "begin"
    NOTE = "note"
    SILENT = "silent"
    IGNORE = "ignore"
    CONVERSE = "converse"


def rule(draft: Draft, facts: tuple[Fact, ...], carrier: str) -> tuple[Ruling, Fact | None]:
    """The first guard that applies, with the fact that made it."""
    if carrier in CARRIER_FACTS:
        return Ruling.BEGIN, Fact(CARRIER_FACTS[carrier], 0, 0, value="word", word=carrier)
    if draft.base.owner is Owner.BOT and not speaks_of(facts, _RULED):
        return Ruling.CONVERSE, None
    fact = first_of(facts, FIRST) or first_of(facts, SAFETY)
    if fact is not None and not (fact.kind is FactKind.OPT_IN and _is_open(draft)):
        return Ruling.BEGIN, fact
    unanswered = _unanswered(draft, facts)
    if unanswered is not None:
        return unanswered, None
    person = first_of(facts, (FactKind.PERSON,))
    if person is not None:
        return Ruling.BEGIN, person
    return Ruling.CONVERSE, None


def _unanswered(draft: Draft, facts: tuple[Fact, ...]) -> Ruling | None:
    """Staff have the talk, or nobody waits for an answer, or the patient wants none."""
    if draft.base.owner is Owner.STAFF:
        return Ruling.NOTE
    if first_of(facts, (FactKind.ECHO,)) is not None:
        return Ruling.IGNORE
    return Ruling.SILENT if draft.base.owner is Owner.STOPPED else None


def topic_of(facts: tuple[Fact, ...], served: Container[str]) -> Reason | None:
    """The matter that only a person can settle, unless the text also wants what we serve.

    `served`: wants that have a dialog.
    """
    if not speaks_of(facts, _MATTERS):
        return None
    topic = first_of(facts, (FactKind.TOPIC,))
    for want in facts:
        if want.kind is FactKind.WANT and want.value in _AT_THE_DOOR and want.value not in served:
            return _AT_THE_DOOR[want.value]
    if topic is None:
        return None
    if any(f.kind is FactKind.WANT and f.value in served for f in facts):
        return None
    if topic.value == "insurance" and first_of(facts, (FactKind.INFO,)) is not None:
        return None
    return _REASONS.get(topic.value, Reason.ASKED_FOR_A_PERSON)


def topic_beside(facts: tuple[Fact, ...], served: Container[str]) -> Reason | None:
    """The matter for a person that stands beside a want that we serve, whichever comes first."""
    reason = reason_of(facts)
    wants = (f for f in facts if f.kind is FactKind.WANT)
    return reason if reason is not None and any(f.value in served for f in wants) else None


def reason_of(facts: tuple[Fact, ...]) -> Reason | None:
    """Why a person is needed, by the matter that the text names."""
    topic = first_of(facts, (FactKind.TOPIC,))
    return _REASONS.get(topic.value) if topic is not None else None


_AT_THE_DOOR = {"running-late": Reason.RUNNING_LATE, "here": Reason.ARRIVED}
"""Wants that the front desk must know of at once."""
_REASONS = {
    "refill": Reason.REFILL,
    "billing": Reason.BILLING,
    "records": Reason.RECORDS,
    "referral": Reason.REFERRAL,
    "results": Reason.RESULTS,
    "clinical": Reason.CLINICAL_QUESTION,
    "insurance": Reason.INSURANCE,
    "complaint": Reason.COMPLAINT,
    "wrong-number": Reason.WRONG_NUMBER,
    "forms": Reason.FORMS,
    "video-link": Reason.VIDEO_LINK,
}


def first_of(facts: tuple[Fact, ...], kinds: tuple[FactKind, ...]) -> Fact | None:
    """The first fact of any of these kinds, kinds in order of rank."""
    for kind in kinds:
        for fact in facts:
            if fact.kind is kind:
                return fact
    return None


def _is_open(draft: Draft) -> bool:
    """START where nobody opted out and something is going on is an ordinary word."""
    return draft.base.owner is not Owner.STOPPED and bool(draft.frames)
