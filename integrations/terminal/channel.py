"""Texts typed into a terminal, and answers printed there.

A request comes from this very process and says so by its address, `terminal:`. Whatever comes over
the network is refused: nobody has signed it.
"""

import json
from collections.abc import Mapping
from typing import Any, TextIO, cast

from assistant.domain.errors import BadSignature, NotUnderstood, OutcomeUnknown, Unreachable
from assistant.domain.message import (
    InboundMessage,
    Media,
    OutboundMessage,
    Receipt,
    ReceiptStatus,
    StatusUpdate,
)
from assistant.domain.patient import ContactPoint
from assistant.domain.sms import MAX_TEXT
from assistant.ports.channel import Limits, WebhookRequest

NAME = "terminal"
URL = "terminal:"
"""The address of every request that is typed."""
LINE = "terminal"
"""Our side of the talk, unless the request names another line."""
_MAX_ADDRESS = 64


class Terminal:
    """Writes each text as one paragraph to `sink`, then flushes it."""

    def __init__(self, sink: TextIO) -> None:
        self._sink = sink
        self._shown: dict[str, Receipt] = {}
        self._doubtful: set[str] = set()

    @property
    def name(self) -> str:
        """`terminal`."""
        return NAME

    @property
    def limits(self) -> Limits:
        """As long as a text on a phone, so that a trial shows what a patient would see."""
        return Limits(max_text=MAX_TEXT, has_media=True, has_receipts=False)

    def parse(self, request: WebhookRequest) -> InboundMessage:
        """The text in a JSON body {"from", "text", "id", "media"?, "line"?}; see the port.

        `media` is a list of {"url", "content_type"}.
        """
        if request.url != URL:
            raise BadSignature("The terminal takes nothing from the network.", integration=NAME)
        said = _record(request.body)
        return InboundMessage(
            channel=NAME,
            account=NAME,
            line=_word(said, "line", LINE),
            sender=ContactPoint(NAME, _word(said, "from")),
            external_id=_word(said, "id"),
            text=_text(said),
            media=_media(said),
        )

    def parse_status(self, request: WebhookRequest) -> StatusUpdate:
        """Never one: what is printed is delivered; see the port."""
        del request
        raise BadSignature("The terminal sends no word of what became of a text.", integration=NAME)

    async def send(self, message: OutboundMessage) -> Receipt:
        """Print one text; see the port."""
        try:
            self._sink.write(f"{message.text}\n")
        except (OSError, ValueError):  # a closed file says ValueError
            raise Unreachable("The terminal is closed.", integration=NAME) from None
        try:
            self._sink.flush()
        except (OSError, ValueError):
            self._doubtful.add(message.id)
            raise _broken_off() from None
        receipt = Receipt(f"shown-{len(self._shown) + 1}", ReceiptStatus.DELIVERED)
        self._shown[message.id] = receipt
        return receipt

    async def find(self, message: OutboundMessage) -> Receipt | None:
        """The receipt if it was printed to the end; see the port."""
        if message.id in self._doubtful:
            raise _broken_off()
        return self._shown.get(message.id)

    async def check(self) -> str:
        """Is the terminal open; see the port."""
        return "The terminal is closed." if self._sink.closed else ""

    async def close(self) -> None:
        """Nothing: the terminal belongs to whoever opened it."""


def request(said: Mapping[str, object]) -> WebhookRequest:
    """The request for one typed text; the keys are those of `Terminal.parse`."""
    return WebhookRequest(
        "POST", URL, {"content-type": "application/json"}, json.dumps(said).encode()
    )


def _record(body: bytes) -> Mapping[str, Any]:
    try:
        found: object = json.loads(body)
    except (ValueError, RecursionError):
        raise _not_understood("it is not JSON") from None
    if not isinstance(found, dict):
        raise _not_understood("it is not a record")
    return cast("dict[str, Any]", found)


def _word(said: Mapping[str, Any], name: str, default: str = "") -> str:
    found = said.get(name, default)
    if not isinstance(found, str) or not 0 < len(found) <= _MAX_ADDRESS:
        raise _not_understood(f"{name} is missing or too long")
    return found


def _text(said: Mapping[str, Any]) -> str:
    found = said.get("text", "")
    if not isinstance(found, str):
        raise _not_understood("text is not text")
    return found


def _media(said: Mapping[str, Any]) -> tuple[Media, ...]:
    found: object = said.get("media", [])
    if not isinstance(found, list):
        raise _not_understood("media is not a list")
    items = cast("list[object]", found)
    return tuple(_one(item) for item in items)


def _one(item: object) -> Media:
    match item:
        case {"url": str(url), "content_type": str(content_type)}:
            return Media(url, content_type)
        case _:
            raise _not_understood("media has another shape")


def _broken_off() -> OutcomeUnknown:
    return OutcomeUnknown("The terminal broke off in the middle of a text.", integration=NAME)


def _not_understood(why: str) -> NotUnderstood:
    return NotUnderstood(f"What was typed was not understood: {why}.", integration=NAME)
