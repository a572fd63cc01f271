"""How the house is doing, in words that say what to do."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from assistant.domain.errors import AssistantError
from assistant.service.parts import Parts
from assistant.store import inbox, outbox, tasks
from assistant.store.database import Tx
from assistant.store.safekeeping.spool import Spool

ANSWERS_WITHIN_S = 3.0
"""Seconds after which a database is said not to answer."""
TOO_LONG = timedelta(minutes=2)
"""Texts should not wait longer than that for their turn."""
UNSENT = ("new", "sending", "unknown")
"""States of a text that has not left for certain."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `said`: how it is, and if it is wrong, what to do.

    `stops_texts`: texts can now not be taken and kept, so neighbours had better go elsewhere.
    """

    what: str
    is_fine: bool
    said: str
    stops_texts: bool = False


@dataclass(frozen=True, slots=True)
class Queues:
    """What waits in the database. `oldest`: how long the first text has waited for its turn."""

    texts: int
    oldest: timedelta
    sends: int
    unknown: int
    open_tasks: int


async def look(parts: Parts) -> tuple[Finding, ...]:
    """Everything that can be told within a few seconds, the most important first."""
    queues = await queues_of(parts)
    if isinstance(queues, Queues):
        database = Finding("database", is_fine=True, said="It answers.")
        gate = [Finding("restore", is_fine=False, said=why)] if (why := parts.gate.why) else []
        return database, *gate, *_spool(parts.spool, is_up=True), *_queues(queues)
    return _database(queues, parts.spool), *_spool(parts.spool, is_up=False)


async def queues_of(parts: Parts) -> Queues | str:
    """What waits; or why the database cannot tell."""
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_S):
            return await parts.store.read(_counted)
    except TimeoutError:
        return f"it took longer than {ANSWERS_WITHIN_S:g} seconds"
    except AssistantError as error:
        return str(error)


def _counted(tx: Tx) -> Queues:
    texts, sends = inbox.counts(tx), outbox.counts(tx)
    since = inbox.waiting_since(tx)
    return Queues(
        texts=texts.get("waiting", 0),
        oldest=timedelta() if since is None else tx.now - since,
        sends=sum(sends.get(status, 0) for status in UNSENT),
        unknown=sends.get("unknown", 0),
        open_tasks=tasks.count_open(tx),
    )


def _database(why: str, spool: Spool | None) -> Finding:
    said = f"The database does not answer ({why})."
    if spool is None:
        return Finding(
            "database", is_fine=False, said=f"{said} Texts are refused.", stops_texts=True
        )
    said += " Texts are kept in the spool, and answered when it is back."
    return Finding("database", is_fine=False, said=said)


def _spool(spool: Spool | None, *, is_up: bool) -> tuple[Finding, ...]:
    if spool is None:
        return ()
    found: list[Finding] = []
    size = spool.size()
    if spool.has_refused and not is_up:
        said = (
            f"The spool in {spool.folder}, or its disk, is full: texts are refused. Make room, "
            "and bring the database back."
        )
        found.append(Finding("spool", is_fine=False, said=said, stops_texts=True))
    elif size:
        said = f"Texts are being spooled: {spool.count()} wait in {spool.folder} for the database."
        found.append(Finding("spool", is_fine=False, said=said))
    else:
        found.append(Finding("spool", is_fine=True, said="No text waits in it."))
    if spool.aside():
        said = (
            f"Texts in {spool.folder / 'aside'} could not be taken in: with the keys or the "
            "database there is something wrong. Keep the file, and see the log."
        )
        found.append(Finding("spool", is_fine=False, said=said))
    return tuple(found)


def _queues(queues: Queues) -> tuple[Finding, ...]:
    late = queues.oldest > TOO_LONG
    said = f"{queues.texts} texts wait for their turn"
    if late:
        minutes = int(queues.oldest.total_seconds() // 60)
        said += f", the first for {minutes} minutes: see that a worker runs, and its log"
    waiting = Finding("texts", is_fine=not late, said=f"{said}.")
    unsure = f", {queues.unknown} of them may have been sent and are asked about"
    said = f"{queues.sends} texts are to be sent{unsure if queues.unknown else ''}."
    work = Finding("tasks", is_fine=True, said=f"{queues.open_tasks} tasks wait for a person.")
    return waiting, Finding("sends", is_fine=True, said=said), work
