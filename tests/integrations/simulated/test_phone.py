"""Phones in memory: what the contract does not ask, but the demo and other tests rely on."""

import json
from datetime import timedelta

import pytest

from assistant.domain.errors import ConfigurationError, NotUnderstood, OutcomeUnknown, Throttled
from assistant.domain.message import ReceiptStatus
from assistant.ports.channel import WebhookRequest
from assistant.ports.plugin import Environment
from integrations.simulated import setup
from integrations.simulated.failures import Failure
from integrations.simulated.phone import SIGNATURE_HEADER, SimulatedPhones, sign
from tests.contracts.channels import LINE, PATIENT, PUBLIC_URL, FixedClock, a_message

SECRET = b"secret of these phones"


async def test_each_phone_sees_its_own_texts() -> None:
    phones = SimulatedPhones(SECRET)
    message = a_message(phones)
    await phones.send(message)
    assert phones.received(PATIENT) == (message,)
    assert phones.received("+12125550100") == ()


async def test_failures_come_in_the_order_asked_for_and_then_end() -> None:
    phones = SimulatedPhones(SECRET, retry_after=timedelta(seconds=3))
    message = a_message(phones)
    phones.fail_next(Failure.THROTTLED, Failure.UNKNOWN_LOST)
    with pytest.raises(Throttled) as caught:
        await phones.send(message)
    assert caught.value.retry_after == timedelta(seconds=3)
    with pytest.raises(OutcomeUnknown):
        await phones.send(message)
    await phones.send(message)
    assert (phones.attempts, len(phones.sent)) == (3, 1)


async def test_a_text_sent_twice_arrives_twice() -> None:
    phones = SimulatedPhones(SECRET)
    message = a_message(phones)
    first, second = await phones.send(message), await phones.send(message)
    assert first.external_id != second.external_id
    assert phones.received(PATIENT) == (message, message)


async def test_a_delay_is_waited_for_before_anything_happens() -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        assert phones.sent == ()
        waited.append(seconds)

    phones = SimulatedPhones(SECRET, sleep=sleep)
    phones.delay_next(2.5)
    await phones.send(a_message(phones))
    await phones.send(a_message(phones))
    assert waited == [2.5]


async def test_a_hang_lasts_until_the_deadline() -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    phones = SimulatedPhones(SECRET, deadline_s=4, sleep=sleep)
    phones.fail_next(Failure.HANGS_ACCEPTED)
    with pytest.raises(OutcomeUnknown):
        await phones.send(a_message(phones))
    assert waited == [4]
    assert len(phones.sent) == 1


async def test_two_runs_are_the_same() -> None:
    async def run() -> tuple[WebhookRequest, str]:
        phones = SimulatedPhones(SECRET)
        receipt = await phones.send(a_message(phones))
        return phones.text(PATIENT, "yes", line=LINE), receipt.external_id

    assert await run() == await run()


def test_an_id_given_twice_is_the_same_text() -> None:
    phones = SimulatedPhones(SECRET)
    one = phones.text(PATIENT, "yes", line=LINE, external_id="retry-1")
    two = phones.text(PATIENT, "yes", line=LINE, external_id="retry-1")
    assert phones.parse(one) == phones.parse(two)


def test_another_secret_is_another_sender() -> None:
    assert sign(b"one", b"x") != sign(b"two", b"x")


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"what": "text"},
        {"what": "text", "opt_out": "PAUSE"},
        {"what": "text", "opt_out": "", "id": 1, "from": "+1", "line": "+2", "text": ""},
        {"what": "text", "opt_out": "", "id": "1", "from": "+1", "line": "+2", "text": "",
         "media": {}},
        {"what": "status", "status": "vanished"},
    ],
)  # fmt: skip
def test_signed_nonsense_is_not_understood(said: object) -> None:
    phones = SimulatedPhones(SECRET)
    body = json.dumps(said).encode()
    headers = {SIGNATURE_HEADER: sign(SECRET, body)}
    request = WebhookRequest("POST", f"{PUBLIC_URL}/webhooks/simulated", headers, body)
    with pytest.raises(NotUnderstood):
        phones.parse(request)
    with pytest.raises(NotUnderstood):
        phones.parse_status(request)


def test_signed_bytes_that_are_not_json_are_not_understood() -> None:
    phones = SimulatedPhones(SECRET)
    headers = {SIGNATURE_HEADER: sign(SECRET, b"\xff{")}
    with pytest.raises(NotUnderstood):
        phones.parse(WebhookRequest("POST", PUBLIC_URL, headers, b"\xff{"))


def test_a_status_of_a_text_nobody_sent_can_be_made() -> None:
    phones = SimulatedPhones(SECRET)
    [request] = phones.statuses("msg_never", ReceiptStatus.SENT)
    assert phones.parse_status(request).message_id == "msg_never"


def test_setup_signs_with_the_installations_secret_and_takes_no_settings() -> None:
    channel = setup(Environment({}, FixedClock(), "", SECRET))
    assert isinstance(channel, SimulatedPhones)
    assert channel.parse(SimulatedPhones(SECRET).text(PATIENT, "yes", line=LINE)).text == "yes"
    with pytest.raises(ConfigurationError):
        setup(Environment({"speed": "9"}, FixedClock(), "", SECRET))
