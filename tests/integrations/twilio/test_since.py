"""What Twilio remembers of the texts that went over it."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from functools import partial

import pytest

from assistant.domain.errors import OutcomeUnknown, Unreachable
from assistant.ports.channel import Channel, Exchanged, Remembers
from integrations.simulated.twilio_api import TwilioApi
from integrations.twilio import setup
from tests.contracts.channels import (
    ACCOUNT_SID,
    AUTH_TOKEN,
    LINE,
    NOW,
    PATIENT,
    PUBLIC_URL,
    a_message,
    twilio_environment,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
INBOUND = f"{PUBLIC_URL}/webhooks/twilio"


class Moment:
    """When the stand-in believes to be."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
async def api(moment: Moment) -> AsyncGenerator[TwilioApi, None]:
    async with TwilioApi(ACCOUNT_SID, AUTH_TOKEN, now=moment.now) as started:
        yield started


@pytest.fixture
async def sms(api: TwilioApi) -> AsyncGenerator[Channel, None]:
    channel = setup(twilio_environment(api.url))
    assert channel is not None
    yield channel
    await channel.close()


async def asked(sms: Channel, since: datetime = NOW) -> list[Exchanged]:
    assert isinstance(sms, Remembers)
    return list(await sms.since(since))


async def test_both_ways_oldest_first_and_nothing_from_before(
    api: TwilioApi, sms: Channel, moment: Moment
) -> None:
    text = partial(api.text, INBOUND, sender=PATIENT, line=LINE)
    moment.at = NOW - timedelta(hours=1)
    text(body="long ago")
    moment.at = NOW + timedelta(minutes=1)
    text(body="a question")
    moment.at += timedelta(minutes=1)
    receipt = await sms.send(a_message(sms))  # it still waits at Twilio: without a date of sending
    moment.at += timedelta(minutes=1)
    text(body="", NumMedia="1")
    found = await asked(sms)
    assert [one.is_inbound for one in found] == [True, False, True]
    question, answer, picture = found
    assert (question.text, picture.text) == ("a question", "")
    assert answer.external_id == receipt.external_id
    assert {(one.line, one.other.address, one.account) for one in found} == {
        (LINE, PATIENT, ACCOUNT_SID)
    }
    assert question.at == NOW + timedelta(minutes=1)


async def test_more_than_a_page_is_told(api: TwilioApi, sms: Channel) -> None:
    for n in range(250):
        api.text(INBOUND, sender=PATIENT, line=LINE, body=f"text {n}")
    assert len({one.external_id for one in await asked(sms)}) == 250


async def test_words_that_are_hidden_cannot_be_told(api: TwilioApi, sms: Channel) -> None:
    api.text(INBOUND, sender=PATIENT, line=LINE, body="a question")
    api.hides_bodies = True
    with pytest.raises(OutcomeUnknown):
        await asked(sms)


async def test_it_is_asked_again_when_it_does_not_answer(api: TwilioApi, sms: Channel) -> None:
    api.reads_fail = "503"
    with pytest.raises(Unreachable):
        await asked(sms)
    api.reads_fail = "unreadable"
    with pytest.raises((Unreachable, OutcomeUnknown)):
        await asked(sms)
