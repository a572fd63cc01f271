"""What is Twilio's own: callback addresses, services, lists, and its client's bad habits."""

import logging
import sys
import traceback
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from assistant.domain.errors import (
    BadSignature,
    ConfigurationError,
    CredentialsInvalid,
    IntegrationError,
    NotUnderstood,
    OptedOut,
    OutcomeUnknown,
    Throttled,
    Unreachable,
)
from assistant.domain.message import OutboundMessage, ReceiptStatus, moves_forward
from assistant.ports.channel import Channel, WebhookRequest
from assistant.ports.plugin import Environment
from integrations.simulated.twilio_api import TwilioApi
from integrations.twilio import setup
from integrations.twilio.callback import message_id, status_url
from tests.contracts.channels import (
    ACCOUNT_SID,
    AUTH_TOKEN,
    LINE,
    NOW,
    PATIENT,
    PUBLIC_URL,
    FixedClock,
    a_message,
    received,
    twilio_environment,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
SERVICE = "MG" + "0d" * 16
INBOUND = f"{PUBLIC_URL}/webhooks/twilio"


@pytest.fixture
async def api() -> AsyncGenerator[TwilioApi, None]:
    async with TwilioApi(ACCOUNT_SID, AUTH_TOKEN, now=lambda: NOW) as started:
        yield started


@pytest.fixture
async def sms(api: TwilioApi) -> AsyncGenerator[Channel, None]:
    channel = connected(twilio_environment(api.url))
    yield channel
    await channel.close()


def connected(environment: Environment) -> Channel:
    channel = setup(environment)
    assert channel is not None
    return channel


def callback(api: TwilioApi, status: str, code: int | None = None) -> WebhookRequest:
    [sid] = api.messages
    return received(api.status(sid, status, code))


class TestSend:
    async def test_the_post_holds_what_a_text_needs(self, api: TwilioApi, sms: Channel) -> None:
        message = a_message(sms)
        await sms.send(message)
        [post] = api.posts
        address = post.pop("StatusCallback")
        assert post == {
            "To": PATIENT,
            "From": LINE,
            "Body": message.text,
            "ValidityPeriod": "1800",
        }
        assert address.startswith(f"{PUBLIC_URL}/webhooks/twilio/status?")
        assert parse_qs(urlsplit(address).query)["m"] == [message.id]

    @pytest.mark.parametrize(
        ("seconds", "asked"), [(0, "1"), (-5, "1"), (300, "300"), (10**6, "36000")]
    )
    async def test_a_validity_is_one_that_twilio_takes(
        self, api: TwilioApi, sms: Channel, seconds: int, asked: str
    ) -> None:
        await sms.send(replace(a_message(sms), valid_for_s=seconds))
        assert api.posts[0]["ValidityPeriod"] == asked

    async def test_a_service_sends_from_the_line_the_patient_knows(self, api: TwilioApi) -> None:
        sms = connected(twilio_environment(api.url, messaging_service_sid=SERVICE))
        await sms.send(a_message(sms))
        assert (api.posts[0]["From"], api.posts[0]["MessagingServiceSid"]) == (LINE, SERVICE)
        await sms.close()

    async def test_without_a_public_address_no_callback_is_asked_for(self, api: TwilioApi) -> None:
        environment = replace(twilio_environment(api.url), public_url="")
        sms = connected(environment)
        await sms.send(a_message(sms))
        assert "StatusCallback" not in api.posts[0]
        assert not sms.limits.has_receipts
        await sms.close()

    @pytest.mark.parametrize("trouble", ["drop-before", "drop-after", "unreadable", "no-sid"])
    async def test_an_answer_that_is_none_leaves_doubt(
        self, api: TwilioApi, sms: Channel, trouble: str
    ) -> None:
        api.trouble_next(trouble)
        with pytest.raises(OutcomeUnknown):
            await sms.send(a_message(sms))
        assert len(api.posts) == 1

    async def test_a_throttle_says_how_long(self, api: TwilioApi, sms: Channel) -> None:
        api.trouble_next("429")
        with pytest.raises(Throttled) as caught:
            await sms.send(a_message(sms))
        assert caught.value.retry_after == timedelta(seconds=7)
        assert caught.value.vendor_code == "20429"

    async def test_the_next_text_goes_well_after_a_broken_connection(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        api.trouble_next("drop-after")
        with pytest.raises(OutcomeUnknown):
            await sms.send(a_message(sms))
        assert (await sms.send(a_message(sms))).status is ReceiptStatus.QUEUED

    async def test_a_port_where_nobody_listens_is_unreachable(self) -> None:
        sms = connected(twilio_environment("http://localhost:1"))
        with pytest.raises(Unreachable):
            await sms.send(a_message(sms))
        await sms.close()

    async def test_a_deadline_that_ends_before_a_byte_left_leaves_no_doubt(
        self, api: TwilioApi
    ) -> None:
        sms = connected(twilio_environment(api.url, deadline_s="0.000001"))
        with pytest.raises(Unreachable):
            await sms.send(a_message(sms))
        assert api.posts == []
        await sms.close()


class TestWhatIsSaid:
    @pytest.mark.parametrize("trouble", ["21211", "21610", "500-after", "unreadable", "429"])
    async def test_no_error_repeats_the_patient(
        self, api: TwilioApi, sms: Channel, trouble: str
    ) -> None:
        api.trouble_next(trouble)
        with pytest.raises(IntegrationError) as caught:
            await sms.send(a_message(sms))
        printed = "".join(traceback.format_exception(caught.value))
        assert PATIENT[1:] not in printed
        assert AUTH_TOKEN not in printed

    async def test_nothing_is_logged_about_the_patient(
        self, api: TwilioApi, sms: Channel, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        await sms.send(a_message(sms))
        await sms.find(a_message(sms))
        assert PATIENT[1:] not in caplog.text
        assert a_message(sms).text not in caplog.text


class TestParse:
    def test_the_channel_is_sms_on_our_account(self, api: TwilioApi, sms: Channel) -> None:
        read = sms.parse(received(api.text(INBOUND, sender=PATIENT, line=LINE, body="yes")))
        assert (read.channel, read.account) == ("sms", ACCOUNT_SID)

    def test_a_stop_that_twilio_answered_is_marked(self, api: TwilioApi, sms: Channel) -> None:
        webhook = api.text(INBOUND, sender=PATIENT, line=LINE, body="Stop", OptOutType="STOP")
        assert sms.parse(received(webhook)).carrier_opt_out == "STOP"

    @pytest.mark.parametrize("header", ["x-twilio-signature", "content-type"])
    def test_a_request_without_its_headers_is_refused(
        self, api: TwilioApi, sms: Channel, header: str
    ) -> None:
        request = received(api.text(INBOUND, sender=PATIENT, line=LINE, body="yes"))
        headers = {**request.headers, header: "text/plain"}
        with pytest.raises(BadSignature):
            sms.parse(replace(request, headers=headers))

    def test_a_request_to_another_address_is_refused(self, api: TwilioApi, sms: Channel) -> None:
        request = received(api.text(INBOUND, sender=PATIENT, line=LINE, body="yes"))
        with pytest.raises(BadSignature):
            sms.parse(replace(request, url="https://other.example/webhooks/twilio"))

    def test_a_signature_over_an_address_alone_vouches_for_no_form(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        bare = received(api.webhook(INBOUND, {}))
        text = api.text(INBOUND, sender=PATIENT, line=LINE, body="yes")
        for kind in ("text/plain", "multipart/form-data"):
            headers = {**bare.headers, "content-type": kind}
            with pytest.raises(NotUnderstood):
                sms.parse(WebhookRequest("POST", INBOUND, headers, text.body))
        with pytest.raises(NotUnderstood):
            sms.parse(WebhookRequest("GET", INBOUND, dict(bare.headers), text.body))

    def test_json_is_signed_by_its_hash_but_is_no_text(self, api: TwilioApi, sms: Channel) -> None:
        url = (
            f"{INBOUND}?bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
        )
        headers = {**received(api.webhook(url, {})).headers, "content-type": "application/json"}
        with pytest.raises(NotUnderstood):
            sms.parse(WebhookRequest("POST", url, headers, b"{}"))
        with pytest.raises(BadSignature):
            sms.parse(WebhookRequest("POST", url, headers, b"[]"))

    def test_what_cannot_be_checked_is_not_believed(self, api: TwilioApi, sms: Channel) -> None:
        headers = received(api.webhook(INBOUND, {})).headers
        for body in (b"x" * 70_000, b"a=1&" * 300):
            with pytest.raises(BadSignature):
                sms.parse(WebhookRequest("POST", INBOUND, headers, body))

    def test_a_text_signed_with_the_second_token_is_taken(self, api: TwilioApi) -> None:
        values = {"auth_token": "9c" * 16, "second_auth_token": AUTH_TOKEN}
        sms = connected(twilio_environment(api.url, **values))
        webhook = api.text(INBOUND, sender=PATIENT, line=LINE, body="yes")
        assert sms.parse(received(webhook)).text == "yes"


class TestParseStatus:
    async def test_a_refusal_by_the_carrier_is_an_opt_out(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        await sms.send(a_message(sms))
        update = sms.parse_status(callback(api, "undelivered", 21610))
        assert update.status is ReceiptStatus.UNDELIVERED
        assert (update.vendor_code, update.error) == ("21610", OptedOut.code)

    async def test_a_text_in_doubt_moves_on_whatever_comes_first(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        await sms.send(a_message(sms))
        for word in ("queued", "sending", "sent", "delivered", "undelivered", "failed"):
            update = sms.parse_status(callback(api, word))
            assert moves_forward(ReceiptStatus.UNKNOWN, update.status)

    async def test_an_address_that_we_did_not_write_is_refused(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        await sms.send(a_message(sms))
        [sid] = api.messages
        fields = {"MessageSid": sid, "MessageStatus": "failed", "AccountSid": ACCOUNT_SID}
        good = api.posts[0]["StatusCallback"]
        addresses = (
            f"{PUBLIC_URL}/webhooks/twilio/status",
            good.replace("m=msg", "m=gsm"),
            good[:-1] + ("A" if good[-1] != "A" else "B"),
            good + "&m=msg_other",
            good + "&t=x",
            f"{PUBLIC_URL}/webhooks/twilio/status?" + urlencode({"m": "msg_1", "t": "é"}),
        )
        for address in addresses:
            with pytest.raises(BadSignature):
                sms.parse_status(received(api.webhook(address, fields)))
        assert sms.parse_status(received(api.webhook(good, fields))).message_id

    async def test_a_status_that_is_not_signed_is_refused(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        await sms.send(a_message(sms))
        request = callback(api, "delivered")
        changed = request.body.replace(b"delivered", b"failed")
        with pytest.raises(BadSignature):
            sms.parse_status(replace(request, body=changed))

    def test_a_callback_address_is_made_for_one_text_and_one_installation(self) -> None:
        url = status_url("https://desk.example", "msg_1", b"a")
        assert message_id(url, b"a") == "msg_1"
        assert message_id(url, b"b") is None
        assert message_id("https://[", b"a") is None
        assert message_id("https://desk.example/?" + "m=1&" * 50, b"a") is None


class TestFind:
    async def lost(self, api: TwilioApi, sms: Channel, trouble: str) -> OutboundMessage:
        message = a_message(sms)
        api.trouble_next(trouble)
        with pytest.raises(OutcomeUnknown):
            await sms.send(message)
        return message

    async def test_a_text_that_still_waits_at_twilio_is_found(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        message = await self.lost(api, sms, "drop-after")
        found = await sms.find(message)
        assert found is not None
        assert found.external_id in api.messages

    async def test_other_words_another_line_or_an_older_text_is_not_it(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        message = a_message(sms)
        await sms.send(replace(message, text="Something else."))
        await sms.send(replace(message, line="+12125550177"))
        api.now = lambda: NOW - timedelta(days=3)
        await sms.send(message)
        api.now = lambda: NOW
        assert await sms.find(replace(message, id="msg_other")) is None

    async def test_what_was_sent_before_we_tried_is_not_it(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        message = a_message(sms)
        api.now = lambda: NOW - timedelta(minutes=10)
        await sms.send(replace(message, id="msg_earlier"))
        api.now = lambda: NOW
        assert await sms.find(await self.lost(api, sms, "500-before")) is None

    async def test_a_new_process_finds_it_too(self, api: TwilioApi, sms: Channel) -> None:
        message = await self.lost(api, sms, "500-after")
        restarted = connected(twilio_environment(api.url))
        assert await restarted.find(message) is not None
        await restarted.close()

    async def test_a_list_without_words_cannot_tell(self, api: TwilioApi, sms: Channel) -> None:
        message = await self.lost(api, sms, "500-after")
        api.hides_bodies = True
        with pytest.raises(OutcomeUnknown):
            await sms.find(message)

    async def test_a_list_that_is_too_long_cannot_tell(self, api: TwilioApi, sms: Channel) -> None:
        message = a_message(sms)
        for n in range(100):
            await sms.send(replace(message, id=f"msg_{n}", text=f"Number {n}."))
        with pytest.raises(OutcomeUnknown):
            await sms.find(message)

    @pytest.mark.parametrize("trouble", ["503", "unreadable"])
    async def test_when_twilio_is_down_it_is_asked_later(
        self, api: TwilioApi, sms: Channel, trouble: Literal["503", "unreadable"]
    ) -> None:
        message = await self.lost(api, sms, "500-after")
        api.reads_fail = trouble
        with pytest.raises(Unreachable):
            await sms.find(message)

    async def test_while_credentials_are_refused_it_is_asked_later(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        message = await self.lost(api, sms, "500-after")
        api.auth_token = AUTH_TOKEN[::-1]
        with pytest.raises(Unreachable) as caught:
            await sms.find(message)
        assert caught.value.vendor_code == "20003"


class TestCheck:
    async def test_all_is_well(self, sms: Channel) -> None:
        assert await sms.check() == ""

    async def test_a_trial_on_this_machine_needs_no_https(self, api: TwilioApi) -> None:
        sms = connected(replace(twilio_environment(api.url), public_url="http://127.0.0.1:8000"))
        assert await sms.check() == ""
        await sms.close()

    async def test_a_server_that_is_not_twilio_is_said(self, api: TwilioApi, sms: Channel) -> None:
        api.reads_fail = "unreadable"
        assert "could not be read" in await sms.check()

    async def test_a_suspended_account_is_said(self, api: TwilioApi, sms: Channel) -> None:
        api.account_status = "suspended"
        assert "suspended" in await sms.check()

    async def test_a_wrong_token_is_said(self, api: TwilioApi, sms: Channel) -> None:
        api.auth_token = AUTH_TOKEN[::-1]
        assert "FRONTDESK_TWILIO_ACCOUNT_SID" in await sms.check()

    @pytest.mark.parametrize("address", ["", "http://desk.example"])
    async def test_an_address_that_twilio_cannot_or_must_not_call_is_said(
        self, api: TwilioApi, address: str
    ) -> None:
        sms = connected(replace(twilio_environment(api.url), public_url=address))
        assert "FRONTDESK_PUBLIC_URL" in await sms.check()


class TestSetup:
    def test_without_an_account_there_is_no_channel(self) -> None:
        assert setup(Environment({}, FixedClock(), PUBLIC_URL, b"x")) is None

    def test_without_the_client_it_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # As Python does for a package that is not there: None in sys.modules.
        monkeypatch.delitem(sys.modules, "integrations.twilio.channel", raising=False)
        monkeypatch.setitem(sys.modules, "twilio.base", None)
        with pytest.raises(
            ConfigurationError, match=r"pip install 'frontdesk-assistant\[twilio\]'"
        ):
            setup(twilio_environment("http://127.0.0.1:1"))

    def test_callback_addresses_need_a_key(self) -> None:
        environment = replace(twilio_environment("http://127.0.0.1:1"), callback_secret=b"")
        with pytest.raises(ConfigurationError, match="callback"):
            setup(environment)

    async def test_refused_credentials_are_told_when_sending(
        self, api: TwilioApi, sms: Channel
    ) -> None:
        api.auth_token = AUTH_TOKEN[::-1]
        with pytest.raises(CredentialsInvalid) as caught:
            await sms.send(a_message(sms))
        assert caught.value.vendor_code == "20003"
        assert api.posts == []
