"""The stand-in for Twilio's server, asked as curl would ask it."""

import base64
import json
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

import aiohttp
import pytest

from integrations.simulated.twilio_api import TROUBLES, TwilioApi, Webhook
from tests.contracts.channels import ACCOUNT_SID, AUTH_TOKEN, LINE, NOW, PATIENT
from tests.integrations.twilio.test_signature import validator

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
ACCOUNT = f"/2010-04-01/Accounts/{ACCOUNT_SID}"
TEXT = {"To": PATIENT, "From": LINE, "Body": "hello"}


class Curl:
    """Asks with the right credentials, unless told otherwise."""

    def __init__(self, api: TwilioApi, session: aiohttp.ClientSession) -> None:
        self._api = api
        self._session = session
        self.token = AUTH_TOKEN

    async def __call__(
        self, path: str, data: dict[str, str] | bytes | None = None
    ) -> tuple[int, dict[str, Any]]:
        pair = base64.b64encode(f"{ACCOUNT_SID}:{self.token}".encode()).decode()
        method = "GET" if data is None else "POST"
        headers = {"Authorization": f"Basic {pair}"}
        call = self._session.request(method, self._api.url + path, data=data, headers=headers)
        async with call as reply:
            return reply.status, await reply.json()


@pytest.fixture
async def api() -> AsyncGenerator[TwilioApi, None]:
    async with TwilioApi(ACCOUNT_SID, AUTH_TOKEN, now=lambda: NOW) as started:
        yield started


@pytest.fixture
async def curl(api: TwilioApi) -> AsyncGenerator[Curl, None]:
    async with aiohttp.ClientSession() as session:
        yield Curl(api, session)


async def test_a_text_is_taken_kept_and_listed(api: TwilioApi, curl: Curl) -> None:
    status, record = await curl(f"{ACCOUNT}/Messages.json", TEXT)
    assert (status, record["status"], record["to"]) == (201, "queued", PATIENT)
    assert api.posts == [TEXT]
    _, listed = await curl(f"{ACCOUNT}/Messages.json?{urlencode({'To': PATIENT})}")
    assert [one["sid"] for one in listed["messages"]] == [record["sid"]]
    _, others = await curl(f"{ACCOUNT}/Messages.json?{urlencode({'To': LINE})}")
    assert others["messages"] == []


async def test_a_text_that_waits_has_no_date_it_was_sent(api: TwilioApi, curl: Curl) -> None:
    await curl(f"{ACCOUNT}/Messages.json", {**TEXT, "StatusCallback": "http://127.0.0.1:1/x"})
    since = urlencode({"DateSent>": (NOW - timedelta(hours=1)).isoformat()})
    _, waiting = await curl(f"{ACCOUNT}/Messages.json?{since}")
    assert waiting["messages"] == []
    api.status(next(iter(api.messages)), "sent")
    _, sent = await curl(f"{ACCOUNT}/Messages.json?{since}")
    assert len(sent["messages"]) == 1
    before = urlencode({"DateSent<": (NOW - timedelta(hours=1)).isoformat()})
    _, earlier = await curl(f"{ACCOUNT}/Messages.json?{before}")
    assert earlier["messages"] == []


async def test_a_long_list_comes_in_pages_newest_first(curl: Curl) -> None:
    sids = [(await curl(f"{ACCOUNT}/Messages.json", TEXT))[1]["sid"] for _ in range(3)]
    _, first = await curl(f"{ACCOUNT}/Messages.json?PageSize=2")
    _, second = await curl(first["next_page_uri"])
    found = [one["sid"] for one in first["messages"] + second["messages"]]
    assert found == sids[::-1]
    assert second["next_page_uri"] is None


async def test_wrong_credentials_take_nothing(api: TwilioApi, curl: Curl) -> None:
    curl.token = AUTH_TOKEN[::-1]
    status, refusal = await curl(f"{ACCOUNT}/Messages.json", TEXT)
    assert (status, refusal["code"]) == (401, 20003)
    assert api.posts == []


@pytest.mark.parametrize(("without", "code"), [("To", 21604), ("Body", 21602), ("From", 21603)])
async def test_what_a_text_needs_is_asked_for(curl: Curl, without: str, code: int) -> None:
    fields = {name: value for name, value in TEXT.items() if name != without}
    status, refusal = await curl(f"{ACCOUNT}/Messages.json", fields)
    assert (status, refusal["code"]) == (400, code)


async def test_another_path_is_not_found(curl: Curl) -> None:
    assert (await curl(f"{ACCOUNT}/Calls.json"))[0] == 404
    assert (await curl("/2010-04-01/Accounts/AC1.json"))[0] == 404
    assert (await curl(f"{ACCOUNT}.json")) == (200, {"sid": ACCOUNT_SID, "status": "active"})


async def test_troubles_are_switched_on_from_outside(api: TwilioApi, curl: Curl) -> None:
    body = json.dumps({"next": ["21610", "500-after"]}).encode()
    assert (await curl("/__control/next", body))[0] == 200
    assert (await curl(f"{ACCOUNT}/Messages.json", TEXT))[1]["code"] == 21610
    assert (await curl(f"{ACCOUNT}/Messages.json", TEXT))[0] == 500
    assert len(api.messages) == 1
    assert (await curl(f"{ACCOUNT}/Messages.json", TEXT))[0] == 201
    _, seen = await curl("/__control/posts")
    assert seen["posts"] == [TEXT] * 3


@pytest.mark.parametrize(
    "asked", [b"{", b"[]", b'{"next": ["no such word"]}', b'{"next": 5}', b"{}"]
)
async def test_a_switch_that_does_not_exist_is_refused(curl: Curl, asked: bytes) -> None:
    assert (await curl("/__control/next", asked))[0] == 400


def test_a_trouble_is_one_of_a_few_words(api: TwilioApi) -> None:
    api.trouble_next(*TROUBLES, "21610")
    with pytest.raises(ValueError, match="none of"):
        api.trouble_next("hang")


async def test_webhooks_are_signed_as_twilio_signs_and_can_be_posted(
    api: TwilioApi, curl: Curl
) -> None:
    # The stand-in is its own receiver here: it answers 404 to what it does not know.
    text = api.text(f"{api.url}/webhooks", sender=PATIENT, line=LINE, body="señora?")
    assert is_signed(text, "Body", "señora?")
    assert await api.deliver(text) == 401
    await curl(f"{ACCOUNT}/Messages.json", {**TEXT, "StatusCallback": f"{api.url}/status?m=1"})
    [sid] = api.messages
    assert is_signed(api.status(sid, "undelivered", 30003), "ErrorCode", "30003")
    told = json.dumps({"sid": sid, "status": "delivered"}).encode()
    assert await curl("/__control/status", told) == (200, {"answered": 401})
    said = {"url": f"{api.url}/in", "from": PATIENT, "to": LINE, "body": "yes"}
    assert await curl("/__control/text", json.dumps(said).encode()) == (200, {"answered": 401})


def test_two_texts_with_the_same_words_have_two_sids(api: TwilioApi) -> None:
    texts = [api.text("http://x", sender=PATIENT, line=LINE, body="yes") for _ in range(2)]
    assert texts[0].body != texts[1].body


def is_signed(webhook: Webhook, name: str, value: str) -> bool:
    fields = dict(parse_qsl(webhook.body.decode(), keep_blank_values=True))
    signature = webhook.headers["X-Twilio-Signature"]
    return fields[name] == value and validator(AUTH_TOKEN).validate(webhook.url, fields, signature)
