"""A stand-in for Twilio's server on 127.0.0.1, to try and test against. Not for production.

It speaks the part of the API that texts need (create, list, account), knows who may call, keeps
what it took, and fails in every way on request. By hand:

    python -m integrations.simulated.twilio_api --port 8900

prints a JSON line for each text that is posted. Set FRONTDESK_TWILIO_API_BASE to its address. Then

    curl -d '{"next": ["21610"]}' http://127.0.0.1:8900/__control/next
    curl -d '{"sid": "SM...", "status": "delivered"}' http://127.0.0.1:8900/__control/status
    curl -d '{"url": "http://127.0.0.1:8000/webhooks/twilio", "from": "+12125550100",
              "to": "+12125550199", "body": "hello"}' http://127.0.0.1:8900/__control/text
    curl http://127.0.0.1:8900/__control/posts
"""

import argparse
import asyncio
import base64
import hashlib
import hmac
import json
import re
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Literal, Self
from urllib.parse import urlencode

from integrations.simulated import http_wire
from integrations.simulated.http_wire import Request

VERSION = "2010-04-01"
TROUBLES = (
    "429",  # too many requests, with Retry-After: 7; nothing taken
    "500-before",  # nothing taken
    "500-after",  # taken
    "drop-before",  # the connection breaks; nothing taken
    "drop-after",  # the connection breaks; taken
    "hang-before",  # no answer until the caller gives up; nothing taken
    "hang-after",  # the same; taken
    "unreadable",  # a 201 that is not JSON; taken
    "no-sid",  # a 201 whose JSON names no text; taken
)
"""What `trouble_next` understands, beside five-digit error codes for a 400."""

_AFTER = {"500-after", "drop-after", "hang-after", "unreadable", "no-sid"}
_NEEDED = {"To": 21604, "Body": 21602}
_LONGEST_VALID_S = 36_000


@dataclass(frozen=True, slots=True)
class Webhook:
    """One signed request as this stand-in would post it."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Message:
    """A text that was taken."""

    sid: str
    fields: Mapping[str, str]
    created_at: datetime
    status: str = "queued"
    error_code: int | None = None
    sent_at: datetime | None = None
    direction: str = "outbound-api"


@dataclass(slots=True)
class TwilioApi:
    """The server; `async with` starts it on a free port and stops it.

    `now` is the wall clock for the dates of texts, in UTC. `posts` holds the form of every POST to
    the API that had the right credentials, refused or not; `on_post` hears of each. `reads_fail`
    makes every GET "503" or "unreadable". `hides_bodies`: lists show no words, as under message redaction.
    """

    account_sid: str
    auth_token: str
    now: Callable[[], datetime]
    port: int = 0
    seed: str = ""
    account_status: str = "active"
    reads_fail: Literal["", "503", "unreadable"] = ""
    hides_bodies: bool = False
    on_post: Callable[[Mapping[str, str]], None] | None = None
    posts: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    received: dict[str, Message] = field(default_factory=dict[str, Message])
    _troubles: deque[str] = field(default_factory=deque[str])
    _texts: int = 0
    _server: asyncio.Server | None = None
    _writers: set[asyncio.StreamWriter] = field(default_factory=set[asyncio.StreamWriter])

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
            for writer in list(self._writers):
                writer.transport.abort()
            await self._server.wait_closed()

    @property
    def url(self) -> str:
        """Where it listens, for FRONTDESK_TWILIO_API_BASE."""
        return f"http://127.0.0.1:{self.port}"

    def trouble_next(self, *troubles: str) -> None:
        """Make the next texts fail so, one each: a word of `TROUBLES` or an error code for a 400.

        Raises:
            ValueError: not such a word.
        """
        for trouble in troubles:
            if trouble not in TROUBLES and not re.fullmatch(r"\d{5}", trouble):
                raise ValueError(f"{trouble} is none of {', '.join(TROUBLES)} or an error code")
        self._troubles.extend(troubles)

    def text(self, url: str, *, sender: str, line: str, body: str, **others: str) -> Webhook:
        """The signed webhook for an inbound text to `url`; `others` add or replace fields."""
        self._texts += 1
        sid = self._new_sid(f"in {self._texts}")
        fields = {
            "ToCountry": "US", "ToState": "NY", "ToCity": "NEW YORK", "ToZip": "10001",
            "FromCountry": "US", "FromState": "NY", "FromCity": "NEW YORK", "FromZip": "10002",
            "SmsMessageSid": sid, "SmsSid": sid, "MessageSid": sid, "SmsStatus": "received",
            "AccountSid": self.account_sid, "ApiVersion": VERSION, "From": sender, "To": line,
            "Body": body, "NumMedia": "0", "NumSegments": "1", "ReferralNumMedia": "0",
        }  # fmt: skip
        fields |= others
        self.received[fields["MessageSid"]] = Message(
            fields["MessageSid"], fields, self.now(), "received", sent_at=self.now(),
            direction="inbound",
        )  # fmt: skip
        return self.webhook(url, fields)

    def status(self, sid: str, status: str, error_code: int | None = None) -> Webhook:
        """The signed status callback for a text that was taken, to the address it came with.

        Raises:
            KeyError: there is no such text, or it asked for no callbacks.
        """
        message = self.messages[sid]
        message.status, message.error_code = status, error_code
        if status not in {"queued", "accepted", "scheduled"}:
            message.sent_at = message.sent_at or self.now()
        fields = {
            "SmsSid": sid, "SmsStatus": status, "MessageSid": sid, "MessageStatus": status,
            "To": message.fields["To"], "From": message.fields.get("From", ""),
            "AccountSid": self.account_sid, "ApiVersion": VERSION,
        }  # fmt: skip
        if error_code is not None:
            fields["ErrorCode"] = str(error_code)
        return self.webhook(message.fields["StatusCallback"], fields)

    def webhook(self, url: str, fields: Mapping[str, str]) -> Webhook:
        """These fields as a signed form."""
        text = url + "".join(name + fields[name] for name in sorted(fields))
        digest = hmac.digest(self.auth_token.encode(), text.encode(), hashlib.sha1)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "X-Twilio-Signature": base64.b64encode(digest).decode(),
            "User-Agent": "TwilioProxy/1.1",
        }
        return Webhook(url, headers, urlencode(fields).encode())

    async def deliver(self, webhook: Webhook) -> int:
        """Post it to its address (http only) and return the status of the answer.

        Raises:
            OSError: nobody answered.
        """
        return await http_wire.post(webhook.url, webhook.headers, webhook.body)

    # -- serving -----------------------------------------------------------------------------------

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while request := await http_wire.read_request(reader):
                answer = await self._answer(request, reader)
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, ValueError):
            pass  # the caller went away, or does not speak HTTP
        finally:
            self._writers.discard(writer)
            writer.transport.abort()

    async def _answer(self, request: Request, reader: asyncio.StreamReader) -> bytes | None:
        """The reply, or None to break the connection."""
        if request.path.startswith("/__control/"):
            return await self._control(request)
        if request.headers.get("authorization") != self._credentials():
            return _refusal(401, 20003, "Authenticate")
        path = request.path.removeprefix(f"/{VERSION}/Accounts/{self.account_sid}")
        if (request.method, path) == ("POST", "/Messages.json"):
            return await self._create(request.form, reader)
        if request.method == "GET":
            return self._read(path, request.query)
        return _refusal(404, 20404, "The requested resource was not found")

    def _read(self, path: str, query: Mapping[str, str]) -> bytes:
        match path:
            case _ if self.reads_fail == "503":
                return _refusal(503, 20503, "Service is down")
            case _ if self.reads_fail == "unreadable":
                return http_wire.reply(200, b"<html>back soon</html>")
            case "/Messages.json":
                return _json(200, self._list(query))
            case ".json":
                return _json(200, {"sid": self.account_sid, "status": self.account_status})
            case _:
                return _refusal(404, 20404, "The requested resource was not found")

    async def _create(self, form: dict[str, str], reader: asyncio.StreamReader) -> bytes | None:
        self.posts.append(form)
        if self.on_post is not None:
            self.on_post(form)
        missing = [code for name, code in _NEEDED.items() if not form.get(name)]
        if not (form.get("From") or form.get("MessagingServiceSid")):
            missing.append(21603)
        if not 0 < int(form.get("ValidityPeriod", "1")) <= _LONGEST_VALID_S:
            missing.append(90007)
        if missing:
            return _refusal(400, missing[0], "A required parameter is missing or wrong")
        trouble = self._troubles.popleft() if self._troubles else ""
        if trouble and trouble not in _AFTER:
            return await _fail_before(trouble, form, reader)
        sid = self._new_sid(f"out {len(self.messages)}")
        message = self.messages[sid] = Message(sid, form, self.now())
        return await _fail_after(trouble, _json(201, self._record(message)), reader)

    def _list(self, query: Mapping[str, str]) -> dict[str, object]:
        every = [*self.received.values(), *self.messages.values()]
        every.sort(key=lambda message: message.created_at)
        wanted = [m for m in reversed(every) if _is_wanted(m, query)]
        size, page = int(query.get("PageSize", "50")), int(query.get("Page", "0"))
        shown = wanted[page * size : (page + 1) * size]
        path = f"/{VERSION}/Accounts/{self.account_sid}/Messages.json"
        following = urlencode({**query, "Page": str(page + 1)})
        return {
            "messages": [self._record(message) for message in shown],
            "page": page,
            "page_size": size,
            "uri": path,
            "first_page_uri": path,
            "previous_page_uri": None,
            "next_page_uri": f"{path}?{following}" if len(wanted) > (page + 1) * size else None,
            "start": page * size,
            "end": page * size + max(0, len(shown) - 1),
        }

    def _record(self, message: Message) -> dict[str, object]:
        return {
            "sid": message.sid,
            "account_sid": self.account_sid,
            "to": message.fields["To"],
            "from": message.fields.get("From"),
            "messaging_service_sid": message.fields.get("MessagingServiceSid"),
            "body": "" if self.hides_bodies else message.fields["Body"],
            "status": message.status,
            "direction": message.direction,
            "num_segments": "1",
            "num_media": message.fields.get("NumMedia", "0"),
            "error_code": message.error_code,
            "error_message": None,
            "date_created": format_datetime(message.created_at),
            "date_updated": format_datetime(message.created_at),
            "date_sent": format_datetime(message.sent_at) if message.sent_at else None,
            "price": None,
            "price_unit": "USD",
            "api_version": VERSION,
            "uri": f"/{VERSION}/Accounts/{self.account_sid}/Messages/{message.sid}.json",
            "subresource_uris": {},
        }

    async def _control(self, request: Request) -> bytes:
        """The hand at the switches: see the top of this file."""
        try:
            said: Any = json.loads(request.body or b"{}")
            match request.path.removeprefix("/__control/"):
                case "next":
                    self.trouble_next(*said["next"])
                    return _json(200, {"next": list(self._troubles)})
                case "status":
                    webhook = self.status(said["sid"], said["status"], said.get("error_code"))
                    return _json(200, {"answered": await self.deliver(webhook)})
                case "text":
                    url, sender, line = said["url"], said["from"], said["to"]
                    webhook = self.text(url, sender=sender, line=line, body=said["body"])
                    return _json(200, {"answered": await self.deliver(webhook)})
                case _:
                    return _json(200, {"posts": self.posts})
        except (KeyError, TypeError, ValueError, OSError) as failure:
            return _json(400, {"error": repr(failure)})

    def _credentials(self) -> str:
        pair = f"{self.account_sid}:{self.auth_token}".encode()
        return f"Basic {base64.b64encode(pair).decode()}"

    def _new_sid(self, of: str) -> str:
        return f"SM{hashlib.sha256(f'{self.seed} {of}'.encode()).hexdigest()[:32]}"


async def _fail_before(
    trouble: str, form: Mapping[str, str], reader: asyncio.StreamReader
) -> bytes | None:
    match trouble:
        case "429":
            return _refusal(429, 20429, "Too many requests", {"Retry-After": "7"})
        case "500-before":
            return _refusal(500, 20500, "Internal server error")
        case "drop-before":
            return None
        case "hang-before":
            await reader.read()
            return None
        case code:
            return _refusal(400, int(code), f"The number {form['To']} is refused")


async def _fail_after(trouble: str, answer: bytes, reader: asyncio.StreamReader) -> bytes | None:
    match trouble:
        case "500-after":
            return _refusal(500, 20500, "Internal server error")
        case "unreadable":
            return http_wire.reply(201, b"<html>created</html>")
        case "no-sid":
            return _json(201, {"status": "queued"})
        case "drop-after":
            return None
        case "hang-after":
            await reader.read()
            return None
        case _:
            return answer


def _is_wanted(message: Message, query: Mapping[str, str]) -> bool:
    """As Twilio filters: by number, and by when it was sent; what still waits has no such date."""
    if any(message.fields.get(name) != query[name] for name in ("To", "From") if name in query):
        return False
    dates = {name: query[name] for name in ("DateSent", "DateSent<", "DateSent>") if name in query}
    if message.sent_at is None:
        return not dates
    at = message.sent_at
    compare: dict[str, Callable[[datetime], bool]] = {
        "DateSent": lambda date: at.date() == date.date(),
        "DateSent<": lambda date: at <= date,
        "DateSent>": lambda date: at >= date,
    }
    return all(compare[name](_moment(text)) for name, text in dates.items())


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _json(status: int, content: object) -> bytes:
    return http_wire.reply(status, json.dumps(content).encode())


def _refusal(
    status: int, code: int, message: str, headers: Mapping[str, str] | None = None
) -> bytes:
    info = f"https://www.twilio.com/docs/errors/{code}"
    content = {"code": code, "message": message, "more_info": info, "status": status}
    return http_wire.reply(status, json.dumps(content).encode(), headers)


def _say(said: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


async def _run(options: argparse.Namespace) -> None:
    started = datetime.now(UTC)  # noqa: TID251 - run by hand, it has no other clock
    api = TwilioApi(
        options.account_sid,
        options.auth_token,
        now=lambda: datetime.now(UTC),  # noqa: TID251
        port=options.port,
        seed=started.isoformat(),
        on_post=_say,
    )
    async with api:
        _say({"listening": api.url, "account_sid": api.account_sid})
        await asyncio.Event().wait()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="A stand-in for Twilio's server.")
    parser.add_argument("--port", type=int, default=8900, help="0 takes any free one")
    parser.add_argument("--account-sid", default="AC" + "0" * 32)
    parser.add_argument("--auth-token", default="stand-in")
    try:
        asyncio.run(_run(parser.parse_args()))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
