"""The promise that a person answers: who waits too long is told so once, and the tasks are raised.

The promise counts in open hours from the moment a task was opened. It is a timer of the
conversation like any other, except that it counts for as long as a task of it is unclaimed.
"""

from assistant.domain.clock import Instant
from assistant.domain.ids import ConversationId
from assistant.domain.practice import Practice
from assistant.domain.task import Priority, Reason, Task, due_at
from assistant.engine.course.timers import PROMISE
from assistant.store import audit, tasks, timers
from assistant.store.conversations import Thread
from assistant.store.database import Tx

_ALERTED = frozenset({Reason.EMERGENCY, Reason.CRISIS})
"""Reasons for which people are texted until somebody claims: they need no other clock."""


def begin(tx: Tx, practice: Practice, conversation: ConversationId, reason: Reason) -> None:
    """Let the promise run for a task that was opened now, unless an older one runs already."""
    if reason not in _ALERTED:
        due = due_at(practice, Priority.ROUTINE, tx.now)
        timers.put_if_none(tx, conversation, PROMISE, due)


def run_out(tx: Tx, practice: Practice, thread: Thread) -> bool:
    """Raise what nobody has claimed in time; True: the patient is to be told.

    When all that is left was opened later, the clock is set anew for that.
    """
    waiting = [t for t in tasks.open_of(tx, thread.id) if t.owner is None]
    waiting = [task for task in waiting if task.reason not in _ALERTED]
    if not waiting:
        return False
    soonest = min(_promised(practice, task) for task in waiting)
    if soonest > tx.now:
        timers.put_if_none(tx, thread.id, PROMISE, soonest)
        return False
    for task in waiting:
        tasks.raise_to(tx, task.id, _raised(task))
        audit.record(
            tx,
            action="task_escalated",
            conversation=thread.id,
            task=task.id,
            details={"priority": _raised(task).name.lower()},
        )
    return thread.staff is None


def _promised(practice: Practice, task: Task) -> Instant:
    return due_at(practice, Priority.ROUTINE, task.opened_at)


def _raised(task: Task) -> Priority:
    """One step up; the highest is for danger alone."""
    return max(task.priority, Priority(min(task.priority + 1, Priority.ASAP)))
