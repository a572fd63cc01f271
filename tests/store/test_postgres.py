"""What only PostgreSQL can do to us: it goes away, it makes us wait, it writes beside us."""

import asyncio
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text, update

from assistant.domain.effects import Refused
from assistant.domain.errors import ConfigurationError, StoreError
from assistant.store import postgres as backend
from assistant.store.database import Store, Tx, upsert
from assistant.store.migrations import check_migrated, is_new, migrate
from assistant.store.tables import metadata
from assistant.store.tables.scheduling import schedule_changes
from assistant.store.tables.scheduling import schedule_revision as counter
from tests.databases import url_in, using
from tests.postgres import Postgres, shared
from tests.store.world import BEN, OTHER_TALK, Desk, a_slot, open_store

pytestmark = pytest.mark.service


@pytest.fixture(autouse=True)
def database() -> Generator[None]:
    """These are about PostgreSQL."""
    with using("postgresql"):
        yield


@pytest.fixture
def url(tmp_path: Path) -> str:
    return url_in(tmp_path)


@pytest.fixture
def store(url: str) -> Generator[Store]:
    store = open_store(url)
    yield store
    store.close_sync()


def raise_counter(tx: Tx) -> int:
    kept = select(counter.c.revision).with_for_update(key_share=True)
    value = (tx.conn.execute(kept).scalar_one_or_none() or 0) + 1
    upsert(tx.conn, counter, ("id",), {"id": 1, "revision": value})
    return value


def sleep(seconds: float) -> str:
    return f"SELECT pg_sleep({seconds})"


class TestSchema:
    def test_a_migrated_database_has_just_the_tables_of_the_code(self, url: str) -> None:
        def differences(conn: Connection) -> list[object]:
            context = MigrationContext.configure(conn, opts={"compare_type": True})
            assert set(inspect(conn).get_table_names()) == {*metadata.tables, "alembic_version"}
            return list(compare_metadata(context, metadata))

        assert backend.once(url, differences) == []

    def test_an_empty_database_is_new_until_it_is_migrated(self) -> None:
        url = shared().url(shared().create())
        assert is_new(url)
        with pytest.raises(ConfigurationError, match="frontdesk migrate"):
            check_migrated(url)
        with ThreadPoolExecutor(3) as pool:
            assert sorted(pool.map(migrate, [url] * 3)) == [False, False, True]
        assert not is_new(url)
        check_migrated(url)

    def test_visits_without_cells_are_kept_apart_all_the_same(self, desk: Desk) -> None:
        """The second line of defence: the cells of a visit are gone, its time is not."""
        desk.booked(a_slot())
        desk.do(lambda tx: tx.conn.execute(text("DELETE FROM cells")))
        assert desk.book(a_slot(), BEN, OTHER_TALK) == Refused("slot_taken")
        with pytest.raises(StoreError, match="ExclusionViolation"):
            desk.do(lambda tx: tx.conn.execute(text(_TWICE)))

    def test_without_that_line_the_planted_case_would_pass(self, desk: Desk) -> None:
        desk.booked(a_slot())
        desk.do(lambda tx: tx.conn.execute(text(_WITHOUT)))
        desk.do(lambda tx: tx.conn.execute(text(_TWICE)))


_WITHOUT = "ALTER TABLE reservations DROP CONSTRAINT ex_reservations_booked"
_TWICE = (
    "INSERT INTO reservations SELECT 'another', resource, seat, first_cell + 1, end_cell, NULL "
    "FROM reservations"
)


class TestGoingAway:
    async def test_a_restarted_server_costs_no_write(self) -> None:
        with Postgres.running() as server:
            url = server.url(server.create())
            migrate(url)
            store = open_store(url, is_durable=True)
            assert await store.write(raise_counter) == 1
            for expected in (2, 3, 4):
                await asyncio.to_thread(server.restart, "immediate")
                assert await store.write(raise_counter) == expected
            await store.close()

    async def test_while_it_is_down_it_says_so_at_once_and_goes_on_later(self) -> None:
        with Postgres.running() as server:
            url = server.url(server.create())
            migrate(url)
            store = open_store(url, is_durable=True)
            await store.write(raise_counter)
            await asyncio.to_thread(server.stop, "immediate")
            began = time.perf_counter()
            for work in (store.write, store.read):
                with pytest.raises(StoreError):
                    await work(raise_counter)
            assert time.perf_counter() - began < backend.CONNECT_S
            await asyncio.to_thread(server.start)
            assert await store.write(raise_counter) == 2
            await store.close()

    def test_a_server_that_is_not_there_is_named(self) -> None:
        with pytest.raises(ConfigurationError, match="FRONTDESK_DATABASE_URL") as caught:
            migrate("postgresql://u:secret@/x?host=/nowhere")
        assert "secret" not in str(caught.value)


class TestWaiting:
    async def test_a_statement_has_a_deadline(
        self, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(backend, "STATEMENT_S", 0.2)
        store = open_store(url)
        began = time.perf_counter()
        for work in (store.write, store.read):
            with pytest.raises(StoreError, match="57014"):
                await work(lambda tx: tx.conn.exec_driver_sql(sleep(30)))
        assert time.perf_counter() - began < 10
        assert await store.write(raise_counter) == 1
        await store.close()

    async def test_a_server_that_does_not_answer_is_given_up(
        self, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(backend, "ANSWER_S", 0.3)
        store = open_store(url)
        began = time.perf_counter()
        with pytest.raises(StoreError):
            await store.write(lambda tx: tx.conn.exec_driver_sql(sleep(30)))
        assert time.perf_counter() - began < 10
        assert await store.write(raise_counter) == 1
        await store.close()

    async def test_a_row_of_somebody_else_is_waited_for_and_not_for_ever(
        self, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(backend, "LOCK_S", 0.2)
        one, other = open_store(url), open_store(url)
        await one.write(raise_counter)
        free, is_held = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def hold(tx: Tx) -> None:
            raise_counter(tx)
            loop.call_soon_threadsafe(is_held.set)
            asyncio.run_coroutine_threadsafe(free.wait(), loop).result(20)

        async with asyncio.TaskGroup() as group:
            group.create_task(one.write(hold))
            await is_held.wait()
            with pytest.raises(StoreError, match="LockNotAvailable"):
                await other.write(raise_counter)
            free.set()
        assert await other.write(raise_counter) == 3
        await one.close()
        await other.close()


class TestBeside:
    async def test_a_deadlock_is_resolved_by_running_each_alone(self, url: str) -> None:
        """Two stores lock the same two rows in opposite order, each in one batch of two."""
        one, other = open_store(url), open_store(url)
        await one.write(lambda tx: tx.conn.exec_driver_sql(_PAIR))
        counting = update(schedule_changes).values(revision=schedule_changes.c.revision + 1)

        def raising(row: int) -> Callable[[Tx], None]:
            statement = counting.where(schedule_changes.c.stretch == row)

            def work(tx: Tx) -> None:
                tx.conn.execute(statement)
                tx.conn.exec_driver_sql(sleep(0.3))

            return work

        async def both(store: Store, *rows: int) -> None:
            async with asyncio.TaskGroup() as group:
                group.create_task(store.write(lambda tx: tx.conn.exec_driver_sql(sleep(0.2))))
                await asyncio.sleep(0.05)
                for row in rows:
                    group.create_task(store.write(raising(row)))

        await asyncio.gather(both(one, 1, 2), both(other, 2, 1))
        kept = await one.read(
            lambda tx: tx.conn.execute(select(schedule_changes.c.revision)).scalars().all()
        )
        assert list(kept) == [2, 2]
        await one.close()
        await other.close()

    async def test_what_the_database_refuses_names_no_values(self, store: Store) -> None:
        def twice(tx: Tx) -> None:
            for _ in range(2):
                tx.conn.execute(text("INSERT INTO offers VALUES ('canary', 'x', 1, 1)"))

        with pytest.raises(StoreError, match="UniqueViolation") as caught:
            await store.write(twice)
        assert "canary" not in f"{caught.value} {caught.value.__cause__}"


_PAIR = "INSERT INTO schedule_changes VALUES ('x', 1, 0), ('x', 2, 0)"


async def test_works_that_cross_are_both_done(url: str) -> None:
    """Each takes what the other wants next; the one that PostgreSQL undoes is run again."""
    one, other = open_store(url), open_store(url)
    try:
        one.write_sync(lambda tx: [_note(tx, stretch) for stretch in (1, 2)])
        async with asyncio.timeout(30), asyncio.TaskGroup() as group:
            group.create_task(one.write(lambda tx: _raise_both(tx, 1, 2)))
            group.create_task(other.write(lambda tx: _raise_both(tx, 2, 1)))
        rows = one.read_sync(lambda tx: tx.conn.execute(select(schedule_changes.c.revision)).all())
        assert [row.revision for row in rows] == [2, 2]
    finally:
        one.close_sync()
        other.close_sync()


def _note(tx: Tx, stretch: int) -> None:
    row = {"resource": "provider:crossed", "stretch": stretch, "revision": 0}
    upsert(tx.conn, schedule_changes, ("resource", "stretch"), row)


def _raise_both(tx: Tx, first: int, then: int) -> None:
    for stretch in (first, then):
        tx.conn.execute(
            update(schedule_changes)
            .where(schedule_changes.c.stretch == stretch)
            .values(revision=schedule_changes.c.revision + 1)
        )
        tx.conn.exec_driver_sql(sleep(0.3))
