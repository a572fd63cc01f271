"""What may leave, and what a neighbour's word may change."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.hours import next_sending
from assistant.domain.message import FINAL, RANK, ReceiptStatus, StatusUpdate, moves_forward
from assistant.domain.task import Reason
from assistant.store import consents, outbox
from integrations.simulated.failures import Failure
from tests.pipeline import LINE, PATIENT, HandClock, a_practice
from tests.service.house import ANN, House, a_house

S = ReceiptStatus


# --- the rules of sending --------------------------------------------------------------------------


async def test_a_takeover_between_thinking_and_sending_keeps_the_reply_here(
    tmp_path: Path,
) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        await house.store.write(partial(house.parts.desk.claim, of=PATIENT, staff=ANN))
        await house.settle()
        (row,) = await house.outgoing()
        assert (row.status, row.suppressed_by) == (S.SUPPRESSED, "staff-owns")
        assert house.got() == []


async def test_what_was_written_before_a_takeover_is_old_news_after_it(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        await house.store.write(partial(house.parts.desk.claim, of=PATIENT, staff=ANN))
        await house.store.write(partial(house.parts.desk.close, of=PATIENT, staff=ANN))
        await house.settle()
        assert house.got() == []


async def test_safety_words_do_not_wait_behind_a_text_in_doubt(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        house.phones.fail_next(Failure.UNKNOWN_LOST)
        await house.say("hello")
        await house.say("danger")
        assert house.got() == ["call 911"]


async def test_the_words_that_announce_a_person_are_sent(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("person")
        assert house.got() == ["a person will answer"]


async def test_the_announcement_is_sent_even_if_the_person_is_quicker(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("person")
        assert await house.parts.turns.run_next()
        await house.store.write(partial(house.parts.desk.claim, of=PATIENT, staff=ANN))
        await house.settle()
        assert house.got() == ["a person will answer"]


async def test_a_stop_between_writing_and_sending_keeps_the_reply_here(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        for text in ("hello", "stop"):
            await house.text(text)
            assert await house.parts.turns.run_next()
        await house.settle()
        assert house.got() == ["goodbye"]
        first, _ = await house.outgoing()
        assert first.suppressed_by == "opted-out"


async def test_after_stop_nothing_leaves_until_start(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        for text in ("stop", "hello", "anybody there?", "stop"):
            await house.say(text)
        assert house.got() == ["goodbye"]
        assert [task.reason for task in await house.queue()] == [Reason.WROTE_AFTER_OPT_OUT]
        await house.say("start")
        await house.say("hello")
        assert house.got() == ["goodbye", "welcome back", "heard hello"]


async def test_a_reply_that_is_too_late_becomes_work_for_a_person(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        house.clock.move(timedelta(minutes=30))
        await house.settle()
        assert house.got() == []
        (task,) = await house.queue()
        assert task.reason is Reason.DELIVERY_FAILED
        assert "heard hello" in task.summary


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 3, 2, 14, tzinfo=UTC), datetime(2026, 3, 2, 14, tzinfo=UTC)),
        (datetime(2026, 3, 2, 11, tzinfo=UTC), datetime(2026, 3, 2, 13, tzinfo=UTC)),
        (datetime(2026, 3, 3, 1, tzinfo=UTC), datetime(2026, 3, 3, 13, tzinfo=UTC)),
        # The night in which the clocks go forward is an hour shorter.
        (datetime(2026, 3, 8, 2, tzinfo=UTC), datetime(2026, 3, 8, 12, tzinfo=UTC)),
    ],
)
def test_the_assistant_begins_only_in_sending_hours(at: datetime, expected: datetime) -> None:
    assert next_sending(a_practice(), at) == expected


async def test_a_nudge_at_night_waits_for_the_morning(tmp_path: Path) -> None:
    evening = HandClock(datetime(2026, 3, 3, 0, 55, tzinfo=UTC))
    async with a_house(tmp_path, clock=evening) as house:
        await house.say("later")
        await house.pass_time(timedelta(minutes=15))
        assert house.got() == []
        await house.pass_time(timedelta(hours=11))
        assert house.got() == []
        await house.pass_time(timedelta(hours=2))
        assert house.got() == ["still there?"]
        assert house.clock.now() > datetime(2026, 3, 3, 13, tzinfo=UTC)


async def test_a_nudge_that_waits_holds_nothing_up_and_is_moot_after_the_next_text(
    tmp_path: Path,
) -> None:
    evening = HandClock(datetime(2026, 3, 3, 0, 55, tzinfo=UTC))
    async with a_house(tmp_path, clock=evening) as house:
        await house.say("later")
        await house.pass_time(timedelta(minutes=15))
        await house.say("hello")
        assert house.got() == ["heard hello"]
        await house.pass_time(timedelta(days=1))
        assert house.got() == ["heard hello"]
        rules_used = {row.kind.value: row.suppressed_by for row in await house.outgoing()}
        assert rules_used["nudge"] == "answered"


# --- the neighbour's word --------------------------------------------------------------------------


def update(row_id: str, external_id: str, status: ReceiptStatus, error: str = "") -> StatusUpdate:
    return StatusUpdate(row_id, external_id, status, vendor_code="30003", error=error)


async def tell(house: House, *statuses: ReceiptStatus) -> ReceiptStatus:
    """Send one text, let the neighbour say these of it, and see where its receipt stands."""
    await house.say("hello")
    row = (await house.outgoing())[-1]
    for status in statuses:
        await house.parts.note_status(update(row.id, row.external_id, status))
    return (await house.outgoing())[-1].status


async def test_every_order_of_callbacks_ends_at_the_furthest(tmp_path: Path) -> None:
    said = (S.QUEUED, S.SENT, S.DELIVERED, S.SENT)
    async with a_house(tmp_path) as house:
        for order in set(permutations(said)):
            assert await tell(house, *order) is S.DELIVERED


walks = st.lists(st.sampled_from([s for s in S if s not in {S.NEW, S.SENDING, S.UNKNOWN}]))


May = Callable[[ReceiptStatus, ReceiptStatus], bool]


def furthest(said: list[ReceiptStatus], may: May = moves_forward) -> list[int]:
    """The ranks a receipt goes through while it hears all this."""
    now, ranks = S.SENDING, [RANK[S.SENDING]]
    for then in said:
        if may(now, then):
            now = then
            ranks.append(RANK[now])
    return ranks


@given(walks)
def test_a_receipt_only_moves_forward(said: list[ReceiptStatus]) -> None:
    ranks = furthest(said)
    assert ranks == sorted(set(ranks))


def test_a_receipt_that_takes_any_word_would_go_back() -> None:
    """The planted bug that the property above must catch."""
    ranks = furthest([S.DELIVERED, S.SENT], always)
    assert ranks != sorted(set(ranks))


def always(_now: ReceiptStatus, _then: ReceiptStatus) -> bool:
    return True


@given(st.sampled_from(sorted(FINAL)), st.sampled_from(S))
def test_nothing_follows_an_end(now: ReceiptStatus, then: ReceiptStatus) -> None:
    assert not moves_forward(now, then)


async def test_strangers_callbacks_change_nothing(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("hello")
        (row,) = await house.outgoing()
        for stranger in (
            update("msg_unknown", row.external_id, S.FAILED),
            update(row.id, "not-ours", S.FAILED),
        ):
            assert not await house.parts.note_status(stranger)
        assert await house.outgoing() == (row,)
        assert await house.queue() == ()


async def test_an_undelivered_text_becomes_work_for_a_person(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        assert await tell(house, S.UNDELIVERED, S.UNDELIVERED) is S.UNDELIVERED
        (task,) = await house.queue()
        assert task.reason is Reason.DELIVERY_FAILED
        assert "30003" in task.summary


async def test_a_carriers_opt_out_is_ours_too(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.say("hello")
        (row,) = await house.outgoing()
        said = update(row.id, row.external_id, S.FAILED, "opted-out")
        await house.parts.note_status(said)
        assert await house.store.read(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))
        await house.say("hello again")
        assert house.got() == ["heard hello"]
        reasons = {task.reason for task in await house.queue()}
        assert reasons == {Reason.DELIVERY_FAILED, Reason.WROTE_AFTER_OPT_OUT}


async def test_a_callback_that_beats_the_sends_own_answer_is_kept(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        await house.text("hello")
        assert await house.parts.turns.run_next()
        (row,) = await house.outgoing()
        await house.store.write(
            partial(outbox.start, key=row.id, lease=house.parts.sender.timing.lease)
        )
        await house.parts.note_status(update(row.id, "sim-out-1", S.DELIVERED))
        house.clock.move(2 * house.parts.sender.timing.lease)
        await house.settle()
        (row,) = await house.outgoing()
        assert (row.status, row.external_id) == (S.DELIVERED, "sim-out-1")
