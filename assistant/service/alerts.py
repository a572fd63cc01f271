"""Alerts: the practice's on-call people are texted at once, and again until somebody claims."""

from dataclasses import dataclass

from assistant.domain.consent import MessageKind
from assistant.domain.facts import Lang
from assistant.domain.ids import TaskId
from assistant.domain.patient import ContactPoint
from assistant.domain.practice import Practice
from assistant.domain.task import Task
from assistant.service.outbox import VALID_FOR
from assistant.service.scene import PHONE_CHANNELS
from assistant.store import audit, conversations, outbox, tasks, timers
from assistant.store.conversations import Thread
from assistant.store.database import Tx
from assistant.store.outbox import Draft

TEXT = "Frontdesk: an urgent message is waiting (task {task}). Please check the desk now."
"""All that an alert says: nothing about the patient."""


@dataclass(frozen=True, slots=True)
class _From:
    """Our side of an alert."""

    channel: str
    account: str
    line: str


def begin(tx: Tx, practice: Practice, thread: Thread, task: TaskId, source: str) -> None:
    """Text every contact now; keep on until the task is claimed, if nobody has it yet.

    `source`: what caused it; the same cause texts nobody twice.
    """
    _text_contacts(tx, practice, thread, task, source)
    if _is_waiting(tasks.get(tx, task)):
        _again_later(tx, practice, thread, task)
    audit.record(
        tx,
        action="alert_raised",
        conversation=thread.id,
        task=task,
        details={"contacts": len(practice.emergency.contacts)},
    )


def run_due(tx: Tx, practice: Practice) -> bool:
    """Deal with the alert that is due longest; False when none is due."""
    timer = timers.oldest_alert(tx)
    if timer is None or timer.task is None:
        return False
    timers.drop(tx, timer.id)
    if _is_waiting(tasks.get(tx, timer.task)):
        thread = conversations.get(tx, timer.conversation)
        _text_contacts(tx, practice, thread, timer.task, f"{timer.task}@{tx.now.isoformat()}")
        _again_later(tx, practice, thread, timer.task)
    return True


def _is_waiting(task: Task) -> bool:
    """Has nobody claimed or closed it?"""
    return task.owner is None and task.status in tasks.OPEN


def _again_later(tx: Tx, practice: Practice, thread: Thread, task: TaskId) -> None:
    kind = f"alert:{tasks.get(tx, task).reason.value}"
    due = tx.now + practice.emergency.repeat_every
    timers.put(tx, thread.id, kind, due, fence=thread.turn, task=task)


def _text_contacts(tx: Tx, practice: Practice, thread: Thread, task: TaskId, source: str) -> None:
    ours = _our_side(practice, thread)
    for n, number in enumerate(practice.emergency.contacts):
        draft = Draft(
            conversation=thread.id,
            source=f"alert:{source}",
            n=n,
            account=ours.account,
            line=ours.line,
            to=ContactPoint(ours.channel, number),
            text=TEXT.format(task=task),
            kind=MessageKind.ALERT,
            lang=Lang.EN,
            version=thread.version,
            valid_until=tx.now + VALID_FOR[MessageKind.ALERT],
            in_order=False,
        )
        outbox.add(tx, draft)


def _our_side(practice: Practice, thread: Thread) -> _From:
    """The line to text from: the conversation's, or the practice's first that can text."""
    if thread.channel not in PHONE_CHANNELS:
        for line in practice.lines:
            if line.channel in PHONE_CHANNELS:
                return _From(line.channel, "", line.address)
    return _From(thread.channel, thread.account, thread.line)
