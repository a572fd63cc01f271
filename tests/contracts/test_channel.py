"""What every channel promises (assistant/ports/channel.py): one table of cases, every channel.

To add a channel, add its harness to channels.py; nothing here changes.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from assistant.domain.errors import (
    BadSignature,
    CredentialsInvalid,
    IntegrationError,
    NotUnderstood,
    OptedOut,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unreachable,
)
from assistant.domain.message import ReceiptStatus
from integrations.simulated.failures import Failure
from tests.contracts.channels import (
    CHANNELS,
    DEADLINE_S,
    LINE,
    PATIENT,
    PICTURE,
    Harness,
    a_message,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

Case = Callable[[Harness], Awaitable[None]]


async def a_text_is_read(harness: Harness) -> None:
    read = harness.channel.parse(harness.inbound("can I come on tuesday?"))
    assert (read.channel, read.line) == (harness.channel.name, LINE)
    assert (read.sender.channel, read.sender.address) == (harness.channel.name, PATIENT)
    assert read.text == "can I come on tuesday?"
    assert (read.media, read.carrier_opt_out) == ((), "")
    assert read.external_id
    assert read.account


async def a_repeated_request_is_the_same_text(harness: Harness) -> None:
    request = harness.inbound("hello")
    assert harness.channel.parse(request) == harness.channel.parse(request)


async def two_texts_with_the_same_words_are_two(harness: Harness) -> None:
    first, second = harness.inbound("yes"), harness.inbound("yes")
    assert harness.channel.parse(first).external_id != harness.channel.parse(second).external_id


async def a_stranger_is_refused(harness: Harness) -> None:
    forged = harness.forged(harness.inbound("hello"))
    with pytest.raises(BadSignature):
        harness.channel.parse(forged)
    with pytest.raises(BadSignature):
        harness.channel.parse_status(forged)


async def what_is_no_text_is_not_understood(harness: Harness) -> None:
    with pytest.raises(NotUnderstood):
        harness.channel.parse(harness.not_a_text())


async def pictures_are_kept(harness: Harness) -> None:
    read = harness.channel.parse(harness.inbound("", media=[PICTURE, PICTURE]))
    assert read.media == (PICTURE, PICTURE)
    assert read.text == ""


async def stop_is_a_text_like_any_other(harness: Harness) -> None:
    assert harness.channel.parse(harness.inbound("STOP")).text == "STOP"


async def a_text_that_the_carrier_answered_says_so(harness: Harness) -> None:
    read = harness.channel.parse(harness.inbound("STOP", carrier_opt_out="STOP"))
    assert read.carrier_opt_out == "STOP"


async def words_of_all_the_world_come_through(harness: Harness) -> None:
    words = "señora Ñandú 🦷 & 100% + “quoted”\nsecond line = yes"
    assert harness.channel.parse(harness.inbound(words)).text == words


async def a_send_gives_a_receipt(harness: Harness) -> None:
    receipt = await harness.channel.send(a_message(harness.channel))
    assert receipt.external_id
    assert receipt.status in {ReceiptStatus.QUEUED, ReceiptStatus.DELIVERED}
    assert receipt.segments == 1
    assert harness.attempts == 1


async def too_fast_is_throttled(harness: Harness) -> None:
    await fails_once(harness, Failure.THROTTLED, Throttled)


async def nobody_there_is_unreachable(harness: Harness) -> None:
    await harness.fail_next(Failure.UNREACHABLE)
    with pytest.raises(Unreachable):
        await harness.channel.send(a_message(harness.channel))


async def doubt_is_told(harness: Harness) -> None:
    await fails_once(harness, Failure.UNKNOWN_LOST, OutcomeUnknown)


async def an_opt_out_at_the_neighbour_is_told(harness: Harness) -> None:
    await fails_once(harness, Failure.OPTED_OUT, OptedOut)


async def a_refusal_for_good_is_rejected(harness: Harness) -> None:
    await fails_once(harness, Failure.REJECTED, Rejected)


async def credentials_that_are_refused_are_told(harness: Harness) -> None:
    await harness.fail_next(Failure.CREDENTIALS_INVALID)
    with pytest.raises(CredentialsInvalid):
        await harness.channel.send(a_message(harness.channel))


async def a_neighbour_that_hangs_is_given_up(harness: Harness) -> None:
    started = time.perf_counter()
    await fails_once(harness, Failure.HANGS_LOST, OutcomeUnknown)
    assert time.perf_counter() - started < DEADLINE_S + 2


async def a_text_in_doubt_that_arrived_is_found(harness: Harness) -> None:
    message = a_message(harness.channel)
    await fails_once(harness, Failure.UNKNOWN_ACCEPTED, OutcomeUnknown)
    found = await harness.channel.find(message)
    assert found is not None
    assert found.external_id
    assert harness.attempts == 1


async def a_text_in_doubt_that_was_lost_is_found_to_be_absent(harness: Harness) -> None:
    await fails_once(harness, Failure.UNKNOWN_LOST, OutcomeUnknown)
    assert await harness.channel.find(a_message(harness.channel)) is None
    assert harness.attempts == 1


async def a_text_that_was_never_sent_is_absent(harness: Harness) -> None:
    assert await harness.channel.find(a_message(harness.channel)) is None


async def a_status_names_our_text_and_theirs(harness: Harness) -> None:
    message = a_message(harness.channel)
    receipt = await harness.channel.send(message)
    [request] = harness.statuses(message, ReceiptStatus.DELIVERED)
    update = harness.channel.parse_status(request)
    assert (update.message_id, update.external_id) == (message.id, receipt.external_id)
    assert (update.status, update.error) == (ReceiptStatus.DELIVERED, "")


async def statuses_come_in_any_order_and_twice(harness: Harness) -> None:
    message = a_message(harness.channel)
    await harness.channel.send(message)
    words = (ReceiptStatus.DELIVERED, ReceiptStatus.QUEUED, ReceiptStatus.SENT, ReceiptStatus.SENT)
    requests = harness.statuses(message, *words)
    assert tuple(harness.channel.parse_status(request).status for request in requests) == words


async def an_error_in_a_status_is_one_of_ours(harness: Harness) -> None:
    message = a_message(harness.channel)
    await harness.channel.send(message)
    [request] = harness.statuses(message, ReceiptStatus.FAILED, error=OptedOut.code)
    update = harness.channel.parse_status(request)
    assert (update.status, update.error) == (ReceiptStatus.FAILED, OptedOut.code)
    assert update.vendor_code


async def closing_twice_is_harmless(harness: Harness) -> None:
    await harness.channel.close()
    await harness.channel.close()


CASES: dict[str, Case] = {
    case.__name__: case
    for case in (
        a_text_is_read,
        a_repeated_request_is_the_same_text,
        two_texts_with_the_same_words_are_two,
        a_stranger_is_refused,
        what_is_no_text_is_not_understood,
        pictures_are_kept,
        stop_is_a_text_like_any_other,
        a_text_that_the_carrier_answered_says_so,
        words_of_all_the_world_come_through,
        a_send_gives_a_receipt,
        too_fast_is_throttled,
        nobody_there_is_unreachable,
        doubt_is_told,
        an_opt_out_at_the_neighbour_is_told,
        a_refusal_for_good_is_rejected,
        credentials_that_are_refused_are_told,
        a_neighbour_that_hangs_is_given_up,
        a_text_in_doubt_that_arrived_is_found,
        a_text_in_doubt_that_was_lost_is_found_to_be_absent,
        a_text_that_was_never_sent_is_absent,
        a_status_names_our_text_and_theirs,
        statuses_come_in_any_order_and_twice,
        an_error_in_a_status_is_one_of_ours,
        closing_twice_is_harmless,
    )
}


async def fails_once(
    harness: Harness, failure: Failure, expected: type[IntegrationError]
) -> IntegrationError:
    """The next send fails so, after one attempt, and says nothing about the patient."""
    message = a_message(harness.channel)
    await harness.fail_next(failure)
    with pytest.raises(expected) as caught:
        await harness.channel.send(message)
    assert type(caught.value) is expected
    assert caught.value.integration in CHANNELS
    assert harness.attempts == 1
    said = f"{caught.value} {caught.value.__cause__}"
    assert PATIENT[1:] not in said
    assert message.text not in said
    return caught.value


def pairs() -> list[object]:
    """Every case for every channel; what a channel cannot have shows up as skipped, and why."""
    return [
        pytest.param(
            case,
            name,
            id=f"{name}-{case}",
            marks=[pytest.mark.skip(reason=f"{name}: {entry.not_possible[case]}")]
            if case in entry.not_possible
            else [],
        )
        for name, entry in CHANNELS.items()
        for case in CASES
    ]


@pytest.fixture
async def harness(name: str) -> AsyncIterator[Harness]:
    async with CHANNELS[name].start() as started:
        yield started


@pytest.mark.parametrize(("case", "name"), pairs())
async def test_channel_keeps_its_contract(case: str, harness: Harness) -> None:
    await CASES[case](harness)


def test_what_a_channel_cannot_have_is_a_case_and_has_a_reason() -> None:
    for entry in CHANNELS.values():
        assert set(entry.not_possible) <= set(CASES)
        assert all(reason.strip() for reason in entry.not_possible.values())
