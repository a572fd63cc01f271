"""Claims: one worker a conversation, the oldest first, and a fence that only grows."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.domain.errors import FenceLost, VersionConflict
from assistant.domain.facts import Lang
from assistant.store import claims, conversations, inbox, timers
from assistant.store.claims import Claimed
from assistant.store.conversations import Owner, Progress
from assistant.store.database import Store, Tx
from assistant.store.inbox import Waiting
from tests.pipeline import HandClock, inbound, opened

LEASE = timedelta(seconds=30)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    with opened(tmp_path, clock) as store:
        yield store


def claim(store: Store) -> Claimed | None:
    return store.write_sync(lambda tx: claims.claim(tx, LEASE))


def add(store: Store, text: str = "hello") -> Waiting:
    kept = store.write_sync(lambda tx: inbox.add(tx, inbound(text), Lang.EN))
    assert kept is not None
    return kept


def test_nothing_waits_in_an_empty_store(store: Store) -> None:
    assert claim(store) is None


def test_a_claim_brings_the_text_and_a_fence(store: Store) -> None:
    kept = add(store, "hi")
    found = claim(store)
    assert found is not None
    assert found.text is not None
    assert (found.work.id, found.text.text, found.fence) == (kept.id, "hi", 1)


def test_a_conversation_is_claimed_once_until_its_lease_ends(
    store: Store, clock: HandClock
) -> None:
    add(store)
    add(store)
    assert claim(store) is not None
    assert claim(store) is None
    clock.move(LEASE)
    again = claim(store)
    assert again is not None
    assert again.fence == 2


def test_the_overtaken_worker_is_told(store: Store, clock: HandClock) -> None:
    kept = add(store)
    slow = claim(store)
    clock.move(LEASE)
    assert claim(store) is not None
    assert slow is not None

    def write(tx: Tx) -> None:
        conversations.check_fence(conversations.get(tx, kept.conversation), slow.fence)

    with pytest.raises(FenceLost):
        store.write_sync(write)


def test_a_due_timer_is_claimed_unless_a_text_came_before_it(
    store: Store, clock: HandClock
) -> None:
    kept = add(store)
    store.write_sync(
        lambda tx: timers.put(
            tx, kept.conversation, "nudge", tx.now + timedelta(minutes=1), fence=1
        )
    )
    clock.move(timedelta(minutes=2))
    first = claim(store)
    assert first is not None
    assert isinstance(first.work, Waiting)
    store.write_sync(lambda tx: inbox.done(tx, kept.id))
    store.write_sync(lambda tx: conversations.release(tx, kept.conversation, first.fence))
    second = claim(store)
    assert second is not None
    assert isinstance(second.work, timers.Timer)


def test_a_newer_timer_of_a_kind_replaces_the_older(store: Store, clock: HandClock) -> None:
    kept = add(store)
    for minutes in (1, 5):
        due = clock.now() + timedelta(minutes=minutes)
        store.write_sync(
            lambda tx, due=due: timers.put(tx, kept.conversation, "nudge", due, fence=1)
        )
    clock.move(timedelta(minutes=2))
    assert store.read_sync(timers.oldest_due) is None


def test_a_timer_that_was_replaced_since_it_was_claimed_does_not_run(
    store: Store, clock: HandClock
) -> None:
    kept = add(store)
    store.write_sync(lambda tx: timers.put(tx, kept.conversation, "nudge", tx.now, fence=1))
    timer = store.read_sync(timers.oldest_due)
    clock.move(timedelta(minutes=1))
    store.write_sync(lambda tx: timers.put(tx, kept.conversation, "nudge", tx.now, fence=2))
    assert timer is not None
    assert not store.write_sync(lambda tx: timers.take(tx, timer))


def test_two_writers_of_one_version_cannot_both_win(store: Store) -> None:
    kept = add(store)

    def save_twice(tx: Tx) -> None:
        before = conversations.get(tx, kept.conversation)
        after = Progress(b"{}", Owner.BOT, Lang.EN, 1, tx.now)
        conversations.save(tx, before, after)
        conversations.save(tx, before, after)

    with pytest.raises(VersionConflict):
        store.write_sync(save_twice)


def test_state_comes_back_byte_for_byte(store: Store) -> None:
    kept = add(store)
    state = bytes(range(256))

    def save(tx: Tx) -> bytes | None:
        before = conversations.get(tx, kept.conversation)
        conversations.save(tx, before, Progress(state, Owner.STAFF, Lang.ES, 3, tx.now))
        after = conversations.get(tx, kept.conversation)
        assert (after.owner, after.lang, after.turn) == (Owner.STAFF, Lang.ES, 3)
        assert after.owned_since == after.version == 1
        return after.state

    assert store.write_sync(save) == state
