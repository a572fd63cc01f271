"""What staff do at the desk: take, read, answer, fill in, give back, close.

Everything works on a task, a conversation or a patient's number ("tsk_...", "cnv_...", or an
address). What one person has taken, another cannot touch: `NotYours`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from assistant.domain.clock import Instant
from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.errors import FieldRefused, NotFound, NotYours, TransitionNotAllowed
from assistant.domain.ids import ConversationId, InboundId, MessageId, StaffId, TaskId
from assistant.domain.message import Media
from assistant.domain.task import Task, TaskStatus
from assistant.engine.conversation import Conversation
from assistant.engine.events import StaffDid
from assistant.service.outbox import Letter, write
from assistant.service.turns import Turns
from assistant.store import audit, conversations, inbox, outbox, tasks
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.store.inbox import Received
from assistant.store.outbox import Outgoing


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text of a thread, either way.

    `by`: "patient", "assistant" or "staff:ID". `status`: "received", or a receipt's status.
    `problem`: why it did not arrive, or the rule that kept it here; "" when all is well.
    """

    at: Instant
    by: str
    text: str
    id: InboundId | MessageId
    kind: str
    status: str
    problem: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class _Of:
    """What a person works on: a task, its conversation, or both."""

    task: Task | None
    thread: Thread | None


class Desk:
    """The hands of staff. All methods work in the caller's transaction."""

    def __init__(self, turns: Turns) -> None:
        """`turns`: a person's act is a turn of the conversation too."""
        self._turns = turns

    def claim(self, tx: Tx, of: str, staff: StaffId) -> None:
        """Take it over: the task or, of a conversation, all tasks nobody has; the bot is silent.

        Claiming what one has already changes nothing.

        Raises:
            NotFound: there is no such task, conversation or number.
            NotYours: somebody else has it, or the task is closed.
        """
        tx.actor = f"staff:{staff}"
        found = self._find(tx, of)
        if found.thread is not None:
            self._take_over(tx, found.thread, staff, "claim")
            free = [t for t in tasks.open_of(tx, found.thread.id) if t.owner is None]
        else:
            free = []
        for task in [found.task] if found.task is not None else free:
            tasks.claim(tx, task.id, staff)
            audit.record(tx, action="task_claimed", conversation=task.conversation, task=task.id)

    def say(self, tx: Tx, of: str, text: str, staff: StaffId) -> MessageId:
        """Send a person's own words; whoever speaks has the conversation and its free tasks.

        Raises:
            NotFound: there is no such conversation.
            NotYours: somebody else has it.
        """
        tx.actor = f"staff:{staff}"
        thread = self._thread(tx, of)
        conversation = self._take_over(tx, thread, staff, "say")
        _claim_free(tx, thread, staff)
        letter = Letter(
            text, MessageKind.STAFF, conversation.lang, tx.ids.new("act"), 0,
            thread.version + 1, staff,
        )  # fmt: skip
        sent = write(tx, thread, letter)
        if sent is None:
            raise NotFound("the text was not kept")
        audit.record(tx, action="staff_wrote", conversation=thread.id, details={"message": sent})
        return sent

    def fill(self, tx: Tx, of: str, field: str, value: str, staff: StaffId) -> None:
        """Answer a field of the open dialog in the patient's stead, in the patient's words.

        Raises:
            NotFound: there is no such conversation, or its dialog has no such field.
            NotYours: somebody else has it.
            FieldRefused: no open dialog has that field, or it cannot hold that value.
        """
        tx.actor = f"staff:{staff}"
        thread = self._thread(tx, of)
        _check_holder(thread, staff)
        conversation = self._turns.load(tx, thread)
        fields = self._fields(conversation)
        if field not in fields:
            raise NotFound(f"no such field is open; there are: {', '.join(fields) or 'none'}")
        source = InboundId(tx.ids.new("act"))
        said = Received(source, thread.id, 0, value, "", 0, 0, tx.now)
        understood = self._turns.read_as(thread, _asking(conversation, field), said)
        event = StaffDid("fill", tx.now, field, understood)
        if not self._turns.mind.takes(self._turns.mind.catalog, conversation, event):
            raise FieldRefused("no open dialog has that field, or it cannot hold that value")
        self._turns.take(tx, thread, event, source=source, text=value)
        conversations.give_to(tx, thread.id, staff)
        _claim_free(tx, thread, staff)
        audit.record(tx, action="field_filled", conversation=thread.id, details={"field": field})
        if conversation.owner is Owner.BOT:
            _note_handoff(tx, thread, "fill")

    def give_back(self, tx: Tx, of: str, staff: StaffId) -> None:
        """The assistant goes on where it stood; what this person had of it is done.

        Raises:
            NotFound: there is no such conversation.
            NotYours: somebody else has it.
            TransitionNotAllowed: no person has it.
        """
        tx.actor = f"staff:{staff}"
        thread = self._thread(tx, of)
        _check_holder(thread, staff)
        if thread.owner is not Owner.STAFF:
            raise TransitionNotAllowed(f"{thread.id} is not with a person")
        for task in tasks.open_of(tx, thread.id):
            if task.owner == staff:
                self._finish(tx, task.id, staff)
        self._act(tx, thread, "return")

    def close(self, tx: Tx, of: str, staff: StaffId) -> None:
        """It is done: the task or, of a conversation, all that nobody else has.

        With its last open task the conversation goes back to the assistant, which starts afresh.

        Raises:
            NotFound: there is no such task, conversation or number.
            NotYours: somebody else has it.
        """
        tx.actor = f"staff:{staff}"
        found = self._find(tx, of)
        thread = found.thread
        if found.task is not None:
            self._finish(tx, found.task.id, staff)
        elif thread is not None:
            _check_holder(thread, staff)
            for task in tasks.open_of(tx, thread.id):
                if task.owner in {None, staff}:
                    self._finish(tx, task.id, staff)
        if thread is None or thread.owner is not Owner.STAFF or tasks.open_of(tx, thread.id):
            return
        if thread.staff in {None, staff}:
            self._act(tx, thread, "close")

    def thread(self, tx: Tx, of: str, staff: StaffId | None = None) -> tuple[Spoken, ...]:
        """All texts of a conversation, both ways, in the order they were written.

        Raises:
            NotFound: there is no such conversation.
        """
        thread = self._thread(tx, of)
        spoken = [_heard(tx, text) for text in inbox.of_conversation(tx, thread.id)]
        spoken.extend(_said(row) for row in outbox.of_conversation(tx, thread.id))
        audit.record(
            tx,
            action="thread_read",
            actor=f"staff:{staff}" if staff else None,
            conversation=thread.id,
            details={"count": len(spoken)},
        )
        return tuple(sorted(spoken, key=lambda one: (one.at, one.by != "patient")))

    def _fields(self, conversation: Conversation) -> Sequence[str]:
        """What the dialog on top may be told; none when no dialog is open."""
        if not conversation.frames:
            return ()
        return tuple(self._turns.mind.catalog.dialogs[conversation.frames[-1].dialog].nodes)

    # --- inside -------------------------------------------------------------------------------

    def _find(self, tx: Tx, of: str) -> _Of:
        if of.startswith("tsk_"):
            task = tasks.get(tx, TaskId(of))
            key = task.conversation
            return _Of(task, None if key is None else conversations.get(tx, key))
        return _Of(None, self._thread(tx, of))

    def _thread(self, tx: Tx, of: str) -> Thread:
        if of.startswith("tsk_"):
            found = self._find(tx, of).thread
            if found is None:
                raise NotFound(f"{of} is about no conversation")
            return found
        if of.startswith("cnv_"):
            return conversations.get(tx, ConversationId(of))
        threads = conversations.at(tx, of)
        if not threads:
            raise NotFound("there is no conversation with that number")
        return threads[0]

    def _take_over(self, tx: Tx, thread: Thread, staff: StaffId, action: str) -> Conversation:
        """From now on it is that person's, and the bot's unsent words stay unsent."""
        _check_holder(thread, staff)
        before = self._turns.load(tx, thread)
        if before.owner is Owner.STOPPED or (action == "claim" and thread.staff == staff):
            return before
        after = self._act(tx, thread, action)
        conversations.give_to(tx, thread.id, staff)
        if before.owner is Owner.BOT:
            _note_handoff(tx, thread, action)
        return after

    def _act(self, tx: Tx, thread: Thread, action: str) -> Conversation:
        event = StaffDid(action, tx.now)
        return self._turns.take(tx, thread, event, source=tx.ids.new("act"))

    def _finish(self, tx: Tx, task: TaskId, staff: StaffId) -> None:
        was_open = tasks.get(tx, task).status in {TaskStatus.REQUESTED, TaskStatus.IN_PROGRESS}
        done = tasks.close(tx, task, staff)
        if was_open:
            audit.record(
                tx,
                action="task_closed",
                conversation=done.conversation,
                task=task,
                details={"reason": done.reason.value},
            )


def _note_handoff(tx: Tx, thread: Thread, action: str) -> None:
    details = {"reason": f"staff-{action}"}
    audit.record(tx, action="handoff", conversation=thread.id, details=details)


def _claim_free(tx: Tx, thread: Thread, staff: StaffId) -> None:
    """All open tasks of the conversation that nobody has."""
    for task in tasks.open_of(tx, thread.id):
        if task.owner is None:
            _claim_task(tx, task, staff)


def _claim_task(tx: Tx, task: Task, staff: StaffId) -> None:
    tasks.claim(tx, task.id, staff)
    if task.owner is None:
        audit.record(tx, action="task_claimed", conversation=task.conversation, task=task.id)


def _check_holder(thread: Thread, staff: StaffId) -> None:
    if thread.staff not in {None, staff}:
        raise NotYours(f"somebody else has {thread.id}")


def _asking(conversation: Conversation, field: str) -> Conversation:
    """The conversation as if that field's question had been put last."""
    if not conversation.frames:
        return conversation
    *below, top = conversation.frames
    return replace(conversation, frames=(*below, replace(top, asked=field)))


def _heard(tx: Tx, text: Received) -> Spoken:
    media = inbox.media_of(tx, text.id) if text.media else ()
    return Spoken(text.received_at, "patient", text.text, text.id, "text", "received", "", media)


def _said(row: Outgoing) -> Spoken:
    by = f"staff:{row.staff}" if row.staff else "assistant"
    problem = row.suppressed_by or row.error
    return Spoken(row.written_at, by, row.text, row.id, row.kind.value, row.status.value, problem)
