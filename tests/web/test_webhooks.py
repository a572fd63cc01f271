import json
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from assistant import telemetry
from assistant.domain.errors import StoreError
from assistant.web import webhooks
from assistant.web.app import create
from tests.web.asgi import FORM, Answer, Remembering, call

SIGNED = {**FORM, "x-signed": "yes"}
SMS = "/webhooks/twilio/sms"


@pytest.fixture
def reception() -> Remembering:
    return Remembering()


@pytest.fixture
def app(reception: Remembering) -> ASGIApp:
    return create(reception, has_workers=False)


def code(answer: Answer) -> str:
    return str(json.loads(answer.body)["code"])


async def test_a_text_is_kept_and_answered_with_empty_twiml(
    app: ASGIApp, reception: Remembering
) -> None:
    answer = await call(app, SMS, headers=SIGNED, chunks=[b"Body=", b"hi"])
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/xml")
    assert answer.body.endswith(b"<Response/>")
    assert [message.text for message in reception.accepted] == ["hi"]


async def test_a_status_callback_is_noted(app: ASGIApp, reception: Remembering) -> None:
    answer = await call(app, "/webhooks/twilio/status?m=1", headers=SIGNED, chunks=[b"Body=sent"])
    assert answer.status == 204
    assert [update.message_id for update in reception.updates] == ["msg_1"]


async def test_the_signed_address_is_the_public_one_whatever_a_header_says(
    app: ASGIApp, reception: Remembering
) -> None:
    forged = {**SIGNED, "X-Forwarded-Host": "evil.example", "Host": "evil.example"}
    await call(app, SMS + "?a=1%20b", headers=forged, chunks=[b"Body=hi"])
    (seen,) = reception.channel.seen
    assert seen.url == "https://desk.example/webhooks/twilio/sms?a=1%20b"
    assert all(name == name.lower() for name in seen.headers)


async def test_an_unsigned_request_is_refused_and_has_no_effect(
    app: ASGIApp, reception: Remembering
) -> None:
    answer = await call(app, SMS, chunks=[b"Body=hi"])
    assert (answer.status, code(answer)) == (403, "bad-signature")
    assert reception.accepted == []


async def test_a_signed_request_of_another_shape_is_a_400(app: ASGIApp) -> None:
    answer = await call(app, SMS, headers=SIGNED, chunks=[b"what"])
    assert (answer.status, code(answer)) == (400, "not-understood")


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"x": "no content type"},
        {**FORM, "content-encoding": "gzip"},
    ],
)
async def test_another_kind_of_content_is_a_415(app: ASGIApp, headers: dict[str, str]) -> None:
    assert (await call(app, SMS, headers=headers, chunks=[b"Body=hi"])).status == 415


async def test_a_charset_beside_the_content_type_is_fine(app: ASGIApp) -> None:
    headers = {**SIGNED, "content-type": "application/x-www-form-urlencoded; charset=UTF-8"}
    assert (await call(app, SMS, headers=headers, chunks=[b"Body=hi"])).status == 200


async def test_a_body_of_64_kib_is_read_and_one_byte_more_is_a_413(app: ASGIApp) -> None:
    full = b"Body=" + b"x" * (webhooks.MAX_BODY - 5)
    assert (await call(app, SMS, headers=SIGNED, chunks=[full])).status == 200
    assert (await call(app, SMS, headers=SIGNED, chunks=[full, b"x"])).status == 413


async def test_an_announced_giant_is_refused_unread(app: ASGIApp) -> None:
    headers = {**SIGNED, "content-length": "9" * 30}
    assert (await call(app, SMS, headers=headers, chunks=[b"Body=hi"])).status == 413


async def test_a_body_that_breaks_off_is_a_400(app: ASGIApp, reception: Remembering) -> None:
    answer = await call(app, SMS, headers=SIGNED, chunks=[b"Body=hi"], breaks_off=True)
    assert answer.status == 400
    assert reception.accepted == []


@pytest.mark.parametrize("error", [StoreError("disk full"), RuntimeError("born 1970")])
async def test_what_could_not_be_kept_is_a_503_that_says_nothing_of_it(
    app: ASGIApp, reception: Remembering, error: Exception
) -> None:
    reception.fails_with = error
    answer = await call(app, SMS, headers=SIGNED, chunks=[b"Body=hi"])
    assert answer.status == 503
    assert b"1970" not in answer.body
    assert json.loads(answer.body)["correlation_id"] == answer.headers["x-correlation-id"]


async def test_a_channel_that_is_not_configured_is_a_404(app: ASGIApp) -> None:
    answer = await call(app, "/webhooks/carrier-pigeon/sms", headers=SIGNED, chunks=[b"Body=hi"])
    assert (answer.status, code(answer)) == (404, "not-found")


async def test_the_access_log_names_the_endpoint_and_nothing_that_was_filled_in(
    app: ASGIApp, tmp_path: Path
) -> None:
    telemetry.configure(tmp_path / "log")
    await call(app, SMS + "?token=abc", headers=SIGNED, chunks=[b"Body=hi"])
    telemetry.stop()
    (line,) = (tmp_path / "log").read_text().splitlines()
    assert json.loads(line)["path"] == "/webhooks/{integration}/{kind}"
    assert "abc" not in line
    metrics, _ = telemetry.exposition()
    assert b'frontdesk_webhooks_total{status="200"}' in metrics


async def test_a_get_is_a_405(app: ASGIApp) -> None:
    assert (await call(app, SMS, method="GET")).status == 405
