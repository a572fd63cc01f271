"""The loops: they wake up, outlive errors, stop when told, and settle what is due."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from assistant import workers
from assistant.domain.errors import StoreError
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.events import Event
from assistant.engine.turn import TurnResult
from assistant.service.inbox import accept
from assistant.store import conversations, inbox, outbox
from tests.pipeline import HandClock, inbound, opened
from tests.service.house import Answer, House, a_house, small_talk

SENDERS = [f"+1555010{n:04}" for n in range(8)]


@asynccontextmanager
async def at_work(*houses: House) -> AsyncGenerator[None]:
    """All loops of these houses run inside; they have ended afterwards."""
    stop = asyncio.Event()
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        for house in houses:
            group.create_task(workers.run(house.parts, stop))
        yield
        stop.set()


async def until(house: House, sender: str, count: int) -> None:
    """Until that phone got so many texts."""
    while len(house.got(sender)) < count:  # noqa: ASYNC110 (a phone has no event to wait for)
        await asyncio.sleep(0.005)


async def still_to_send(house: House) -> int:
    """How many answers to four texts of everybody have not left yet."""
    counts = await house.store.read(outbox.counts)
    return 4 * len(SENDERS) - counts.get("queued", 0)


async def test_a_text_is_answered_without_waiting_for_a_poll(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "POLL_S", 60.0)
    async with a_house(tmp_path) as house, at_work(house):
        await asyncio.sleep(0.02)
        async with asyncio.timeout(5):
            await house.text("hello", sender=SENDERS[0])
            await until(house, SENDERS[0], 1)


async def test_what_another_process_left_is_found_by_the_poll(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "POLL_S", 0.01)
    async with a_house(tmp_path) as house, at_work(house):
        with opened(tmp_path, house.clock, "z") as other:
            await other.write(partial(accept, message=inbound("hello", sender=SENDERS[0])))
            await until(house, SENDERS[0], 1)


async def test_two_houses_on_one_database_answer_everybody_once_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "POLL_S", 0.01)
    async with a_house(tmp_path, mark="a") as one, a_house(tmp_path, mark="b") as two:
        async with at_work(one, two):
            for n in range(4):
                for number, sender in enumerate(SENDERS):
                    await (one, two)[number % 2].text(f"{n}", sender=sender)
            async with asyncio.timeout(15):
                while await still_to_send(one) > 0:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        for sender in SENDERS:
            sent = await one.store.read(partial(conversations.at, address=sender))
            assert sent[0].turn == 4
            assert len(one.got(sender)) + len(two.got(sender)) == 4
            for house in (one, two):
                assert house.got(sender) == sorted(house.got(sender))
        assert await one.store.read(inbox.counts) == {"done": 4 * len(SENDERS)}


async def test_a_loop_outlives_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "POLL_S", 0.001)
    async with a_house(tmp_path) as house:
        calls = 0

        async def fails_twice() -> bool:
            nonlocal calls
            calls += 1
            if calls < 3:
                raise StoreError("planted")
            stop.set()
            return False

        stop = asyncio.Event()
        async with asyncio.timeout(5):
            await workers.keep_at(fails_twice, asyncio.Event(), stop)
        assert calls == 3
        assert not house.got()


async def test_stopping_lets_a_send_finish(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        house.phones.delay_next(0.05)
        async with at_work(house):
            await house.text("hello", sender=SENDERS[0])
            while not house.phones.attempts:  # noqa: ASYNC110
                await asyncio.sleep(0.002)
        assert house.got(SENDERS[0]) == ["heard hello"]
        assert [row.status.value for row in await house.outgoing()] == ["queued"]


async def test_settling_does_what_follows_and_then_rests(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        for sender in SENDERS:
            await house.text("hello", sender=sender)
        await house.settle()
        assert all(house.got(sender) == ["heard hello"] for sender in SENDERS)
        assert await workers.next_moment(house.parts) is None


async def test_the_next_moment_is_that_of_the_earliest_timer(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        begun = house.clock.now()
        await house.say("danger", sender=SENDERS[0])
        await house.say("later", sender=SENDERS[1])
        assert await workers.next_moment(house.parts) == begun + timedelta(minutes=5)


async def test_a_timer_wakes_its_conversation_at_its_time(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("later", sender=SENDERS[0])
        await house.pass_time(timedelta(minutes=9))
        assert house.got(SENDERS[0]) == []
        await house.pass_time(timedelta(minutes=1))
        assert house.got(SENDERS[0]) == ["still there?"]


# --- killed processes -------------------------------------------------------------------------------

KILL_AT = ("turn", "sent")


def dying(catalog: Catalog, before: Conversation, event: Event, answer: Answer) -> TurnResult:
    """An engine whose process is killed in the middle of the turn's transaction."""
    small_talk(catalog, before, event, answer)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


async def live_and_die(folder: Path, where: str) -> None:
    """What the child does: accept, acknowledge on stdout, and be killed on the way."""
    engine = dying if where == "turn" else small_talk
    async with a_house(folder, engine=engine, mark="c") as house:
        await house.text("hello", sender=SENDERS[0], external_id="SM1")
        sys.stdout.write("acknowledged\n")
        sys.stdout.flush()
        await house.parts.turns.run_next()
        await house.store.write(house.parts.sender.claim)
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.service
@pytest.mark.parametrize("where", KILL_AT)
async def test_a_killed_process_loses_nothing_that_was_acknowledged(
    tmp_path: Path, where: str
) -> None:
    code = (
        "import asyncio, pathlib; from tests.workers.test_workers import live_and_die;"
        f"asyncio.run(live_and_die(pathlib.Path({str(tmp_path)!r}), {where!r}))"
    )
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert output == b"acknowledged\n"
    clock = HandClock()
    async with a_house(tmp_path, mark="p", clock=clock) as house:
        assert not await house.text("hello", sender=SENDERS[0], external_id="SM1")
        clock.move(2 * conversations.LEASE)
        await house.pass_time(timedelta(minutes=5))
        assert house.got(SENDERS[0]) == ["heard hello"]
        assert await house.store.read(inbox.counts) == {"done": 1}
