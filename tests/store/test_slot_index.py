"""The cache says what a fresh one says, whoever changed the schedule."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from assistant.domain.clock import days_from
from assistant.domain.ids import ConversationId, ProviderId
from assistant.domain.schedule import Wish
from assistant.store import appointments
from assistant.store.schedule import slot_index
from assistant.store.schedule.slot_index import SlotIndex
from assistant.store.transactions import Tx
from tests.databases import url_in
from tests.store.world import (
    BEN,
    CHECKUP,
    CHEN,
    MAIN,
    MONDAY,
    OTHER_TALK,
    PHONE,
    RUIZ,
    TALK,
    VACCINE,
    Desk,
    a_practice,
    a_provider,
    a_slot,
    a_visit_type,
    open_store,
)

TUESDAY = MONDAY + timedelta(days=1)
DAY = Wish(first_on=TUESDAY, last_on=TUESDAY)


def seen(desk: Desk, index: SlotIndex) -> list[object]:
    """All that the index says of a week, for both kinds of visit."""

    def look(tx: Tx) -> list[object]:
        view = index.view(tx, desk.practice)
        site = desk.practice.site(MAIN)
        return [
            (view.openings(kind, site, day).starts, view.openings(kind, site, day).union)
            for kind in desk.practice.visit_types
            for on in days_from(MONDAY, 7)
            for day in (slot_index.day_cells(on, site.zone),)
        ]

    return desk.store.read_sync(look)


def statements(desk: Desk, work: Callable[[], object]) -> list[str]:
    """The SQL that the writer ran meanwhile."""
    ran: list[str] = []

    def note(*args: object) -> None:
        ran.append(str(args[2]))

    engine = desk.store.write_sync(lambda tx: tx.conn.engine)
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return ran


@pytest.mark.parametrize("seed", range(5))
def test_after_any_changes_it_says_what_a_fresh_one_says(desk: Desk, seed: int) -> None:
    roll = random.Random(seed)  # noqa: S311 (a test, no secret)
    for _ in range(12):
        clock = f"{roll.choice((9, 10, 11, 13, 14)):02}:{roll.choice((0, 15, 30)):02}"
        slot = a_slot(
            clock,
            on=MONDAY + timedelta(days=roll.randrange(5)),
            provider=RUIZ if roll.random() < 0.7 else CHEN,
            kind=VACCINE if roll.random() < 0.3 else CHECKUP,
        )
        talk = ConversationId(f"cnv_{roll.randrange(3)}")
        what = roll.choice((desk.hold, desk.hold, desk.book, None))
        if what is None:
            desk.clock.forward(timedelta(minutes=12))
        elif what == desk.book:
            desk.book(slot, BEN, talk)
        else:
            desk.hold(slot, talk, f"{PHONE}{talk}")
        assert seen(desk, desk.index) == seen(desk, SlotIndex())


def test_what_another_process_books_is_seen(desk: Desk, tmp_path: Path) -> None:
    assert desk.find(DAY, provider=RUIZ).slots
    other = open_store(url_in(tmp_path), start=500)
    slot = a_slot("09:00", on=TUESDAY)
    other.write_sync(lambda tx: appointments.book(tx, desk.practice, OTHER_TALK, BEN, slot))
    other.close_sync()
    assert seen(desk, desk.index) == seen(desk, SlotIndex())


def test_a_warm_search_reads_no_reservations(desk: Desk) -> None:
    desk.find(DAY)
    ran = statements(desk, lambda: desk.find(DAY))
    assert not any("first_cell <" in sql for sql in ran)


def test_after_a_booking_only_that_provider_s_day_is_read_again(desk: Desk) -> None:
    desk.find(Wish())
    desk.booked(a_slot("09:00", on=TUESDAY))
    ran = statements(desk, lambda: desk.find(Wish()))
    reads = [sql for sql in ran if "first_cell <" in sql]
    assert len(reads) == 1
    assert "reservations.resource IN" in reads[0]


def test_a_search_that_is_undone_teaches_nothing(desk: Desk) -> None:
    before = seen(desk, desk.index)

    def work(tx: Tx) -> None:
        appointments.hold(tx, desk.practice, TALK, PHONE, a_slot("09:00", on=TUESDAY))
        view = desk.index.view(tx, desk.practice)
        day = slot_index.day_cells(TUESDAY, desk.practice.site(MAIN).zone)
        view.openings(desk.practice.visit_types[0], desk.practice.site(MAIN), day)
        raise KeyError("on purpose")

    with pytest.raises(KeyError):
        desk.do(work)
    assert seen(desk, desk.index) == before


def test_it_begins_anew_before_it_grows_without_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slot_index, "MAX_DAYS", 2)
    for _ in range(3):
        assert seen(desk, desk.index) == seen(desk, SlotIndex())


def test_many_providers_are_asked_as_one(desk: Desk) -> None:
    """However many there are, a warm search asks the database the same few things."""
    counts: list[int] = []
    for size in (2, 200):
        who = tuple(ProviderId(f"dr{n}") for n in range(size))
        desk.practice = a_practice(
            a_visit_type(CHECKUP, 30, 0, *who), providers=tuple(a_provider(key) for key in who)
        )
        desk.find(DAY)
        counts.append(len(statements(desk, lambda: desk.find(DAY))))
    assert counts[0] == counts[1]
