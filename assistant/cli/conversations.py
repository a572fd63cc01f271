"""`frontdesk conversations|messages|appointments list`: what the store holds."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
import typer

from assistant.cli.output import AsJson, Limit, Row, show, shown_instant
from assistant.domain.appointment import Appointment
from assistant.domain.clock import Instant
from assistant.domain.errors import ConfigurationError
from assistant.engine.conversation import Conversation
from assistant.settings import load
from assistant.store import appointments as visits
from assistant.store import audit, inbox, outbox
from assistant.store import conversations as threads
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.store.inbox import Received
from assistant.store.outbox import Outgoing
from assistant.wiring import opened_store

_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)

app = typer.Typer(no_args_is_help=True, help="Conversations, one for each number and line.")
messages = typer.Typer(no_args_is_help=True, help="Texts, in and out.")
appointments = typer.Typer(no_args_is_help=True, help="Visits.")


@app.callback()
def conversations_group() -> None:
    """Conversations, one for each number and line."""


@messages.callback()
def messages_group() -> None:
    """Texts, in and out."""


@appointments.callback()
def appointments_group() -> None:
    """Visits."""


@app.command("list")
def list_conversations(as_json: AsJson = False, limit: Limit = 100) -> None:
    """Conversations, the one last touched first: who has the word, and where it stands."""
    rows = _read("conversations_listed", lambda tx: [told(t) for t in threads.newest(tx, limit)])
    columns = ("id", "of", "channel", "owner", "staff", "dialog", "state", "touched_at")
    show(rows, columns, as_json=as_json, nothing="Nobody has written yet.")


@messages.command("list")
def list_messages(as_json: AsJson = False, limit: Limit = 100) -> None:
    """Texts in and out with what became of them, newest first."""
    rows = _read("messages_listed", lambda tx: _texts(tx, limit))
    columns = ("at", "direction", "of", "kind", "status", "error", "text")
    show(rows, columns, as_json=as_json, nothing="No text has come or gone yet.")


@appointments.command("list")
def list_appointments(
    as_json: AsJson = False,
    since: Annotated[str, typer.Option(help="The first start, ISO with its offset.")] = "",
    until: Annotated[str, typer.Option(help="Starts before this one only.")] = "",
) -> None:
    """Visits of every status in order of their start. Times are UTC."""
    first, end = _bound(since, _EARLIEST), _bound(until, _LATEST)
    with opened_store(load()) as store:
        found = store.write_sync(lambda tx: visits.list_all(tx, first, end))
    columns = ("id", "start", "provider", "visit_type", "site", "status", "response", "patient")
    show(
        [_visit(visit) for visit in found], columns, as_json=as_json, nothing="There are no visits."
    )


def _bound(text: str, default: Instant) -> Instant:
    if not text:
        return default
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = datetime(1, 1, 1)  # noqa: DTZ001 - refused below
    if at.tzinfo is None:
        raise ConfigurationError(f"{text!r} is no time with its offset: 2026-03-02T09:00:00-05:00")
    return at.astimezone(UTC)


def told(thread: Thread) -> dict[str, Any]:
    """A conversation as scripts read it: `state` is the open question, `data` what is known."""
    frame = None
    if thread.state is not None:
        frames = msgspec.json.decode(thread.state, type=Conversation).frames
        frame = frames[-1] if frames else None
    return {
        "id": thread.id,
        "of": thread.address,
        "channel": thread.channel,
        "line": thread.line,
        "owner": thread.owner.value,
        "staff": thread.staff,
        "lang": thread.lang.value,
        "turn": thread.turn,
        "dialog": frame.dialog if frame else None,
        "state": (frame.asked or frame.waiting) if frame else None,
        "data": msgspec.to_builtins(frame.data) if frame else {},
        "touched_at": shown_instant(thread.touched_at),
    }


def _read(action: str, work: Callable[[Tx], list[dict[str, Any]]]) -> list[Row]:
    """The rows, and in the same transaction a line in the trail that they were looked at."""

    def look(tx: Tx) -> list[dict[str, Any]]:
        tx.actor = "operator"
        found = work(tx)
        audit.record(tx, action=action, details={"count": len(found)})
        return found

    with opened_store(load()) as store:
        return list(store.write_sync(look))


def _texts(tx: Tx, limit: int) -> list[dict[str, Any]]:
    sent = [_sent(row) for row in outbox.newest(tx, limit)]
    heard = [
        _heard(thread, row)
        for thread in threads.newest(tx, limit)
        for row in inbox.of_conversation(tx, thread.id)
    ]
    return sorted(sent + heard, key=lambda row: (row["at"], row["id"]), reverse=True)[:limit]


def _sent(row: Outgoing) -> dict[str, Any]:
    return {
        "id": row.id,
        "direction": "out",
        "conversation": row.conversation,
        "of": row.to.address,
        "channel": row.to.channel,
        "line": row.line,
        "text": row.text,
        "media": 0,
        "kind": row.kind.value,
        "status": row.status.value,
        "segments": row.segments,
        "external_id": row.external_id,
        "error": row.error or row.suppressed_by,
        "at": shown_instant(row.written_at),
        "sent_at": shown_instant(row.sent_at),
    }


def _heard(thread: Thread, row: Received) -> dict[str, Any]:
    return {
        "id": row.id,
        "direction": "in",
        "conversation": thread.id,
        "of": thread.address,
        "channel": thread.channel,
        "line": thread.line,
        "text": row.text,
        "media": row.media,
        "kind": "text",
        "status": "received",
        "segments": None,
        "external_id": None,
        "error": "",
        "at": shown_instant(row.received_at),
        "sent_at": None,
    }


def _visit(visit: Appointment) -> dict[str, Any]:
    return {
        "id": visit.id,
        "patient": visit.patient,
        "provider": visit.provider,
        "visit_type": visit.visit_type,
        "site": visit.site,
        "start": shown_instant(visit.start),
        "end": shown_instant(visit.end),
        "status": visit.status.value,
        "response": visit.response.value,
        "version": visit.version,
    }
