from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from assistant.domain.errors import ConfigurationError
from assistant.store import audit, sqlite
from assistant.store.migrations import check_migrated, head, migrate, migrate_store
from assistant.store.tables import metadata
from tests.databases import fresh_sqlite
from tests.store.world import open_store


@pytest.fixture(autouse=True)
def database() -> None:
    """Runs once: what is PostgreSQL's is in test_postgres."""


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder}/store.db"


def test_a_migrated_database_has_just_the_tables_of_the_code(tmp_path: Path) -> None:
    fresh_sqlite(tmp_path)
    engine = sqlite.engine(tmp_path / "store.db")
    with engine.begin() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
        tables = set(inspect(conn).get_table_names())
    engine.dispose()
    assert differences == []
    assert tables == {*metadata.tables, "alembic_version"}


def test_the_constraint_is_in_the_migrated_database(tmp_path: Path) -> None:
    fresh_sqlite(tmp_path)
    engine = sqlite.engine(tmp_path / "store.db")
    with engine.begin() as conn:
        key = inspect(conn).get_pk_constraint("cells")["constrained_columns"]
    engine.dispose()
    assert key == ["resource", "seat", "cell"]


def test_once_is_enough(tmp_path: Path) -> None:
    assert migrate(url_of(tmp_path))
    assert not migrate(url_of(tmp_path))
    check_migrated(url_of(tmp_path))


def test_of_several_at_once_one_does_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(migrate, [url_of(tmp_path)] * 3))
    assert sorted(done) == [False, False, True]


def test_a_database_that_is_not_up_to_date_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="frontdesk migrate"):
        check_migrated(url_of(tmp_path))


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    url = fresh_sqlite(tmp_path)
    engine = sqlite.engine(tmp_path / "store.db")
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for attempt in (migrate, check_migrated):
        with pytest.raises(ConfigurationError, match="newer"):
            attempt(url)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("a shopping list, " * 100)
    for attempt in (migrate, check_migrated):
        with pytest.raises(ConfigurationError, match="FRONTDESK_DATABASE_URL"):
            attempt(url_of(tmp_path))


def test_a_database_in_memory_has_no_schema_to_keep() -> None:
    with pytest.raises(ConfigurationError):
        migrate("sqlite://")


def test_a_store_without_a_name_is_migrated_once_it_is_open() -> None:
    store = open_store("sqlite://")
    assert migrate_store(store)
    assert not migrate_store(store)
    assert store.read_sync(audit.last_seq) == 0
    store.close_sync()


def test_there_is_one_newest_schema() -> None:
    assert head()
