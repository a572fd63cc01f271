"""The database goes away and comes back: no text is lost, none has two effects."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.domain.errors import StoreError
from assistant.service.health import look
from assistant.service.safekeeping import intake
from assistant.store import inbox
from assistant.store.safekeeping import spool as spools
from assistant.store.safekeeping.spool import Spool, SpoolFull
from assistant.workers import attending
from tests.pipeline import HandClock, inbound
from tests.service.house import House, a_house

FILE = "store.db"


@asynccontextmanager
async def spooling(
    folder: Path, *, mark: str = "", max_bytes: int = 100_000, clock: HandClock | None = None
) -> AsyncGenerator[House]:
    async with a_house(folder, mark=mark, clock=clock) as house:
        spool = Spool(folder / "spool", house.store.vault, house.store.ids, max_bytes)
        yield replace(house, parts=replace(house.parts, spool=spool))


class Away:
    """The database's file has gone from its place for a while."""

    def __init__(self, folder: Path) -> None:
        self.names = [folder / f"{FILE}{end}" for end in ("", "-wal", "-shm")]

    def __enter__(self) -> None:
        for name in self.names:
            if name.exists():
                name.rename(name.with_name(f"away-{name.name}"))

    def __exit__(self, *_: object) -> None:
        for name in self.names:
            if (away := name.with_name(f"away-{name.name}")).exists():
                away.rename(name)


async def test_texts_of_an_outage_are_answered_in_order_and_once(tmp_path: Path) -> None:
    async with spooling(tmp_path) as house:
        await house.say("zero")
        with Away(tmp_path):
            assert await house.text("one", external_id="SM1")
            assert await house.text("two", external_id="SM2")
            await house.text("one", external_id="SM1")
            assert (tmp_path / "spool" / "incoming").exists()
            with pytest.raises(StoreError):
                await house.parts.take_in()
        await house.text("three", external_id="SM3")
        assert await house.parts.take_in()
        assert not await house.parts.take_in()
        assert not await house.text("two", external_id="SM2")
        await house.settle()
        assert house.got() == ["heard zero", "heard one", "heard two", "heard three"]


async def test_a_text_keeps_the_time_at_which_it_came(tmp_path: Path) -> None:
    clock = HandClock()
    async with spooling(tmp_path, clock=clock) as house:
        came_at = clock.now()
        with Away(tmp_path):
            await house.text("tomorrow please")
            clock.move(timedelta(days=1))
        await house.parts.take_in()
        thread = await house.thread()
        (text,) = await house.store.read(lambda tx: inbox.of_conversation(tx, thread.id))
        assert text.received_at == came_at


async def test_they_are_taken_in_by_another_process_too(tmp_path: Path) -> None:
    async with spooling(tmp_path, mark="a") as house:
        with Away(tmp_path):
            await house.text("one")
    async with spooling(tmp_path, mark="b") as house:
        assert await house.parts.take_in()
        await house.settle()
        assert house.got() == ["heard one"]


async def test_a_process_that_died_after_the_commit_repeats_it_without_effect(
    tmp_path: Path,
) -> None:
    async with spooling(tmp_path) as house:
        with Away(tmp_path):
            await house.text("one")
        file = (tmp_path / "spool" / "incoming").read_bytes()
        await house.parts.take_in()
        (tmp_path / "spool" / "taking").write_bytes(file)
        assert await house.parts.take_in()
        await house.settle()
        assert house.got() == ["heard one"]


async def test_who_serves_takes_them_in_without_being_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attending, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(attending, "TRY_AGAIN_S", 0.01)
    stop = asyncio.Event()
    async with spooling(tmp_path) as house, asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(attending.attend(house.parts, stop))
        with Away(tmp_path):
            await house.text("one")
            await asyncio.sleep(0.05)
        await house.parts.wakes.texts.wait()
        house.parts.wakes.texts.clear()  # that was the outage's own
        await house.parts.wakes.texts.wait()
        stop.set()
        await house.settle()
        assert house.got() == ["heard one"]


async def test_with_the_spool_full_too_the_neighbour_is_told_to_try_again(tmp_path: Path) -> None:
    async with spooling(tmp_path, max_bytes=10) as house:
        with Away(tmp_path):
            with pytest.raises(SpoolFull):
                await house.text("one")
            assert any(one.stops_texts for one in await look(house.parts))


async def test_an_acknowledgement_before_the_write_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bug is planted: every text that was acknowledged must be answered, and is not."""

    def forgetful(handle: int, data: bytes) -> None:
        del handle, data

    monkeypatch.setattr(spools, "write_all", forgetful)
    async with spooling(tmp_path) as house:
        with Away(tmp_path):
            assert await house.text("one")
        await house.parts.take_in()
        await house.settle()
        assert house.got() != ["heard one"]


async def test_a_text_that_is_never_taken_is_put_aside_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = intake.inbox.accept

    def picky(*arguments: object, **named: object) -> bool:
        if any(getattr(one, "text", "") == "poison" for one in arguments):
            raise StoreError("not this one")
        return real(*arguments, **named)  # pyright: ignore[reportArgumentType]

    async with spooling(tmp_path) as house:
        with Away(tmp_path):
            for text in ("one", "poison", "two"):
                await house.text(text)
        monkeypatch.setattr(intake.inbox, "accept", picky)
        for _ in range(intake.MAX_FAILURES - 1):
            with pytest.raises(StoreError):
                await house.parts.take_in()
        assert await house.parts.take_in()
        await house.settle()
        assert house.got() == ["heard one", "heard two"]
        spool = house.parts.spool
        assert spool is not None
        assert spool.size() == 0
        assert spool.aside() > 0
        found = await look(house.parts)
        assert any("aside" in one.said and not one.is_fine for one in found)


async def test_health_says_in_words_that_texts_are_spooled(tmp_path: Path) -> None:
    async with spooling(tmp_path) as house:
        assert all(one.is_fine for one in await look(house.parts))
        with Away(tmp_path):
            await house.parts.accept(inbound("one"))
            said = [one.said for one in await look(house.parts) if not one.is_fine]
            assert len(said) == 2
            assert "does not answer" in said[0]
            assert "being spooled: 1 wait" in said[1]
