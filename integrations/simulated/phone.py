"""Phones that are not there: the channel of the demo, of `frontdesk chat` and of the tests.

It keeps the same contract as a real channel (tests/contracts/test_channel.py), so that a test that
passes with it says something about the real ones. Nothing in it is left to chance.
"""

import asyncio
import hashlib
import hmac
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any, cast

from assistant.domain.errors import BadSignature, NotUnderstood
from assistant.domain.message import (
    InboundMessage,
    Media,
    OutboundMessage,
    Receipt,
    ReceiptStatus,
    StatusUpdate,
)
from assistant.domain.patient import ContactPoint
from assistant.domain.sms import MAX_TEXT, segments
from assistant.ports.channel import Limits, WebhookRequest
from integrations.simulated.failures import NAME, Failure, error

SIGNATURE_HEADER = "x-simulated-signature"
ACCOUNT = "simulated"
_PURPOSE = b"simulated-webhook\0"
_CARRIER_WORDS = {"", "STOP", "START", "HELP"}

Sleep = Callable[[float], Awaitable[None]]


class SimulatedPhones:
    """Every phone there could be, and the network between them and us.

    Args:
        secret: signs what the phones send; a webhook signed with another one is refused.
        deadline_s: seconds after which a send that hangs is given up.
        retry_after: what the network asks for when it throttles.
        sleep: how a delay passes; the event loop's by default, a test's own otherwise.
    """

    def __init__(
        self,
        secret: bytes,
        *,
        deadline_s: float = 10.0,
        retry_after: timedelta | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._secret = secret
        self._deadline_s = deadline_s
        self._retry_after = retry_after
        self._sleep = sleep
        self._failures: deque[Failure] = deque()
        self._delays: deque[float] = deque()
        self._accepted: dict[str, tuple[OutboundMessage, Receipt]] = {}
        self._written = 0
        self.attempts = 0
        """How often a text was handed over, failed or not."""

    # -- what the house sees: the port ---------------------------------------------------------

    @property
    def name(self) -> str:
        """`simulated`."""
        return NAME

    @property
    def limits(self) -> Limits:
        """Those of SMS."""
        return Limits(max_text=MAX_TEXT, has_media=True, has_receipts=True)

    def parse(self, request: WebhookRequest) -> InboundMessage:
        """The text in a webhook made by `text`; see the port."""
        said = self._open(request)
        media = said.get("media", [])
        if said.get("what") != "text" or said.get("opt_out") not in _CARRIER_WORDS:
            raise _not_understood("it is not a text")
        return InboundMessage(
            channel=NAME,
            account=ACCOUNT,
            line=_word(said, "line"),
            sender=ContactPoint(NAME, _word(said, "from")),
            external_id=_word(said, "id"),
            text=_word(said, "text", may_be_empty=True),
            media=tuple(Media(_word(m, "url"), _word(m, "content_type")) for m in _records(media)),
            carrier_opt_out=_word(said, "opt_out", may_be_empty=True),
        )

    def parse_status(self, request: WebhookRequest) -> StatusUpdate:
        """What became of a text, from a webhook made by `statuses`; see the port."""
        said = self._open(request)
        if said.get("what") != "status" or said.get("status") not in set(ReceiptStatus):
            raise _not_understood("it is not a status")
        return StatusUpdate(
            message_id=_word(said, "message_id"),
            external_id=_word(said, "id"),
            status=ReceiptStatus(_word(said, "status")),
            vendor_code=_word(said, "error", may_be_empty=True),
            error=_word(said, "error", may_be_empty=True),
        )

    async def send(self, message: OutboundMessage) -> Receipt:
        """Deliver one text, or fail as `fail_next` was told; see the port."""
        self.attempts += 1
        if self._delays:
            await self._sleep(self._delays.popleft())
        failure = self._failures.popleft() if self._failures else None
        if failure is None:
            return self._accept(message)
        if failure.is_accepted:
            self._accept(message)
        if failure.hangs:
            await self._sleep(self._deadline_s)
        raise error(failure, retry_after=self._retry_after)

    async def find(self, message: OutboundMessage) -> Receipt | None:
        """The receipt if the text arrived; see the port."""
        found = self._accepted.get(message.id)
        return found[1] if found else None

    async def check(self) -> str:
        """There is nothing that could be wrong; see the port."""
        return ""

    async def close(self) -> None:
        """Nothing to let go of."""

    # -- what the phones' owners do and see ------------------------------------------------------

    def text(
        self,
        sender: str,
        text: str,
        *,
        line: str,
        media: Sequence[Media] = (),
        carrier_opt_out: str = "",
        external_id: str = "",
    ) -> WebhookRequest:
        """The signed webhook for one text from a phone.

        Args:
            sender: the phone, E.164.
            text: as typed.
            line: ours, that they write to.
            media: pictures and the like.
            carrier_opt_out: "STOP", "START" or "HELP" if the carrier has already answered it.
            external_id: the network's; the same one again is the same text again. "": a fresh one.
        """
        self._written += 1
        said = {
            "what": "text",
            "id": external_id or f"sim-in-{self._written}",
            "from": sender,
            "line": line,
            "text": text,
            "media": [asdict(one) for one in media],
            "opt_out": carrier_opt_out,
        }
        return self._seal("inbound", said)

    def statuses(
        self, message_id: str, *statuses: ReceiptStatus, error: str = ""
    ) -> list[WebhookRequest]:
        """Signed webhooks for these statuses, in this order; repeat or shuffle them at will.

        Args:
            message_id: ours, of a text that was sent, or not.
            statuses: one webhook each.
            error: the slug that the last of them carries.
        """
        found = self._accepted.get(message_id)
        external_id = found[1].external_id if found else "sim-out-unknown"
        last = len(statuses) - 1
        return [
            self._seal(
                "status",
                {
                    "what": "status",
                    "message_id": message_id,
                    "id": external_id,
                    "status": status.value,
                    "error": error if n == last else "",
                },
            )
            for n, status in enumerate(statuses)
        ]

    def received(self, number: str) -> tuple[OutboundMessage, ...]:
        """The texts that this phone got, oldest first."""
        return tuple(m for m in self.sent if m.to.address == number)

    @property
    def sent(self) -> tuple[OutboundMessage, ...]:
        """All texts that arrived, oldest first."""
        return tuple(message for message, _ in self._accepted.values())

    def fail_next(self, *failures: Failure) -> None:
        """Make the next sends fail so, one each, after those already asked for."""
        self._failures.extend(failures)

    def delay_next(self, *seconds: float) -> None:
        """Make the next sends take so long before anything happens."""
        self._delays.extend(seconds)

    # -- inside ------------------------------------------------------------------------------------

    def _accept(self, message: OutboundMessage) -> Receipt:
        """A text handed over twice under one id arrives twice: the network knows no ids of ours."""
        count = len(self._accepted) + 1
        key = message.id if message.id not in self._accepted else f"{message.id}#{count}"
        parts = max(1, segments(message.text).count)
        receipt = Receipt(f"sim-out-{count}", ReceiptStatus.QUEUED, parts)
        self._accepted[key] = (message, receipt)
        return receipt

    def _seal(self, kind: str, said: Mapping[str, object]) -> WebhookRequest:
        url = f"https://phones.invalid/webhooks/{NAME}/{kind}"
        body = json.dumps(said).encode()
        headers = {
            "content-type": "application/json",
            SIGNATURE_HEADER: sign(self._secret, body),
        }
        return WebhookRequest("POST", url, headers, body)

    def _open(self, request: WebhookRequest) -> Mapping[str, Any]:
        expected = sign(self._secret, request.body)
        given = request.headers.get(SIGNATURE_HEADER, "")
        if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
            raise BadSignature("The simulated signature does not fit.", integration=NAME)
        try:
            said: object = json.loads(request.body)
        except (ValueError, RecursionError):
            raise _not_understood("it is not JSON") from None
        if not isinstance(said, dict):
            raise _not_understood("it is not a record")
        return cast("dict[str, Any]", said)


def sign(secret: bytes, body: bytes) -> str:
    """The signature of one webhook's body, hexadecimal."""
    return hmac.digest(secret, _PURPOSE + body, hashlib.sha256).hex()


def _word(said: Mapping[str, Any], name: str, *, may_be_empty: bool = False) -> str:
    found = said.get(name)
    if not isinstance(found, str) or not (found or may_be_empty):
        raise _not_understood(f"{name} is missing")
    return found


def _records(found: object) -> list[Mapping[str, Any]]:
    if not isinstance(found, list):
        raise _not_understood("media is not a list")
    items = cast("list[object]", found)
    return [cast("Mapping[str, Any]", item) for item in items if isinstance(item, dict)]


def _not_understood(why: str) -> NotUnderstood:
    return NotUnderstood(f"The simulated webhook was not understood: {why}.", integration=NAME)
