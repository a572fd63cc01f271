"""The inbox: once each, in order, and nobody's place is taken."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.domain.facts import Lang
from assistant.domain.message import InboundMessage, Media
from assistant.store import conversations, inbox
from assistant.store.database import Store, Tx
from tests.pipeline import HandClock, inbound, opened

OTHER = "+15550100002"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    with opened(tmp_path, clock) as store:
        yield store


def add(store: Store, message: InboundMessage) -> inbox.Waiting | None:
    return store.write_sync(lambda tx: inbox.add(tx, message, Lang.EN))


def next_text(store: Store) -> str:
    def look(tx: Tx) -> str:
        found = inbox.oldest_waiting(tx)
        return inbox.get(tx, found.id).text if found else ""

    return store.write_sync(look)


def test_a_text_is_kept_whole(store: Store) -> None:
    long = "¿Cita mañana? 🙂 " * 400
    kept = add(store, inbound(long))
    assert kept is not None
    assert store.read_sync(lambda tx: inbox.get(tx, kept.id)).text == long


def test_the_same_external_id_is_the_same_text_whatever_it_says(store: Store) -> None:
    assert add(store, inbound("one", external_id="SM1"))
    assert add(store, inbound("two", external_id="SM1")) is None
    assert store.read_sync(inbox.counts) == {"waiting": 1}


def test_a_repeat_is_still_known_after_a_year(store: Store, clock: HandClock) -> None:
    kept = add(store, inbound("one", external_id="SM1"))
    assert kept is not None
    store.write_sync(lambda tx: inbox.done(tx, kept.id))
    clock.move(timedelta(days=366))
    assert add(store, inbound("one", external_id="SM1")) is None


def test_one_number_on_one_line_is_one_conversation(store: Store) -> None:
    first, second, other = (
        add(store, inbound("a")),
        add(store, inbound("b")),
        add(store, inbound("c", sender=OTHER)),
    )
    assert first is not None
    assert second is not None
    assert other is not None
    assert first.conversation == second.conversation != other.conversation


def test_only_the_first_waiting_text_of_a_conversation_is_next(store: Store) -> None:
    first = add(store, inbound("first"))
    add(store, inbound("second"))
    assert first is not None
    assert next_text(store) == "first"
    store.write_sync(lambda tx: inbox.failed(tx, first.id, "store", timedelta(minutes=1)))
    assert next_text(store) == ""


def test_a_failed_text_is_next_again_after_its_wait(store: Store, clock: HandClock) -> None:
    kept = add(store, inbound("first"))
    assert kept is not None
    store.write_sync(lambda tx: inbox.failed(tx, kept.id, "store", timedelta(minutes=1)))
    clock.move(timedelta(minutes=1))
    assert next_text(store) == "first"


def test_a_leased_conversation_is_passed_over(store: Store, clock: HandClock) -> None:
    kept = add(store, inbound("first"))
    assert kept is not None
    store.write_sync(
        lambda tx: conversations.lease(tx, kept.conversation, tx.now + timedelta(seconds=30))
    )
    add(store, inbound("other", sender=OTHER))
    assert next_text(store) == "other"
    clock.move(timedelta(seconds=30))
    assert next_text(store) == "first"


def test_files_are_kept_in_their_order(store: Store) -> None:
    files = (Media("https://api.example/1", "image/png"), Media("https://api.example/2", "x/y"))
    kept = add(store, inbound("", media=files))
    assert kept is not None
    assert store.read_sync(lambda tx: inbox.media_of(tx, kept.id)) == files


def test_nothing_a_patient_sent_stands_in_the_file(store: Store, tmp_path: Path) -> None:
    add(store, inbound("my knee hurts", media=(Media("https://api.example/knee", "x/y"),)))
    store.write_sync(lambda tx: tx.conn.execute(text("SELECT 1")).scalar())
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"knee" not in raw
    assert b"5550100001" not in raw
