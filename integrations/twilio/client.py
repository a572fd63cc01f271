"""The wire to Twilio's API: one request, one deadline, no second try.

The SDK's own asynchronous client lets its timeout pass unheeded, posts a text again on a 500 when
asked to retry, and logs the numbers it writes to. So its paths and records are used, and the
requests are ours. Every failure leaves here as an error of the house.
"""

import asyncio
import base64
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from assistant.domain.errors import OutcomeUnknown, Unreachable
from integrations.twilio.errors import NAME, refusal, retry_after
from integrations.twilio.settings import TwilioSettings

_LOG = logging.getLogger(__name__)
_KEEP_ALIVE_S = 10


@dataclass(slots=True)
class _Progress:
    """How far one request got; `has_left`: its first byte may be on the wire."""

    has_left: bool = False


class TwilioHttp(AsyncHttpClient):
    """Carries the SDK's requests to `api_base`; a reply that leaves doubt is raised, not returned.

    Args:
        api_base: scheme and host, without a trailing slash.
        deadline_s: seconds for the whole of a request: name, connection, TLS, bytes, reply.
    """

    def __init__(self, *, api_base: str, deadline_s: float) -> None:
        super().__init__(_LOG, is_async=True)
        self._api_base = api_base
        self._deadline_s = deadline_s
        self._session: aiohttp.ClientSession | None = None

    async def request(  # noqa: PLR0913, PLR0917 - the SDK calls it so
        self,
        method: str,
        uri: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the SDK's; the deadline is ours
        allow_redirects: bool = False,
    ) -> Response:
        """One request and its reply, which is a success and a JSON object.

        Raises:
            Unreachable: not a byte had left.
            OutcomeUnknown: bytes had left and no reply came back, or none that can be read.
            Throttled, Rejected, OptedOut, CredentialsInvalid: it said so.
        """
        del timeout, allow_redirects  # one deadline for all, and no redirect may carry our token
        progress = _Progress()
        body = urlencode(dict(data), doseq=True).encode() if data else None
        call = self._open().request(
            method.upper(),
            self._url(uri, params),
            data=body,
            headers={**(headers or {}), **_authorization(auth)},
            allow_redirects=False,
            trace_request_ctx=progress,
        )
        try:
            async with asyncio.timeout(self._deadline_s), call as reply:
                text = (await reply.read()).decode("utf-8", "replace")
        except (aiohttp.ClientError, OSError) as failure:
            raise _lost(failure, has_left=progress.has_left) from None
        _check(reply.status, text, reply.headers)
        return Response(reply.status, text, reply.headers)

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()

    def _url(self, uri: str, params: Mapping[str, object] | None) -> str:
        parts = urlsplit(uri)
        queries = [parts.query, urlencode(dict(params or {}), doseq=True)]
        query = "&".join(part for part in queries if part)
        return f"{self._api_base}{parts.path}{'?' if query else ''}{query}"

    def _open(self) -> aiohttp.ClientSession:
        """The session; made on first use, because it belongs to the running loop."""
        if self._session is None:
            trace = aiohttp.TraceConfig()
            trace.on_request_headers_sent.append(_note_departure)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(keepalive_timeout=_KEEP_ALIVE_S),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None),
                trace_configs=[trace],
            )
        return self._session


def connect(settings: TwilioSettings) -> tuple[Client, TwilioHttp]:
    """The SDK's client for that account, and the wire under it, which must be closed."""
    wire = TwilioHttp(api_base=settings.api_base, deadline_s=settings.deadline_s)
    client = Client(
        settings.account_sid,
        settings.auth_token.get_secret_value(),
        http_client=wire,
        environment={"": ""},  # an empty one would make the SDK read the machine's own
    )
    return client, wire


async def _note_departure(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    params: aiohttp.TraceRequestHeadersSentParams,
) -> None:
    """Called just before the first byte is written."""
    del session, params
    context.trace_request_ctx.has_left = True


def _authorization(auth: tuple[str, str] | None) -> dict[str, str]:
    if auth is None:
        return {}
    return {"Authorization": f"Basic {base64.b64encode(':'.join(auth).encode()).decode()}"}


def _lost(failure: Exception, *, has_left: bool) -> Unreachable | OutcomeUnknown:
    kind = type(failure).__name__
    if has_left:
        message = f"Twilio did not answer ({kind}); it may have taken the text."
        return OutcomeUnknown(message, integration=NAME)
    return Unreachable(f"Twilio could not be reached ({kind}).", integration=NAME)


def _check(status: int, text: str, headers: Mapping[str, str]) -> None:
    """Raise for every reply that is not a record; the SDK would flatten them or trip over them."""
    reply = _record(text)
    if status not in range(200, 300):
        wait = retry_after(headers.get("Retry-After"))
        raise refusal(status, _code(reply), retry_after=wait)
    if reply is None:
        message = "Twilio's answer could not be read; it may have taken the text."
        raise OutcomeUnknown(message, integration=NAME)


def _code(reply: Mapping[str, Any] | None) -> str:
    code = str((reply or {}).get("code", ""))
    return code if re.fullmatch(r"[0-9]{1,6}", code, re.ASCII) else ""


def _record(text: str) -> dict[str, Any] | None:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None  # pyright: ignore[reportUnknownVariableType]
