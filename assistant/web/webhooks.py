"""Webhooks: read with a limit, verify, keep, and only then say yes.

The neighbour's address as it was signed is `FRONTDESK_PUBLIC_URL` with the path and query that
arrived; headers that a proxy or a forger may add (X-Forwarded-*) decide nothing.
"""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from assistant.domain.errors import NotFound
from assistant.ports.channel import Channel, WebhookRequest
from assistant.web.errors import Refusal
from assistant.web.reception import Reception

MAX_BODY = 64 * 1024
"""Bytes of a webhook's body."""
BODY_WITHIN_S = 10
"""Seconds in which a body must have arrived; neighbours themselves give up after 15."""
FORM = "application/x-www-form-urlencoded"
_READ = {"sms": {FORM}, "status": {FORM}}
_READ_ELSEWHERE = {FORM, "application/json"}
NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""TwiML that sends nothing: what we have to say leaves later, through the outbox."""


class Webhooks:
    """The two kinds of webhook, for whichever channel is configured."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def inbound(self, request: Request) -> Response:
        """A text for one of our lines: 2xx means that it is safely stored."""
        channel = self._channel(request)
        message = channel.parse(await self._read(request))
        await self._reception.accept(message)
        return Response(NOTHING_TO_SAY, media_type="text/xml")

    async def status(self, request: Request) -> Response:
        """What became of a text of ours."""
        channel = self._channel(request)
        update = channel.parse_status(await self._read(request))
        await self._reception.note_status(update)
        return Response(status_code=204)

    def _channel(self, request: Request) -> Channel:
        channel = self._reception.channels.get(request.path_params["integration"])
        if channel is None:
            raise NotFound("no such channel is configured")
        return channel

    async def _read(self, request: Request) -> WebhookRequest:
        """The request as it came, or a refusal.

        Raises:
            Refusal: 415 for another content type or a compressed body, 413, 408, 400.
        """
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in _READ.get(request.url.path.rpartition("/")[2], _READ_ELSEWHERE):
            raise Refusal(415)
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Refusal(415)
        return WebhookRequest(
            method=request.method,
            url=public_address(self._reception.public_url, request),
            headers={name.lower(): value for name, value in request.headers.items()},
            body=await limited_body(request),
        )


def public_address(public_url: str, request: Request) -> str:
    """The address as the neighbour called and signed it: ours, the raw path and the raw query."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    query: bytes = request.scope.get("query_string", b"")
    path = raw.partition(b"?")[0].decode("latin-1")
    return public_url + path + (f"?{query.decode('latin-1')}" if query else "")


async def limited_body(request: Request) -> bytes:
    """The body, never more than `MAX_BODY` of it in memory.

    Raises:
        Refusal: 413 when it is larger, 408 when it is slower, 400 when it breaks off.
    """
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > MAX_BODY:
        raise Refusal(413)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY:
                    raise Refusal(413)
    except TimeoutError:
        raise Refusal(408) from None
    except ClientDisconnect:
        raise Refusal(400) from None
    return bytes(body)
