"""Every way a send can end, and that nothing is ever sent twice on a guess."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.domain.errors import (
    CredentialsInvalid,
    IntegrationError,
    OptedOut,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)
from assistant.domain.message import (
    InboundMessage,
    OutboundMessage,
    Receipt,
    ReceiptStatus,
    StatusUpdate,
)
from assistant.domain.task import Reason
from assistant.ports.channel import Channel, Limits, WebhookRequest
from assistant.service.sender import Sender, Timing, back_off
from assistant.store import consents
from assistant.store.outbox import Outgoing
from tests.pipeline import LINE, PATIENT, a_practice, opened
from tests.service.house import House, a_house

S = ReceiptStatus
Found = Receipt | IntegrationError | None


class Wire:
    """A channel whose next answers are written down beforehand; then all goes well."""

    name = "simulated"
    limits = Limits(1600, has_media=True, has_receipts=True)

    def __init__(self, *sends: Receipt | Exception, finds: tuple[Found, ...] = ()) -> None:
        self.sends, self.finds = list(sends), list(finds)
        self.handed_over: list[OutboundMessage] = []
        self.asked = 0

    def parse(self, request: WebhookRequest) -> InboundMessage:
        raise NotImplementedError

    def parse_status(self, request: WebhookRequest) -> StatusUpdate:
        raise NotImplementedError

    async def send(self, message: OutboundMessage) -> Receipt:
        self.handed_over.append(message)
        answer = self.sends.pop(0) if self.sends else receipt(len(self.handed_over))
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def find(self, message: OutboundMessage) -> Receipt | None:
        self.asked += 1
        answer = self.finds.pop(0)
        if isinstance(answer, IntegrationError):
            raise answer
        return answer

    async def check(self) -> str:
        return ""

    async def close(self) -> None:
        return


def receipt(number: int = 1) -> Receipt:
    return Receipt(f"SM{number}", S.QUEUED, 1)


def failure(kind: type[IntegrationError]) -> IntegrationError:
    return kind("planted", integration="simulated", vendor_code="12345")


async def after(house: House, wire: Channel, wait: timedelta = timedelta()) -> ReceiptStatus:
    """Have one reply sent over that wire, let time pass, and see where its receipt stands."""
    await house.text("hello")
    assert await house.parts.turns.run_next()
    sender = Sender(house.store, {"simulated": wire}, a_practice())
    await run(house, sender, wait)
    return (await house.outgoing())[0].status


async def run(house: House, sender: Sender, wait: timedelta) -> None:
    end = house.clock.now() + wait
    while True:
        while await sender.run_once():
            pass
        due = await house.store.read(sender.next_due)
        if due is None or due > end:
            break
        house.clock.move_to(due)


async def test_a_receipt_is_kept(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        assert await after(house, Wire()) is S.QUEUED
        (row,) = await house.outgoing()
        assert (row.external_id, row.attempts, row.sent_at) == ("SM1", 1, house.clock.now())


@pytest.mark.parametrize("kind", [Throttled, Unreachable])
async def test_what_was_certainly_not_sent_is_sent_again_after_a_while(
    tmp_path: Path, kind: type[IntegrationError]
) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(failure(kind))
        assert await after(house, wire) is S.NEW
        assert len(wire.handed_over) == 1
        sender = Sender(house.store, {"simulated": wire}, a_practice())
        await run(house, sender, timedelta(minutes=1))
        assert len(wire.handed_over) == 2
        assert (await house.outgoing())[0].status is S.QUEUED


async def test_what_the_neighbour_asks_for_is_waited(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        slow = Throttled("planted", integration="x", retry_after=timedelta(minutes=10))
        wire = Wire(slow)
        await after(house, wire, timedelta(minutes=9))
        assert len(wire.handed_over) == 1


@pytest.mark.parametrize("kind", [Rejected, CredentialsInvalid])
async def test_a_refusal_becomes_work_for_a_person(
    tmp_path: Path, kind: type[IntegrationError]
) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(failure(kind))
        assert await after(house, wire, timedelta(minutes=9)) is S.FAILED
        assert len(wire.handed_over) == 1
        (task,) = await house.queue()
        assert task.reason is Reason.DELIVERY_FAILED
        assert "12345" in task.summary


async def test_an_opt_out_at_the_carrier_is_written_to_the_ledger(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        assert await after(house, Wire(failure(OptedOut))) is S.FAILED
        assert await house.store.read(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))
        rows = await house.store.read(lambda tx: consents.history(tx, PATIENT))
        assert {row.source for row in rows} == {"carrier"}
        assert [task.reason for task in await house.queue()] == [Reason.DELIVERY_FAILED]


async def test_a_channel_that_is_not_here_becomes_work_for_a_person(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        await run(house, Sender(house.store, {}, a_practice()), timedelta())
        assert [task.reason for task in await house.queue()] == [Reason.DELIVERY_FAILED]


async def test_a_neighbour_that_counts_from_one_again_stops_nothing(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(receipt(1), receipt(1))
        await after(house, wire)
        await after(house, wire)
        rows = await house.outgoing()
        assert [(row.status, row.external_id) for row in rows] == [
            (S.QUEUED, "SM1"),
            (S.QUEUED, ""),
        ]


# --- it may have been sent -------------------------------------------------------------------------

UNKNOWN = failure(OutcomeUnknown)
SOON = timedelta(minutes=10)


async def test_an_unknown_send_is_not_touched_for_two_minutes(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(UNKNOWN)
        assert await after(house, wire, timedelta(seconds=119)) is S.UNKNOWN
        assert (len(wire.handed_over), wire.asked) == (1, 0)


async def test_a_callback_settles_an_unknown_send(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(UNKNOWN)
        await after(house, wire)
        (row,) = await house.outgoing()
        await house.parts.note_status(StatusUpdate(row.id, "SM7", S.SENT))
        await run(house, Sender(house.store, {"simulated": wire}, a_practice()), SOON)
        (row,) = await house.outgoing()
        assert (row.status, row.external_id) == (S.SENT, "SM7")
        assert (len(wire.handed_over), wire.asked) == (1, 0)


async def test_what_the_neighbour_has_was_sent(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(UNKNOWN, finds=(receipt(7),))
        assert await after(house, wire, SOON) is S.QUEUED
        assert len(wire.handed_over) == 1
        assert (await house.outgoing())[0].external_id == "SM7"


async def test_what_the_neighbour_has_not_is_sent_once_more(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(UNKNOWN, finds=(None,))
        assert await after(house, wire, SOON) is S.QUEUED
        assert len(wire.handed_over) == 2


async def test_it_is_not_sent_a_third_time(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(UNKNOWN, UNKNOWN, finds=(None, None))
        assert await after(house, wire, SOON) is S.FAILED
        assert len(wire.handed_over) == 2
        assert [task.reason for task in await house.queue()] == [Reason.DELIVERY_FAILED]


async def test_what_cannot_be_told_goes_to_a_person_and_is_not_sent_again(
    tmp_path: Path,
) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(UNKNOWN, finds=(failure(OutcomeUnknown),))
        assert await after(house, wire, SOON) is S.FAILED
        assert len(wire.handed_over) == 1
        assert [task.reason for task in await house.queue()] == [Reason.DELIVERY_FAILED]


async def test_a_neighbour_that_cannot_be_asked_is_asked_later(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(UNKNOWN, finds=(failure(Unreachable), receipt(7)))
        assert await after(house, wire, SOON) is S.QUEUED
        assert (len(wire.handed_over), wire.asked) == (1, 2)


async def test_a_bug_in_an_adapter_is_an_unknown_outcome(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire(ZeroDivisionError())
        assert await after(house, wire) is S.UNKNOWN


class Silent(Wire):
    """A channel that never answers."""

    async def send(self, message: OutboundMessage) -> Receipt:
        self.handed_over.append(message)
        await asyncio.Event().wait()
        raise AssertionError


async def test_a_channel_that_hangs_is_given_up_as_unknown(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        timing = Timing(deadline=timedelta(milliseconds=5))
        sender = Sender(house.store, {"simulated": Silent()}, a_practice(), timing)
        assert await sender.run_once()
        assert (await house.outgoing())[0].status is S.UNKNOWN


async def test_a_sender_that_died_leaves_an_unknown_send(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        wire = Wire(finds=(receipt(7),))
        dead = Sender(house.store, {"simulated": wire}, a_practice())
        batch = await house.store.write(dead.claim)
        assert len(batch.to_send) == 1
        await run(house, dead, timedelta(minutes=30))
        assert (len(wire.handed_over), wire.asked) == (0, 1)
        assert (await house.outgoing())[0].status is S.QUEUED


async def test_taking_unknown_for_not_sent_would_reach_the_phone_twice(tmp_path: Path) -> None:
    """The planted bug: an adapter that calls a lost answer "unreachable"."""
    async with a_house(tmp_path) as house:
        wire = Wire(failure(Unreachable), finds=(receipt(7),))
        await after(house, wire, SOON)
        assert len(wire.handed_over) == 2


# --- order and claims ------------------------------------------------------------------------------


async def test_a_text_never_overtakes_an_earlier_one_of_its_conversation(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        for text in ("one", "two", "three"):
            await house.text(text)
            assert await house.parts.turns.run_next()
        wire = Wire(failure(Throttled), failure(Throttled))
        await run(house, Sender(house.store, {"simulated": wire}, a_practice()), SOON)
        texts = [message.text for message in wire.handed_over]
        assert texts == ["heard one"] * 3 + ["heard two", "heard three"]


async def test_two_senders_send_each_text_once(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        for n in range(10):
            await house.text("hi", sender=f"+1555010{n:04}")
            assert await house.parts.turns.run_next()
        wire = Wire()
        with opened(tmp_path, house.clock, "z") as other:
            senders = [Sender(s, {"simulated": wire}, a_practice()) for s in (house.store, other)]
            await asyncio.gather(*(sender.run_once() for sender in senders))
        assert len({message.id for message in wire.handed_over}) == len(wire.handed_over) == 10


@pytest.mark.parametrize(("text", "rule"), [("stop", "opted-out"), ("person", "staff-owns")])
async def test_what_happens_between_claim_and_send_still_counts(
    tmp_path: Path, text: str, rule: str
) -> None:
    """A sender stalls after its claim; meanwhile the patient opts out, or a person comes in."""
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        sender = Stalled(house, text)
        assert await sender.run_once()
        (row, *_) = await house.outgoing()
        assert (row.status, row.suppressed_by) == (S.SUPPRESSED, rule)
        assert house.got() == []


class Stalled(Sender):
    """A sender after whose claim one more text of the patient is dealt with."""

    def __init__(self, house: House, text: str) -> None:
        super().__init__(house.store, house.parts.channels, a_practice())
        self.house, self.meanwhile = house, text

    async def _send(self, row: Outgoing) -> None:
        await self.house.text(self.meanwhile)
        assert await self.house.parts.turns.run_next()
        await super()._send(row)


def test_waits_grow_up_to_a_bound_and_differ_between_texts() -> None:
    waits = [back_off("msg_1", attempt).total_seconds() for attempt in range(1, 40)]
    assert waits[0] >= 2
    assert max(waits) <= 450
    assert back_off("msg_1", 3) == back_off("msg_1", 3) != back_off("msg_2", 3)


async def test_the_neighbour_is_told_for_how_long_the_text_is_worth_delivering(
    tmp_path: Path,
) -> None:
    async with a_house(tmp_path) as house:
        wire = Wire()
        await house.text("hello")
        assert await house.parts.turns.run_next()
        house.clock.move(timedelta(minutes=10))
        await run(house, Sender(house.store, {"simulated": wire}, a_practice()), timedelta())
        assert [message.valid_for_s for message in wire.handed_over] == [1200]


async def test_nothing_is_due_when_nothing_waits(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        assert not await house.parts.sender.run_once()
        assert await house.store.read(house.parts.sender.next_due) is None
