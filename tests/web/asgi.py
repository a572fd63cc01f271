"""A caller for an ASGI application, and a reception that only remembers."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message

from assistant.domain.errors import BadSignature, NotUnderstood, StoreError
from assistant.domain.ids import Ids
from assistant.domain.message import (
    InboundMessage,
    OutboundMessage,
    Receipt,
    ReceiptStatus,
    StatusUpdate,
)
from assistant.domain.patient import ContactPoint
from assistant.ports.channel import Channel, Limits, WebhookRequest
from assistant.service.health import Finding


@dataclass(slots=True)
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""


async def call(
    app: ASGIApp,
    path: str,
    *,
    method: str = "POST",
    headers: Mapping[str, str] | None = None,
    chunks: Iterable[bytes] = (b"",),
    breaks_off: bool = False,
) -> Answer:
    """One request; the body comes in these chunks and, with `breaks_off`, never ends."""
    raw, _, query = path.partition("?")
    parts = list(chunks)
    incoming: list[Message] = [
        {"type": "http.request", "body": part, "more_body": n + 1 < len(parts) or breaks_off}
        for n, part in enumerate(parts)
    ]
    if breaks_off:
        incoming.append({"type": "http.disconnect"})
    answer = Answer()

    async def receive() -> Message:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    pairs = [(k.lower().encode(), v.encode("latin-1")) for k, v in (headers or FORM).items()]
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": raw,
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "headers": pairs,
        "server": ("inside", 8000),
        "client": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)
    return answer


FORM = {"content-type": "application/x-www-form-urlencoded"}


@dataclass(slots=True)
class Counting:
    n: int = 0

    def new(self, prefix: str) -> str:
        self.n += 1
        return f"{prefix}_{self.n:026d}"


@dataclass(slots=True)
class Listening:
    """A channel that takes `Body=...` from whoever sends `x-signed: yes`."""

    name: str = "sms"
    limits: Limits = field(default_factory=lambda: Limits(1600, has_media=False, has_receipts=True))
    seen: list[WebhookRequest] = field(default_factory=list[WebhookRequest])

    def _checked(self, request: WebhookRequest) -> str:
        self.seen.append(request)
        if request.headers.get("x-signed") != "yes":
            raise BadSignature("no", integration="fake")
        if not request.body.startswith(b"Body="):
            raise NotUnderstood("no", integration="fake")
        return request.body.removeprefix(b"Body=").decode()

    def parse(self, request: WebhookRequest) -> InboundMessage:
        text = self._checked(request)
        sender = ContactPoint("sms", "+15550100001")
        return InboundMessage("sms", "AC1", "+15550109999", sender, "SM1", text)

    def parse_status(self, request: WebhookRequest) -> StatusUpdate:
        return StatusUpdate("msg_1", "SM1", ReceiptStatus(self._checked(request)))

    async def send(self, message: OutboundMessage) -> Receipt:
        raise NotImplementedError

    async def find(self, message: OutboundMessage) -> Receipt | None:
        raise NotImplementedError

    async def check(self) -> str:
        return ""

    async def close(self) -> None:
        return None


@dataclass(slots=True)
class Remembering:
    """A reception that keeps what it is given, or fails as it is told."""

    ids: Ids = field(default_factory=Counting)
    public_url: str = "https://desk.example"
    channel: Listening = field(default_factory=Listening)
    found: list[Finding] = field(default_factory=list[Finding])
    accepted: list[InboundMessage] = field(default_factory=list[InboundMessage])
    updates: list[StatusUpdate] = field(default_factory=list[StatusUpdate])
    fails_with: Exception | None = None
    worked: int = 0
    works: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def channels(self) -> Mapping[str, Channel]:
        return {"twilio": self.channel}

    async def accept(self, message: InboundMessage) -> None:
        if self.fails_with:
            raise self.fails_with
        self.accepted.append(message)

    async def note_status(self, update: StatusUpdate) -> None:
        if self.fails_with:
            raise self.fails_with
        self.updates.append(update)

    async def look(self) -> list[Finding]:
        return self.found

    async def attend(self, stop: asyncio.Event) -> None:
        await stop.wait()

    async def measure(self) -> None:
        return None

    async def work(self, stop: asyncio.Event) -> None:
        self.worked += 1
        if self.worked == 1:
            raise StoreError("fell over once")
        self.works.set()
        await stop.wait()
