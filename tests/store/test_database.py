import asyncio
import stat
import threading
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import NoneType

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, event, select, text

from assistant.domain.errors import ConfigurationError, StoreError
from assistant.store.database import Store
from assistant.store.tables.metadata import UtcInstant
from assistant.store.transactions import Tx
from assistant.store.vault import Vault
from tests.databases import fresh_sqlite
from tests.store.world import KEYS, CountedIds, HandClock

THINGS = Table(
    "things", MetaData(), Column("id", Integer, primary_key=True), Column("at", UtcInstant)
)


def opened(url: str, *, is_durable: bool = True) -> Store:
    vault = Vault.from_text(KEYS)
    return Store.open(url, vault, clock=HandClock(), ids=CountedIds(), is_durable=is_durable)


def pragma(store: Store, name: str) -> object:
    return store.write_sync(lambda tx: tx.conn.execute(text(f"PRAGMA {name}")).scalar_one())


@pytest.fixture(autouse=True)
def database() -> None:
    """Runs once: what is PostgreSQL's is in test_postgres, what is common in the contract."""


class TestOpening:
    def test_a_missing_file_is_made_private(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "frontdesk.db"
        store = opened(f"sqlite:///{path}")
        store.write_sync(make_things)
        modes = [stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()]
        store.close_sync()
        assert set(modes) == {0o600}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_a_relative_path_is_below_the_working_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        opened("sqlite:///var/frontdesk.db").close_sync()
        assert (tmp_path / "var" / "frontdesk.db").exists()

    @pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
    def test_a_database_without_a_name_is_private_to_its_store(self, url: str) -> None:
        one, other = opened(url), opened(url)
        one.write_sync(make_things)
        with pytest.raises(StoreError):
            other.read_sync(things)
        assert one.read_sync(things) == []
        one.close_sync()
        other.close_sync()

    @pytest.mark.parametrize("url", ["oracle://x/y", "frontdesk.db", ""])
    def test_another_kind_of_database_is_refused(self, url: str) -> None:
        with pytest.raises(ConfigurationError, match="FRONTDESK_DATABASE_URL"):
            opened(url)

    def test_a_folder_in_the_place_of_the_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match="FRONTDESK_DATABASE_URL"):
            opened(f"sqlite:///{tmp_path}")

    @pytest.mark.parametrize(("is_durable", "level"), [(True, 2), (False, 1)])
    def test_the_file_is_set_up_for_safety(
        self, tmp_path: Path, is_durable: bool, level: int
    ) -> None:
        store = opened(f"sqlite:///{tmp_path}/x.db", is_durable=is_durable)
        names = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        settings = [pragma(store, name) for name in names]
        store.close_sync()
        assert settings == ["wal", 1, 5000, level]


class TestErrors:
    def test_what_the_database_refuses_names_no_values(self, tmp_path: Path) -> None:
        store = opened(fresh_sqlite(tmp_path))
        row = {"id": "canary", "conversation": "canary"}

        def twice(tx: Tx) -> None:
            for _ in range(2):
                tx.conn.execute(text("INSERT INTO offers VALUES (:id, 'x', 1, 1)"), row)

        with pytest.raises(StoreError) as caught:
            store.write_sync(twice)
        store.close_sync()
        assert "canary" not in f"{caught.value} {caught.value.__cause__}"

    def test_a_full_disk_loses_what_shared_the_commit_and_says_so(self, tmp_path: Path) -> None:
        """SQLite itself rolls everything back then, the works before it too."""
        store = opened(f"sqlite:///{tmp_path}/x.db")
        store.write_sync(make_things)

        def full(tx: Tx) -> None:
            insert(tx)
            tx.conn.exec_driver_sql("ROLLBACK")
            raise StoreError("out of space")

        async def together() -> list[object]:
            works = (store.write(insert), store.write(full), store.write(insert))
            return [*await asyncio.gather(*works, return_exceptions=True)]

        first, second, third = asyncio.run(together())
        kept = len(store.read_sync(things))
        store.close_sync()
        assert isinstance(second, StoreError)
        assert kept == sum(result is None for result in (first, third))

    async def test_who_stops_waiting_does_no_harm(self, tmp_path: Path) -> None:
        store = opened(f"sqlite:///{tmp_path}/x.db")
        await store.write(make_things)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await store.write(insert)
        await store.write(insert)
        assert len(await store.read(things)) in {1, 2}
        await store.close()


class TestTogether:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Generator[Store]:
        store = opened(fresh_sqlite(tmp_path))
        store.write_sync(make_things)
        yield store
        store.close_sync()

    async def together(self, store: Store, *works: Callable[[Tx], None]) -> list[object]:
        """Queue all while the writer is busy, so that it finds them waiting together."""
        started, go_on = threading.Event(), threading.Event()

        def busy(_: Tx) -> None:
            started.set()
            go_on.wait(5)

        async with asyncio.TaskGroup() as group:
            group.create_task(store.write(busy))
            await asyncio.to_thread(started.wait, 5)
            rest = asyncio.gather(*map(store.write, works), return_exceptions=True)
            await asyncio.sleep(0)
            go_on.set()
        return [*await rest]

    async def test_all_that_waits_is_committed_at_once(self, store: Store) -> None:
        commits: list[object] = []
        engine = store.write_sync(lambda tx: tx.conn.engine)
        event.listen(engine, "commit", commits.append)
        await self.together(store, *[insert] * 50)
        assert len(commits) == 2
        assert len(await store.read(things)) == 50

    async def test_a_commit_that_fails_costs_only_who_caused_it(self, store: Store) -> None:
        def orphan(tx: Tx) -> None:
            tx.conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            tx.conn.exec_driver_sql("INSERT INTO cells VALUES ('provider:x', 0, 1, 'nobody')")

        called: list[str] = []

        def well(tx: Tx) -> None:
            tx.after_commit(lambda: called.append("well"))
            insert(tx)

        results = await self.together(store, well, orphan, well)
        assert [type(result) for result in results] == [NoneType, StoreError, NoneType]
        assert called == ["well", "well"]
        assert len(await store.read(things)) == 2

    async def test_a_clock_that_fails_does_not_stop_the_store(self, store: Store) -> None:
        clock = store.clock
        assert isinstance(clock, HandClock)
        clock.__dict__["now"] = lambda: 1 / 0
        with pytest.raises(StoreError):
            await store.write(insert)
        with pytest.raises(StoreError):
            await store.read(things)
        del clock.__dict__["now"]
        await store.write(insert)
        assert len(await store.read(things)) == 1


class TestInstants:
    @pytest.mark.parametrize(
        "at",
        [
            datetime(2026, 3, 2, 14, 0, 0, 123456, tzinfo=UTC),
            datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
            datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=-5))),
        ],
    )
    def test_an_instant_comes_back_exactly_in_utc(self, at: datetime) -> None:
        store = opened("sqlite://")
        store.write_sync(make_things)
        store.write_sync(lambda tx: tx.conn.execute(THINGS.insert().values(at=at)))
        back = store.read_sync(lambda tx: tx.conn.execute(select(THINGS.c.at)).scalar_one())
        store.close_sync()
        assert back == at
        assert back.tzinfo is UTC

    def test_a_time_without_a_zone_is_refused(self) -> None:
        store = opened("sqlite://")
        store.write_sync(make_things)
        naive = datetime(2026, 3, 2, 9, 0, tzinfo=UTC).replace(tzinfo=None)
        with pytest.raises(StoreError):
            store.write_sync(lambda tx: tx.conn.execute(THINGS.insert().values(at=naive)))
        store.close_sync()


def make_things(tx: Tx) -> None:
    THINGS.metadata.create_all(tx.conn)


def insert(tx: Tx) -> None:
    tx.conn.execute(THINGS.insert().values(at=tx.now))


def things(tx: Tx) -> list[int]:
    return list(tx.conn.execute(select(THINGS.c.id)).scalars())
