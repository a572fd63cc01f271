"""A channel: texts in, texts out, word of what became of them.

An adapter parses and sends; it decides nothing. Whatever goes wrong leaves it as one of the
errors of `domain.errors`, and nothing else does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from assistant.domain.clock import Instant
from assistant.domain.message import InboundMessage, OutboundMessage, Receipt, StatusUpdate
from assistant.domain.patient import ContactPoint


@dataclass(frozen=True, slots=True)
class WebhookRequest:
    """A neighbour's HTTP request, untouched. `url` is the public one, as the neighbour called it.

    `headers` have lower-case names. `body` is at most 64 KiB.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message may be. `max_text` in characters."""

    max_text: int
    has_media: bool
    has_receipts: bool


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A text that went over a channel, as the neighbour remembers it.

    `account`, `line`, `other` and `external_id` are as in `InboundMessage` and `Receipt`; `other`
    is the patient's address, whoever wrote.
    """

    account: str
    line: str
    other: ContactPoint
    external_id: str
    text: str
    at: Instant
    is_inbound: bool


@runtime_checkable
class Remembers(Protocol):
    """A channel whose neighbour can be asked what went over it; not every one can."""

    async def since(self, at: Instant) -> Sequence[Exchanged]:
        """All texts since that moment, both ways, oldest first.

        Raises:
            OutcomeUnknown: it cannot be told. Unreachable: ask again later.
        """
        ...


class Channel(Protocol):
    """One kind of transport on one of our accounts."""

    @property
    def name(self) -> str:
        """The channel's name, as in `ContactPoint.channel` and in a line of practice.toml."""
        ...

    @property
    def limits(self) -> Limits:
        """What one message may be."""
        ...

    def parse(self, request: WebhookRequest) -> InboundMessage:
        """The text in an inbound webhook.

        Raises:
            BadSignature: it is not from the neighbour; no effect, 403.
            NotUnderstood: signed, but not a text of ours; no effect, 400.
        """
        ...

    def parse_status(self, request: WebhookRequest) -> StatusUpdate:
        """The status update in a callback; raises like `parse`."""
        ...

    async def send(self, message: OutboundMessage) -> Receipt:
        """Hand one text over, once; never tries again by itself, never hangs.

        Raises:
            Unreachable, OutcomeUnknown, Throttled, Rejected, OptedOut, CredentialsInvalid.
        """
        ...

    async def find(self, message: OutboundMessage) -> Receipt | None:
        """What the neighbour knows of a text whose send ended in OutcomeUnknown.

        None: the neighbour certainly has no such text.

        Raises:
            OutcomeUnknown: it cannot be told. Unreachable: ask again later.
        """
        ...

    async def check(self) -> str:
        """One line for `frontdesk doctor`: "" if all is well, else what is wrong and what to do."""
        ...

    async def close(self) -> None:
        """Let go of connections; the channel is not used afterwards."""
        ...
