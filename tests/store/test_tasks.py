"""Tasks: one open a reason, one owner a task, the most urgent first."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.domain.errors import NotFound, NotYours
from assistant.domain.facts import Lang
from assistant.domain.ids import ConversationId, StaffId, TaskId
from assistant.domain.task import Priority, Reason, TaskStatus
from assistant.store import inbox, tasks
from assistant.store.database import Store
from assistant.store.tasks import NewTask, Opened
from tests.pipeline import MONDAY_NINE, HandClock, inbound, opened

ANN, BEN = StaffId("ann"), StaffId("ben")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, HandClock()) as store:
        yield store


@pytest.fixture
def conversation(store: Store) -> ConversationId:
    kept = store.write_sync(lambda tx: inbox.add(tx, inbound(), Lang.EN))
    assert kept is not None
    return kept.conversation


def open_task(
    store: Store,
    conversation: ConversationId,
    reason: Reason = Reason.REFILL,
    priority: Priority = Priority.ROUTINE,
    *lines: str,
    hours: int = 2,
) -> Opened:
    due = MONDAY_NINE + timedelta(hours=hours)
    new = NewTask(reason, priority, due, lines or ("a line",), conversation)
    return store.write_sync(lambda tx: tasks.open(tx, new))


def test_more_of_the_same_is_added_to_the_open_task(
    store: Store, conversation: ConversationId
) -> None:
    first = open_task(store, conversation, Reason.REFILL, Priority.ROUTINE, "one", hours=4)
    second = open_task(store, conversation, Reason.REFILL, Priority.ASAP, "one", "two", hours=1)
    assert second == Opened(first.id, is_new=False)
    task = store.read_sync(lambda tx: tasks.get(tx, first.id))
    assert task.summary == "one\ntwo"
    assert task.priority is Priority.ASAP
    assert task.due_at == MONDAY_NINE + timedelta(hours=1)


def test_another_reason_is_another_task(store: Store, conversation: ConversationId) -> None:
    open_task(store, conversation, Reason.REFILL)
    assert open_task(store, conversation, Reason.BILLING).is_new


def test_crash_and_poison_are_one_item(store: Store, conversation: ConversationId) -> None:
    open_task(store, conversation, Reason.CRASH)
    assert not open_task(store, conversation, Reason.POISON).is_new


def test_after_closing_a_new_one_is_opened(store: Store, conversation: ConversationId) -> None:
    first = open_task(store, conversation)
    store.write_sync(lambda tx: tasks.close(tx, first.id, ANN))
    assert open_task(store, conversation).is_new


def test_one_of_eight_claimers_wins(store: Store, conversation: ConversationId) -> None:
    task = open_task(store, conversation).id
    won: list[StaffId] = []
    for number in range(8):
        staff = StaffId(f"desk{number}")
        try:
            store.write_sync(lambda tx, staff=staff: tasks.claim(tx, task, staff))
        except NotYours:
            continue
        won.append(staff)
    assert won == [StaffId("desk0")]


def test_claiming_ones_own_again_changes_nothing(
    store: Store, conversation: ConversationId
) -> None:
    task = open_task(store, conversation).id
    first = store.write_sync(lambda tx: tasks.claim(tx, task, ANN))
    assert first.status is TaskStatus.IN_PROGRESS
    assert store.write_sync(lambda tx: tasks.claim(tx, task, ANN)) == first


def test_a_closed_task_cannot_be_claimed(store: Store, conversation: ConversationId) -> None:
    task = open_task(store, conversation).id
    store.write_sync(lambda tx: tasks.close(tx, task, ANN))
    with pytest.raises(NotYours):
        store.write_sync(lambda tx: tasks.claim(tx, task, ANN))


def test_nobody_closes_what_another_has(store: Store, conversation: ConversationId) -> None:
    task = open_task(store, conversation).id
    store.write_sync(lambda tx: tasks.claim(tx, task, ANN))
    with pytest.raises(NotYours):
        store.write_sync(lambda tx: tasks.close(tx, task, BEN))


def test_an_unknown_task_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.write_sync(lambda tx: tasks.claim(tx, TaskId("tsk_none"), ANN))


def test_the_queue_is_by_urgency_then_by_due_time(
    store: Store, conversation: ConversationId
) -> None:
    late = open_task(store, conversation, Reason.REFILL, Priority.ROUTINE, hours=5).id
    soon = open_task(store, conversation, Reason.BILLING, Priority.ROUTINE, hours=1).id
    stat = open_task(store, conversation, Reason.EMERGENCY, Priority.STAT, hours=9).id
    assert [task.id for task in store.read_sync(tasks.queue)] == [stat, soon, late]
    assert store.read_sync(tasks.count_open) == 3
