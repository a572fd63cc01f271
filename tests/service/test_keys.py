"""A new key under a running house, and ciphertext in places where it does not belong."""

import asyncio
from collections.abc import Callable, Generator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text

from assistant.domain.errors import KeyUnavailable
from assistant.domain.ids import PatientId
from assistant.domain.message import Media
from assistant.domain.patient import ContactPoint, Patient
from assistant.store import conversations, outbox, patients
from assistant.store import vault as vaults
from assistant.store.database import Tx
from assistant.store.safekeeping import resealing
from assistant.store.safekeeping.resealing import Place, sealed_columns
from assistant.store.vault import Vault, add_key
from tests.databases import BOTH, using
from tests.pipeline import MONDAY_NINE, PATIENT, inbound
from tests.service.house import ANN, House, a_house

OTHER = "+15550100002"
MINUTE = timedelta(minutes=1)
ANNA = Patient(PatientId("pat_anna"), "Anna", "Ruiz", date(1980, 3, 2), (PATIENT,))


@pytest.fixture(params=BOTH, autouse=True)
def database(request: pytest.FixtureRequest) -> Generator[None]:
    with using(request.param):
        yield


async def lived_in(house: House) -> None:
    """Something in every table that holds patient data."""
    await house.store.write(partial(patients.add, patient=ANNA))
    await house.parts.accept(inbound("look", media=(Media("https://x.example/1", "image/png"),)))
    for word, number in (("danger", PATIENT), ("later", PATIENT), ("stop", OTHER)):
        await house.say(word, number)
    await house.say("person")
    (task, *_) = await house.queue()
    await house.store.write(partial(house.parts.desk.claim, of=task.id, staff=ANN))
    await house.settle()


async def reseal_all(house: House, limit: int = 3) -> int:
    place: Place | None = Place()
    count = 0
    while place is not None:
        work = partial(resealing.reseal, place=place, limit=limit)
        done = await house.store.write(work)
        assert done.unreadable == 0, "unreadable"
        place, count = done.place, count + done.resealed
    return count


def read_everything(tx: Tx) -> list[str]:
    """Every sealed field, opened for the place where it is."""
    found: list[str] = []
    for table, columns in sealed_columns().items():
        for row in tx.conn.execute(select(table)).mappings():
            for column in columns:
                if (sealed := row[column.name]) is not None:
                    place = {"table": table.name, "column": column.name, "row": row["id"]}
                    found.append(tx.vault.unseal(sealed, **place))
    return found


async def test_a_key_is_changed_while_the_house_runs(tmp_path: Path) -> None:
    vault = Vault.open(tmp_path / "keys.json", MONDAY_NINE)
    old = vault.key_id
    async with a_house(tmp_path, vault=vault) as house:
        await lived_in(house)
        thread = await house.thread()
        fresh = add_key(tmp_path / "keys.json", MONDAY_NINE + MINUTE)
        vault.refresh(house.clock.now())
        await house.say("still the old key", OTHER)
        assert set(await house.store.read(resealing.counts)) == {old}
        house.clock.move(MINUTE)
        await house.say("hello again", "+15550100003")
        await house.say("and again")
        assert set(await house.store.read(resealing.counts)) == {old, fresh}
        assert (await house.thread()).id == thread.id
        before = await house.store.read(read_everything)

        async def talk() -> None:
            for n in range(5):
                await house.say(f"number {n}", "+15550100004")

        resealed, _ = await asyncio.gather(reseal_all(house), talk())
        assert resealed > 20
        assert set(await house.store.read(resealing.counts)) == {fresh}
        assert set(before) <= set(await house.store.read(read_everything))
        assert house.got("+15550100004")[-1] == "heard number 4"
        # Numbers, names and dates written under the old key are still found.
        at = ContactPoint("sms", PATIENT)
        (anna,) = await house.store.write(partial(patients.all_at, contact=at))
        found = await house.store.write(
            partial(patients.match, name="anna ruiz", born_on=date(1980, 3, 2))
        )
        assert found.patient == anna
        assert len(await house.store.read(partial(conversations.at, address=PATIENT))) == 1
        assert len(await house.store.read(partial(conversations.at, address=OTHER))) == 1


async def test_a_key_that_is_missing_leaves_its_rows_alone(tmp_path: Path) -> None:
    vault = Vault.open(tmp_path / "keys.json")
    async with a_house(tmp_path, vault=vault) as house:
        await house.say("hello")
    other = Vault.open(tmp_path / "others.json")
    async with a_house(tmp_path, vault=other, mark="b") as house:
        with pytest.raises(AssertionError, match="unreadable"):
            await reseal_all(house)
        assert set(await house.store.read(resealing.counts)) == {vault.key_id}


def moved(tx: Tx) -> list[str]:
    """Fields that open in another place of the database than their own."""
    cells = [
        (table.name, column.name, row["id"], row[column.name])
        for table, columns in sealed_columns().items()
        for row in tx.conn.execute(select(table)).mappings()
        for column in columns
        if row[column.name] is not None
    ]
    opened: list[str] = []
    for at in cells:
        for table, column, row, sealed in cells:
            if (table, column, row) == at[:3]:
                continue
            try:
                tx.vault.unseal(sealed, table=at[0], column=at[1], row=at[2])
            except KeyUnavailable:
                continue
            opened.append(f"{table}.{column} in {at[0]}.{at[1]}")
    return opened


async def test_ciphertext_in_any_other_place_is_refused(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await lived_in(house)
        columns = [column for every in sealed_columns().values() for column in every]
        assert len(await house.store.read(read_everything)) > len(columns)
        assert await house.store.read(moved) == []


def without_column(table: str, column: str, row: str) -> bytes:
    del column
    return f"{table}/{row}".encode()


def without_row(table: str, column: str, row: str) -> bytes:
    del row
    return f"{table}/{column}".encode()


def without_table_and_row(table: str, column: str, row: str) -> bytes:
    del table, row
    return column.encode()


@pytest.mark.parametrize("bug", [without_column, without_row, without_table_and_row])
async def test_a_place_that_is_not_bound_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bug: Callable[..., bytes]
) -> None:
    monkeypatch.setattr(vaults, "_place", bug)
    async with a_house(tmp_path) as house:
        await lived_in(house)
        assert await house.store.read(moved) != []


OTHER_ROWS = """
UPDATE outbox SET text_sealed = (SELECT o.text_sealed FROM outbox o WHERE o.id <> outbox.id)
"""
OTHER_COLUMN = "UPDATE outbox SET text_sealed = to_sealed"
OTHER_TABLE = """
UPDATE outbox SET to_sealed =
    (SELECT address_sealed FROM conversations WHERE conversations.id = outbox.conversation)
"""


@pytest.mark.parametrize("change", [OTHER_ROWS, OTHER_COLUMN, OTHER_TABLE])
async def test_what_was_moved_by_hand_is_not_sent(tmp_path: Path, change: str) -> None:
    async with a_house(tmp_path) as house:
        await house.say("one")
        await house.say("two", OTHER)
        await house.store.write(lambda tx: tx.conn.execute(text(change)))
        with pytest.raises(KeyUnavailable):
            await house.store.read(outbox.newest)
