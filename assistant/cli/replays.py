"""`frontdesk conversations replay`: a talk turn by turn, with the reason for each thing said."""

from typing import Annotated, Any, cast

import msgspec
import typer

from assistant.cli.output import printable, say, say_json, shown_instant
from assistant.domain.clock import local
from assistant.domain.errors import AssistantError, NotFound
from assistant.domain.facts import Fact
from assistant.domain.ids import ConversationId
from assistant.engine.events import Due, Heard, StaffDid
from assistant.engine.journal import Played, Record
from assistant.service.talks.replays import Replay, replayed
from assistant.settings import load
from assistant.store import audit, practices
from assistant.store import conversations as threads
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.store.journal import Entry
from assistant.wiring import catalog_of, no_practice, opened_store

_WHY_SAID = {
    "ask": "the next open question",
    "again": "not understood: in other words",
    "examples": "not understood twice: with examples",
    "short": "back to the open question",
    "none": "nothing fits the wish",
    "nudge": "nobody answered for a while",
    "done": "it was done",
    "changed": "another value was given",
    "slot_taken": "somebody was quicker",
    "resume": "the talk below goes on",
    "stale": "after a pause",
    "forgotten": "after a long pause",
}
"""Why a text is said, by the variant of it."""


class ReplayDiffers(AssistantError):
    """A replay does not end where the stored conversation stands."""

    code = "replay-differs"


def add_to(app: typer.Typer) -> None:
    """Add the command to its group."""
    app.command("replay")(replay_conversation)


def replay_conversation(
    of: Annotated[str, typer.Argument(metavar="ID", help="A conversation, or a patient's number.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only: does it end, to the byte, where it stands?")
    ] = False,
) -> None:
    """A talk turn by turn: heard, understood, why it went that way, what was said.

    Every turn is taken again from the journal; the outcome is held against the stored
    conversation, and a difference ends with a code other than 0.
    """

    def look(tx: Tx) -> tuple[Thread, Replay, str]:
        tx.actor = "operator"
        practice = practices.load(tx)
        if practice is None:
            raise no_practice()
        thread = _thread(tx, of)
        found = replayed(tx, catalog_of(practice), thread)
        count = len(found.turns)
        details = {"count": count}
        audit.record(tx, action="conversation_replayed", conversation=thread.id, details=details)
        return thread, found, practice.zone

    with opened_store(load()) as store:
        thread, found, zone = store.write_sync(look)
    if as_json:
        say_json(_told(thread, found))
    elif not verify:
        for entry, played in found.turns:
            for line in _lines(entry, played, zone):
                say(line)
    if found.difference:
        raise ReplayDiffers(f"{thread.id}: {found.difference}")
    if not as_json:
        say(f"{thread.id}: {len(found.turns)} turns, the same to the byte.")


def _thread(tx: Tx, of: str) -> Thread:
    if of.startswith("cnv_"):
        return threads.get(tx, ConversationId(of))
    found = threads.at(tx, of)
    if not found:
        raise NotFound("there is no conversation with that number")
    return found[0]


# --- for people -----------------------------------------------------------------------------------


def _lines(entry: Entry, played: Played, zone: str) -> list[str]:
    """One turn, a line for each thing that is known of it."""
    record = played.record
    shown = [f"{entry.version:>3}  {local(entry.at, zone):%Y-%m-%d %H:%M}  {_event(record)}"]
    for word, parts in (
        ("understood", _understood(record)),
        ("taken as", [f"{why.rule} {why.about}".strip() for why in record.why]),
        ("asked", [_exchange(one) for one in _exchanges(record)]),
        ("said", [_reason(key) for key in record.said]),
        ("reply", record.reply.splitlines()),
        ("stands", [_stands(played)]),
    ):
        for number, part in enumerate(parts):
            shown.append(f"       {word if not number else '':<11}{printable(part)}")
    return shown


def _event(record: Record) -> str:
    match record.happened():
        case Heard() as heard:
            files = f" [{heard.media} files]" if heard.media else ""
            return printable(f"patient: {heard.text!r}{files}")
        case Due() as due:
            return f"timer: {due.kind}"
        case StaffDid() as did:
            return f"staff: {did.action} {did.field_name}".rstrip()
        case _:
            return "the turn failed; a person has it"


def _understood(record: Record) -> list[str]:
    event = record.happened()
    facts = event.understood.facts if isinstance(event, Heard | StaffDid) else ()
    return [_fact(fact) for fact in facts]


def _fact(fact: Fact) -> str:
    when = fact.when
    parts = [fact.value] if fact.value else []
    if when is not None:
        known = msgspec.to_builtins(when)
        parts += [
            f"{name}={value}" for name, value in known.items() if value not in (None, [], False)
        ]
    if fact.problem:
        parts.append(f"({fact.problem})")
    return f"{fact.kind.value}: {' '.join(parts)}" if parts else fact.kind.value


def _exchanges(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "request": one.request,
            "what": msgspec.json.decode(one.what),
            "answer": msgspec.json.decode(one.answer),
            "is_refused": one.is_refused,
        }
        for one in record.exchanges
    ]


def _exchange(one: dict[str, Any]) -> str:
    what = " ".join(f"{k}={_brief(v)}" for k, v in one["what"].items() if v not in (None, {}, ""))
    return f"{one['request']} {what}".rstrip() + f" -> {_brief(one['answer'])}"


def _brief(value: object) -> str:
    """A value in few words: the whole of it is in --json."""
    if isinstance(value, list):
        return f"{len(cast('list[Any]', value))} found"
    if isinstance(value, dict):
        known = cast("dict[str, Any]", value)
        if "slots" in known:
            return f"{len(known['slots'])} openings" + ("" if known.get("fits") else ", none fits")
        for name in ("outcome", "id", "start", "key", "how"):
            if known.get(name):
                return str(known[name])
        return " ".join(f"{k}={v}" for k, v in known.items() if v not in (None, [], {}, False, ""))
    return "nothing" if value is None else str(value)


def _reason(key: str) -> str:
    variant = key.rsplit(".", 1)[-1]
    why = _WHY_SAID.get(variant) or _WHY_SAID.get(variant.split("-")[0], "")
    return f"{key}  ({why})" if why else key


def _stands(played: Played) -> str:
    conversation = played.conversation
    owner = conversation.owner.value
    if not conversation.frames:
        parked = f", parked: {conversation.parked[-1].dialog}" if conversation.parked else ""
        return f"{owner}, no dialog open{parked}"
    frame = conversation.frames[-1]
    below = "".join(f" over {one.dialog}" for one in reversed(conversation.frames[:-1]))
    data = cast("dict[str, Any]", msgspec.to_builtins(frame.data))
    known = " ".join(f"{name}={_brief(value)}" for name, value in data.items())
    return f"{owner}, {frame.dialog} at {frame.asked}{below}: {known}".rstrip(": ")


# --- for scripts ----------------------------------------------------------------------------------


def _told(thread: Thread, found: Replay) -> dict[str, Any]:
    return {
        "id": thread.id,
        "of": thread.address,
        "is_same": not found.difference,
        "difference": found.difference,
        "turns": [_turn(entry, played) for entry, played in found.turns],
    }


def _turn(entry: Entry, played: Played) -> dict[str, Any]:
    record = played.record
    return {
        "version": entry.version,
        "at": shown_instant(entry.at),
        "source": entry.source,
        "event": record.event,
        "of": msgspec.json.decode(record.of),
        "why": msgspec.to_builtins(record.why),
        "exchanges": _exchanges(record),
        "said": [
            {"text": key, "why": _reason(key).partition("  ")[2].strip("()")} for key in record.said
        ],
        "reply": record.reply,
        "state": msgspec.json.decode(played.state),
    }
