"""After a backup was put back: nothing leaves before it is known what has left since.

The neighbours are asked for all texts since the backup. What the database does not know of goes
to a person, conversation by conversation, with the words that were exchanged; STOP holds at
once. Where a neighbour cannot be asked, every conversation in which the assistant would speak by
itself goes to a person. Texts that were about to be sent have been sent or not: the sender asks.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from assistant import telemetry
from assistant.domain.clock import Instant
from assistant.domain.errors import OutcomeUnknown
from assistant.domain.facts import FactKind, Lang
from assistant.domain.ids import ConversationId
from assistant.domain.message import InboundMessage
from assistant.domain.task import Reason
from assistant.engine.conversation import Conversation
from assistant.ports.channel import Channel, Exchanged, Remembers
from assistant.service import consent
from assistant.service.consent import Said
from assistant.service.turns import Turns
from assistant.store import audit, conversations, inbox, outbox, timers
from assistant.store.conversations import Place, Thread
from assistant.store.database import Store, Tx

RESTORED, RECONCILED = "database_restored", "restore_reconciled"
CLOCKS_DIFFER = timedelta(minutes=5)
"""How much earlier than the backup the neighbours are asked to begin."""
ASK_WITHIN_S = 120.0
"""Seconds that a neighbour may take to tell all."""

_log = telemetry.log("service.safekeeping.restoring")

Told = Mapping[str, Sequence[Exchanged] | None]
"""What went over each channel since the backup; None: its neighbour cannot tell."""


@dataclass(slots=True)
class Gate:
    """Whether this process may take turns and send. `why`: what it waits for, in words."""

    is_open: bool = False
    why: str = ""


@dataclass(slots=True)
class _Stranger:
    """A conversation, and the texts of it that the database does not know of."""

    place: Place
    texts: list[Exchanged] = field(default_factory=list[Exchanged])


def mark(tx: Tx, made_at: Instant) -> int:
    """This database was put back from a backup of that moment; how many texts are in doubt now.

    From here on nothing is sent before `reconcile` has been done.
    """
    doubtful = outbox.doubt_all(tx, "restored")
    details = {"made_at": made_at.isoformat(), "in_doubt": doubtful}
    audit.record(tx, action=RESTORED, details=details)
    return doubtful


def pending(tx: Tx) -> Instant | None:
    """The moment of the backup that was put back and not reconciled yet; None when all is well."""
    last = audit.newest(tx, (RESTORED, RECONCILED))
    if last is None or last.action == RECONCILED:
        return None
    return Instant.fromisoformat(str(last.details["made_at"]))


async def reconcile(
    gate: Gate, store: Store, channels: Mapping[str, Channel], turns: Turns
) -> None:
    """Open the gate, if need be after the neighbours were asked what left since the backup.

    Raises:
        IntegrationError: a neighbour cannot be asked now; the gate stays shut.
        StoreError: the database does not answer; the gate stays shut.
    """
    made_at = await store.read(pending)
    if made_at is not None:
        gate.why = (
            f"The database was put back from a backup of {made_at.isoformat(timespec='minutes')}. "
            "Nothing is sent before the neighbours have said what left since."
        )
        told = {
            name: await _asked(name, channel, made_at - CLOCKS_DIFFER)
            for name, channel in channels.items()
        }
        count = await store.write(partial(_settle, turns=turns, told=told, made_at=made_at))
        _log.warning("restored", count=count)
    gate.is_open, gate.why = True, ""


async def _asked(name: str, channel: Channel, since: Instant) -> Sequence[Exchanged] | None:
    if not isinstance(channel, Remembers):
        return None
    try:
        async with asyncio.timeout(ASK_WITHIN_S):
            return await channel.since(since)
    except OutcomeUnknown as error:
        _log.failed("cannot_tell", error, channel=name)
        return None


def _settle(tx: Tx, turns: Turns, told: Told, made_at: Instant) -> int:
    """Give to a person what is not known; how many conversations that were."""
    tx.actor = "system"
    given = 0
    for name, texts in told.items():
        if texts is None:
            given += _distrust(tx, turns, name, made_at)
            continue
        for stranger in _strangers(tx, name, texts):
            _hand_over(tx, turns, stranger, made_at)
            given += 1
    audit.record(tx, action=RECONCILED, details={"conversations": given})
    return given


def _distrust(tx: Tx, turns: Turns, channel: str, made_at: Instant) -> int:
    """The neighbour cannot tell: whatever would be sent by itself is looked at by a person first."""
    keys = {*timers.waiting_on(tx, channel), *outbox.conversations_with_doubt(tx, channel)}
    line = f"The database was put back from a backup of {_minute(made_at)}; what was written or sent here since is not known."
    for key in sorted(keys):
        turns.give_to_person(tx, conversations.get(tx, key), Reason.RESTORED, (line,))
    return len(keys)


def _strangers(tx: Tx, channel: str, texts: Sequence[Exchanged]) -> list[_Stranger]:
    """The texts that the database does not know of, by conversation."""
    found: dict[Place, _Stranger] = {}
    for text in texts:
        place = Place(channel, text.account, text.line, text.other.address)
        if not _is_known(tx, place, text):
            found.setdefault(place, _Stranger(place)).texts.append(text)
    return list(found.values())


def _is_known(tx: Tx, place: Place, text: Exchanged) -> bool:
    """Is it in the database, or one of those in doubt, about which the sender will ask?"""
    if text.is_inbound:
        return inbox.is_known(tx, place.channel, text.account, text.external_id)
    if outbox.is_known(tx, place.channel, text.account, text.external_id):
        return True
    thread = _thread(tx, place)
    doubtful = outbox.doubtful_of(tx, thread.id) if thread else ()
    return any(row.text.strip() == text.text.strip() for row in doubtful)


def _hand_over(tx: Tx, turns: Turns, stranger: _Stranger, made_at: Instant) -> None:
    """All that was exchanged becomes a task; STOP holds at once, and no text is taken twice."""
    place = stranger.place
    lines = [f"Exchanged after the backup of {_minute(made_at)}, and not in the database:"]
    key = conversations.find_or_open(tx, place, turns.mind.catalog.practice.languages[0])
    for text in stranger.texts:
        lines.append(f"{'Patient' if text.is_inbound else 'We'}: {text.text}")
        if text.is_inbound:
            _take(tx, turns, key, place, text)
    turns.give_to_person(tx, conversations.get(tx, key), Reason.RESTORED, tuple(lines))


def _take(tx: Tx, turns: Turns, key: ConversationId, place: Place, text: Exchanged) -> None:
    """Keep a patient's text as dealt with, and hear what it says of opting out."""
    message = InboundMessage(
        place.channel, place.account, place.line, text.other, text.external_id, text.text
    )
    kept = inbox.add(tx, message, Lang.EN, text.at)
    if kept is None:
        return
    inbox.dead(tx, kept.id, "restored")
    thread = conversations.get(tx, key)
    talk = Conversation(id=thread.id, lang=thread.lang)
    facts = turns.read_as(thread, talk, inbox.get(tx, kept.id)).facts
    if any(fact.kind is FactKind.OPT_OUT for fact in facts):
        consent.withdraw(tx, Said(place.address, place.line, "patient-text", text.text))


def _thread(tx: Tx, place: Place) -> Thread | None:
    found = conversations.at(tx, place.address)
    return next(
        (one for one in found if (one.channel, one.line) == (place.channel, place.line)), None
    )


def _minute(at: Instant) -> str:
    return at.isoformat(timespec="minutes")
