"""The outbox's rows: one for a logical text, in order, and never twice under one of their ids."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.domain.consent import MessageKind
from assistant.domain.facts import Lang
from assistant.domain.ids import ConversationId, MessageId
from assistant.domain.message import Receipt, ReceiptStatus
from assistant.domain.patient import ContactPoint
from assistant.store import inbox, journal, outbox
from assistant.store.database import Store
from assistant.store.outbox import Draft, Outgoing
from tests.pipeline import LINE, PATIENT, HandClock, inbound, opened

S = ReceiptStatus
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Generator[Store]:
    with opened(tmp_path, clock) as store:
        yield store


@pytest.fixture
def conversation(store: Store) -> ConversationId:
    kept = store.write_sync(lambda tx: inbox.add(tx, inbound(), Lang.EN))
    assert kept is not None
    return kept.conversation


@pytest.fixture
def draft(conversation: ConversationId, clock: HandClock) -> Draft:
    return Draft(
        conversation, "inb_1", 0, "simulated", LINE, ContactPoint("simulated", PATIENT),
        "see you at the knee clinic", MessageKind.REPLY, Lang.EN, 1, clock.now() + 30 * MINUTE,
    )  # fmt: skip


def add(store: Store, draft: Draft) -> MessageId:
    key = store.write_sync(lambda tx: outbox.add(tx, draft))
    assert key is not None
    return key


def due(store: Store) -> list[MessageId]:
    return [row.id for row in store.read_sync(lambda tx: outbox.due(tx, 10))]


def row(store: Store, key: MessageId) -> Outgoing:
    found = store.read_sync(lambda tx: outbox.get(tx, key))
    assert found is not None
    return found


def test_one_logical_text_is_one_row(store: Store, draft: Draft) -> None:
    add(store, draft)
    assert store.write_sync(lambda tx: outbox.add(tx, draft)) is None
    add(store, replace(draft, n=1))
    assert store.read_sync(outbox.counts) == {"new": 2}


def test_only_the_first_of_a_conversation_is_due(store: Store, draft: Draft) -> None:
    first, second = add(store, draft), add(store, replace(draft, n=1))
    assert due(store) == [first]
    store.write_sync(lambda tx: outbox.start(tx, first, MINUTE))
    assert due(store) == []
    store.write_sync(lambda tx: outbox.failed(tx, first, "rejected"))
    assert due(store) == [second]


def test_texts_out_of_order_do_not_wait_for_each_other(store: Store, draft: Draft) -> None:
    keys = [add(store, replace(draft, n=n, in_order=False)) for n in range(3)]
    assert due(store) == keys


def test_what_is_deferred_holds_nothing_up_and_comes_at_its_time(
    store: Store, draft: Draft, clock: HandClock
) -> None:
    first, second = add(store, draft), add(store, replace(draft, n=1))
    store.write_sync(lambda tx: outbox.defer(tx, first, clock.now() + MINUTE))
    assert due(store) == [second]
    clock.move(MINUTE)
    assert due(store) == [first, second]


def test_a_sender_that_does_not_come_back_is_noticed(
    store: Store, draft: Draft, clock: HandClock
) -> None:
    key = add(store, draft)
    store.write_sync(lambda tx: outbox.start(tx, key, MINUTE))
    assert store.read_sync(lambda tx: outbox.lost(tx, 10)) == ()
    clock.move(MINUTE)
    assert [r.id for r in store.read_sync(lambda tx: outbox.lost(tx, 10))] == [key]


def test_an_unknown_text_is_asked_about_once_at_a_time(
    store: Store, draft: Draft, clock: HandClock
) -> None:
    key = add(store, draft)
    store.write_sync(lambda tx: outbox.doubt(tx, key, "outcome-unknown"))

    def doubtful() -> int:
        return len(store.read_sync(lambda tx: outbox.doubtful(tx, 2 * MINUTE, 10)))

    assert doubtful() == 0
    clock.move(2 * MINUTE)
    assert doubtful() == 1
    store.write_sync(lambda tx: outbox.ask(tx, key, MINUTE))
    assert doubtful() == 0


def test_the_next_moment_is_the_earliest_that_is_still_to_come(
    store: Store, draft: Draft, clock: HandClock
) -> None:
    now = clock.now()
    assert store.read_sync(lambda tx: outbox.next_due(tx, 2 * MINUTE)) is None
    sending, waiting, unknown = (add(store, replace(draft, n=n, in_order=False)) for n in range(3))
    store.write_sync(lambda tx: outbox.doubt(tx, unknown, "outcome-unknown"))
    store.write_sync(lambda tx: outbox.start(tx, sending, 3 * MINUTE))
    store.write_sync(lambda tx: outbox.again(tx, waiting, 4 * MINUTE, "throttled"))
    for minutes in (2, 3, 4):
        found = store.read_sync(lambda tx: outbox.next_due(tx, 2 * MINUTE))
        assert found == now + minutes * MINUTE
        clock.move_to(now + minutes * MINUTE)
    assert store.read_sync(lambda tx: outbox.next_due(tx, 2 * MINUTE)) is None


def test_a_late_receipt_does_not_take_back_what_a_callback_said(store: Store, draft: Draft) -> None:
    key = add(store, draft)
    before = row(store, key)
    store.write_sync(lambda tx: outbox.heard_back(tx, before, S.DELIVERED, "SM1", ""))
    after = row(store, key)
    store.write_sync(lambda tx: outbox.sent(tx, after, Receipt("SM1", S.QUEUED, 2)))
    assert (row(store, key).status, row(store, key).segments) == (S.DELIVERED, 2)


def test_neither_words_nor_numbers_stand_in_the_file(
    store: Store, draft: Draft, tmp_path: Path
) -> None:
    add(store, draft)
    store.write_sync(lambda tx: journal.add(tx, draft.conversation, 1, "inb_1", b'{"said":"knee"}'))
    entries = store.read_sync(lambda tx: journal.of_conversation(tx, draft.conversation))
    assert entries[0].record == b'{"said":"knee"}'
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"knee" not in raw
    assert PATIENT.encode() not in raw


def test_alerts_are_no_part_of_the_patients_thread(store: Store, draft: Draft) -> None:
    add(store, draft)
    add(store, replace(draft, n=1, kind=MessageKind.ALERT))
    thread = store.read_sync(lambda tx: outbox.of_conversation(tx, draft.conversation))
    assert [one.kind for one in thread] == [MessageKind.REPLY]
    assert len(store.read_sync(outbox.newest)) == 2
