"""A backup is put back in a new place: nothing leaves before it is known what has left since."""

import asyncio
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from assistant import workers
from assistant.domain.clock import Instant
from assistant.domain.conversation import Owner
from assistant.domain.errors import OutcomeUnknown, Unreachable
from assistant.domain.message import OutboundMessage, Receipt, ReceiptStatus
from assistant.domain.patient import ContactPoint
from assistant.domain.task import Reason
from assistant.ports.channel import Channel, Exchanged
from assistant.service.health import look
from assistant.service.parts import Parts
from assistant.service.safekeeping import restoring
from assistant.service.sender import Sender
from assistant.service.turns import Turns
from assistant.store import consents
from assistant.store.database import Store
from assistant.store.migrations import migrate
from assistant.store.safekeeping import backups
from integrations.simulated.failures import Failure
from integrations.simulated.phone import SimulatedPhones
from tests.databases import BOTH, empty_beside, url_in, using
from tests.pipeline import LINE, PATIENT, CountedIds, HandClock, a_practice, inbound, keys
from tests.service.house import House, a_house, a_mind

OTHER, NEW = "+15550100002", "+15550100003"


@pytest.fixture(params=BOTH, autouse=True)
def database(request: pytest.FixtureRequest) -> Generator[None]:
    with using(request.param):
        yield


class Neighbour(SimulatedPhones):
    """Phones whose network remembers everything that went over it."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(b"test", deadline_s=0)
        self.clock = clock
        self.memory: list[Exchanged] = []
        self.refuses: Exception | None = None

    async def send(self, message: OutboundMessage) -> Receipt:
        receipt = await super().send(message)
        self.remember(message.to.address, message.text, receipt.external_id, is_inbound=False)
        return receipt

    def remember(self, number: str, text: str, external_id: str, *, is_inbound: bool) -> None:
        other = ContactPoint("simulated", number)
        self.memory.append(
            Exchanged(
                "simulated", LINE, other, external_id, text, self.clock.now(), is_inbound=is_inbound
            )
        )

    async def since(self, at: Instant) -> Sequence[Exchanged]:
        if self.refuses is not None:
            raise self.refuses
        return [text for text in self.memory if text.at >= at]


def on(store: Store, channel: Channel, clock: HandClock) -> Parts:
    practice = a_practice()
    channels = {"simulated": channel}
    turns = Turns(store, a_mind(practice))
    return Parts(store, channels, clock, store.ids, turns, Sender(store, channels, practice))


class Story:
    """A house that lives on after its backup, and the same house put back from it."""

    def __init__(self, folder: Path, *, remembers: bool = True) -> None:
        self.folder, self.clock = folder, HandClock()
        self.phones = Neighbour(self.clock) if remembers else SimulatedPhones(b"t", deadline_s=0)
        self._texts = 0

    @asynccontextmanager
    async def before(self) -> AsyncGenerator[House]:
        async with a_house(self.folder, clock=self.clock) as house:
            yield House(on(house.store, self.phones, self.clock), self.clock, house.phones)

    async def heard(self, house: House, text: str, number: str = PATIENT) -> None:
        self._texts += 1
        key = f"in-{self._texts}"
        if isinstance(self.phones, Neighbour):
            self.phones.remember(number, text, key, is_inbound=True)
        await house.parts.accept(inbound(text, sender=number, external_id=key))

    async def says(self, house: House, text: str, number: str = PATIENT) -> None:
        await self.heard(house, text, number)
        await house.settle()
        self.clock.move(timedelta(seconds=30))

    def back_up(self) -> None:
        backups.back_up(url_in(self.folder), keys(), self.folder / "b", self.clock.now())
        self.clock.move(timedelta(minutes=6))

    @asynccontextmanager
    async def after(self) -> AsyncGenerator[Parts]:
        url = empty_beside(self.folder)
        manifest = backups.check(self.folder / "b", keys())
        backups.put_back(self.folder / "b", manifest, url)
        draft = backups.draft_of(url)
        migrate(draft)
        store = Store.open(draft, keys(), clock=self.clock, ids=CountedIds("r"))
        await store.write(partial(restoring.mark, made_at=manifest.moment))
        await store.close()
        backups.place(url)
        store = Store.open(url, keys(), clock=self.clock, ids=CountedIds("s"))
        try:
            yield on(store, self.phones, self.clock)
        finally:
            await store.close()

    def texts(self, number: str = PATIENT) -> list[str]:
        return [message.text for message in self.phones.received(number)]


async def test_nothing_leaves_before_the_neighbour_was_asked(tmp_path: Path) -> None:
    story = Story(tmp_path)
    async with story.before() as house:
        await story.says(house, "one")
        await story.heard(house, "two")
        story.back_up()
        await house.settle()
    assert story.texts() == ["heard one", "heard two"]
    async with story.after() as parts:
        assert isinstance(story.phones, Neighbour)
        story.phones.refuses = Unreachable("not now", integration="fake")
        with pytest.raises(Unreachable):
            await workers.settle(parts)
        assert not parts.gate.is_open
        found = await look(parts)
        assert any("put back from a backup" in one.said for one in found if not one.is_fine)
        assert story.texts() == ["heard one", "heard two"]


async def test_what_was_sent_since_is_not_sent_again_and_a_person_knows(tmp_path: Path) -> None:
    story = Story(tmp_path)
    async with story.before() as house:
        await story.says(house, "one")
        await story.says(house, "later", OTHER)
        story.back_up()
        await story.says(house, "two")
        await story.says(house, "hello", NEW)
        await house.pass_time(timedelta(minutes=10))
    had = {number: story.texts(number) for number in (PATIENT, OTHER, NEW)}
    assert had[OTHER][-1] == "still there?"
    async with story.after() as parts:
        live = House(parts, story.clock, SimulatedPhones(b"t"))
        await live.pass_time(timedelta(hours=1))
        assert {number: story.texts(number) for number in had} == had
        tasks = [task for task in await live.queue() if task.reason is Reason.RESTORED]
        assert len(tasks) == 3
        said = "\n".join(task.summary for task in tasks)
        assert "Patient: two\nWe: heard two" in said
        assert "We: still there?" in said
        assert (await live.thread(NEW)).owner is Owner.STAFF
        # The same text once more, as a neighbour's own retry, has no effect.
        assert not await parts.accept(inbound("two", external_id="in-3"))


async def test_a_text_in_doubt_is_asked_about_and_sent_only_if_it_never_left(
    tmp_path: Path,
) -> None:
    story = Story(tmp_path)
    async with story.before() as house:
        await story.heard(house, "one")
        await story.heard(house, "two", OTHER)
        while await house.parts.turns.run_next():
            pass
        story.back_up()
        # Only one of the two leaves before the house is lost.
        story.phones.fail_next(Failure.UNREACHABLE)
        await house.parts.sender.run_once()
    assert len(story.texts() + story.texts(OTHER)) == 1
    async with story.after() as parts:
        live = House(parts, story.clock, SimulatedPhones(b"t"))
        await live.pass_time(timedelta(minutes=5))
        assert (story.texts(), story.texts(OTHER)) == (["heard one"], ["heard two"])
        assert {row.status for row in await live.outgoing()} == {ReceiptStatus.QUEUED}
        assert await live.queue() == ()


async def test_stop_since_the_backup_holds(tmp_path: Path) -> None:
    story = Story(tmp_path)
    async with story.before() as house:
        await story.says(house, "one")
        story.back_up()
        await story.says(house, "STOP")
    async with story.after() as parts:
        withdrawn = partial(consents.is_withdrawn, address=PATIENT, line=LINE)
        assert not await parts.store.read(withdrawn)
        await workers.settle(parts)
        assert await parts.store.read(withdrawn)


@pytest.mark.parametrize("can_be_asked", [False, True])
async def test_where_it_cannot_be_known_a_person_looks_first(
    tmp_path: Path, can_be_asked: bool
) -> None:
    story = Story(tmp_path, remembers=can_be_asked)
    if isinstance(story.phones, Neighbour):
        story.phones.refuses = OutcomeUnknown("too long", integration="fake")
    async with story.before() as house:
        await story.says(house, "later")
        await story.says(house, "one", OTHER)
        story.back_up()
    async with story.after() as parts:
        live = House(parts, story.clock, SimulatedPhones(b"t"))
        await live.pass_time(timedelta(hours=1))
        assert story.texts() == []
        (task,) = await live.queue()
        assert task.reason is Reason.RESTORED
        assert (await live.thread()).owner is Owner.STAFF
        assert (await live.thread(OTHER)).owner is Owner.BOT


async def test_workers_wait_at_the_gate_until_the_neighbour_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "RECONCILE_EVERY_S", 0.01)
    story = Story(tmp_path)
    async with story.before() as house:
        await story.says(house, "one")
        story.back_up()
    async with story.after() as parts, asyncio.timeout(10), asyncio.TaskGroup() as group:
        assert isinstance(story.phones, Neighbour)
        story.phones.refuses = Unreachable("not now", integration="fake")
        stop = asyncio.Event()
        group.create_task(workers.run(parts, stop))
        await story.heard(House(parts, story.clock, SimulatedPhones(b"t")), "two")
        await asyncio.sleep(0.1)
        assert story.texts() == ["heard one"]
        story.phones.refuses = None
        while len(story.texts()) < 2:  # noqa: ASYNC110 (the phone has no event)
            await asyncio.sleep(0.01)
        stop.set()
    assert story.texts() == ["heard one", "heard two"]


async def test_a_house_that_does_not_ask_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: the gate opens at once. Then what was sent is sent again."""

    async def opens(gate: restoring.Gate, *_: object) -> None:
        gate.is_open = True

    monkeypatch.setattr(restoring, "reconcile", opens)
    story = Story(tmp_path)
    async with story.before() as house:
        await story.says(house, "later")
        story.back_up()
        await house.pass_time(timedelta(minutes=10))
    had = story.texts()
    async with story.after() as parts:
        await House(parts, story.clock, SimulatedPhones(b"t")).pass_time(timedelta(minutes=1))
    assert len(story.texts()) > len(had)
