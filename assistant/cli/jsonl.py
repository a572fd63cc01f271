"""A talk as a script: lines of JSON in, one line of JSON out for each, time only from the lines.

Between two lines the clock stops at every moment at which something is due, so timers, promises
and sends happen in order of time, as they would have.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant import telemetry
from assistant.cli.conversations import told
from assistant.cli.lines import BadLine, Line, Moves, Rival, Says, Staff, read_line
from assistant.cli.phones import Arrived, Typed, as_inbound, our_line
from assistant.cli.rivals import take_offered
from assistant.cli.staff import act
from assistant.domain.clock import Instant
from assistant.domain.errors import AssistantError
from assistant.domain.ids import ConversationId
from assistant.store import audit
from assistant.store import conversations as threads
from assistant.store.audit import AuditEvent
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.wiring import Frontdesk, SteppedClock

EVENTS = frozenset(
    {
        "appointment_booked", "appointment_moved", "appointment_cancelled", "appointment_confirmed",
        "slot_held", "slot_released", "task_opened", "task_closed", "task_escalated", "handoff", "returned",
        "consent_withdrawn", "consent_given", "emergency",
    }
)  # fmt: skip
"""What a script sees of the trail."""
MAX_STOPS = 100_000
"""Moments at which one line may find something due; more is a timer that sets itself again."""

_MOST = 1_000
"""Conversations that are looked at for news; the ones last touched come first."""

Json = dict[str, Any]


@dataclass(slots=True)
class Seen:
    """What reached the phones since it was last asked."""

    arrived: list[Arrived] = field(default_factory=list[Arrived])

    def add(self, text: Arrived) -> None:
        """A text reached a phone."""
        self.arrived.append(text)

    def take(self) -> list[Arrived]:
        """All that arrived, and forget it."""
        taken, self.arrived = self.arrived, []
        return taken


class News:
    """What changed in a house since it was last asked: texts, conversations, events.

    Args:
        house: where things happen.
        seen: what the phones got.
    """

    def __init__(self, house: Frontdesk, seen: Seen) -> None:
        self._house, self._seen = house, seen
        self._trail = 0
        self._versions: dict[ConversationId, int] = {}

    async def begin(self) -> None:
        """What is in the database already is no news."""
        self._trail = await self._house.store.read(audit.last_seq)
        known = await self._house.store.read(lambda tx: threads.newest(tx, _MOST))
        self._versions = {thread.id: thread.version for thread in known}

    async def since(self, about: str) -> Json:
        """All that changed; the conversations of the number `about` also when they did not."""
        news = await self._house.store.read(lambda tx: _changes(tx, self._trail, about))
        self._trail = news.last
        changed = [t for t in news.threads if t.address == about or self._is_new(t)]
        self._versions.update({thread.id: thread.version for thread in changed})
        return {
            "messages": [_message(arrived) for arrived in self._seen.take()],
            "conversations": [_conversation(thread) for thread in changed],
            "events": [_event(event) for event in news.events if event.action in EVENTS],
        }

    def _is_new(self, thread: Thread) -> bool:
        return self._versions.get(thread.id) != thread.version


class Script:
    """One run of lines against one house.

    Args:
        house: built on `clock`, with phones that report to `seen`.
        clock: moved by the lines alone.
        seen: what the phones got.
    """

    def __init__(self, house: Frontdesk, clock: SteppedClock, seen: Seen) -> None:
        self._house, self._clock = house, clock
        self._news = News(house, seen)

    async def begin(self) -> None:
        """What is in the database already is no news."""
        await self._news.begin()

    async def play(self, line: Line) -> Json:
        """What one line leads to.

        Raises:
            BadLine: it asks for something that there is not.
        """
        return await self.play_at_once((line,))

    async def play_at_once(self, lines: Sequence[Line]) -> Json:
        """What lines lead to of which each comes before the one above it is answered.

        Raises:
            BadLine: one of them asks for something that there is not.
        """
        await self._advance(lines[0].at)
        for line in lines:
            await self._do(line)
        await self._house.settle()
        return await self._news.since(about(lines[-1]))

    async def _advance(self, to: Instant) -> None:
        """Up to that moment, stopping wherever something is due."""
        for _ in range(MAX_STOPS):
            due = await self._house.next_due()
            if due is None or due > to:
                break
            self._clock.move_to(due)
            await self._house.settle()
        self._clock.move_to(to)

    async def _do(self, line: Line) -> None:
        match line:
            case Says():
                await self._say(line)
            case Staff():
                await act(self._house, line)
            case Rival():
                await take_offered(self._house, line)
            case Moves():
                return

    async def _say(self, line: Says) -> None:
        if line.channel not in self._house.parts.channels:
            raise BadLine(f"there is no channel {line.channel!r} here")
        key = line.id or self._house.ids.new("sms")
        typed = Typed(line.sender, line.text, key, line.channel, line.media)
        await self._house.accept(as_inbound(typed, our_line(self._house.practice, line.channel)))


@dataclass(frozen=True, slots=True)
class _Changes:
    events: tuple[AuditEvent, ...]
    last: int
    threads: tuple[Thread, ...]


def _changes(tx: Tx, trail: int, about: str) -> _Changes:
    events: list[AuditEvent] = []
    while more := audit.events_after(tx, trail):
        events += more
        trail = more[-1].seq
    first = threads.at(tx, about) if about else ()
    known = {thread.id for thread in first}
    rest = [thread for thread in threads.newest(tx, _MOST) if thread.id not in known]
    return _Changes(tuple(events), trail, (*first, *rest))


def about(line: Line) -> str:
    """The number that a line is about, "" for none."""
    match line:
        case Says():
            return line.sender
        case Staff() | Rival():
            return line.of
        case Moves():
            return ""


def _message(arrived: Arrived) -> Json:
    message = arrived.message
    return {
        "to": message.to.address,
        "channel": message.to.channel,
        "text": message.text,
        "segments": arrived.segments,
        "kind": message.kind.value,
        "at": arrived.at.isoformat(),
    }


def _conversation(thread: Thread) -> Json:
    shown = told(thread)
    return {key: shown[key] for key in ("of", "owner", "dialog", "state", "data")}


def _event(event: AuditEvent) -> Json:
    about = {
        "conversation": event.about.conversation,
        "patient": event.about.patient,
        "appointment": event.about.appointment,
        "task": event.about.task,
    }
    known = {name: key for name, key in about.items() if key is not None}
    return {
        "type": event.action,
        "at": event.at.isoformat(),
        "by": event.actor,
        **known,
        **event.details,
    }


def refusal(code: str, message: str) -> Json:
    """What a bad line is answered with."""
    return {"error": {"code": code, "message": message}}


class Lines:
    """Answers raw lines; opens the house when the first good line tells the time."""

    def __init__(self, open_at: Callable[[Instant], Awaitable[Script]]) -> None:
        self._open_at = open_at
        self._script: Script | None = None
        self._now: Instant | None = None
        self.last: Line | None = None
        """The line that was answered last; None when it could not be read."""

    async def answer(self, raw: str) -> Json:
        """The answer to one line; never raises for what the line says."""
        self.last = None
        try:
            line = read_line(raw, self._now)
        except BadLine as bad:
            return refusal("bad-line", str(bad))
        if self._script is None:
            self._script = await self._open_at(line.at)
        self._now, self.last = line.at, line
        try:
            return await self._script.play(line)
        except BadLine as bad:
            return refusal("bad-line", str(bad))
        except AssistantError as error:
            return refusal(error.code, str(error))
        except Exception as error:  # noqa: BLE001 - one line's trouble is not the next one's
            told_of = telemetry.describe(error)
            return refusal("unexpected", f"{told_of['error_type']} at {told_of['where']}")
