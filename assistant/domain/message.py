"""Messages in and out, and what became of them."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.clock import Instant
from assistant.domain.consent import MessageKind
from assistant.domain.patient import ContactPoint


@dataclass(frozen=True, slots=True)
class Media:
    """A file that came with a text: where the neighbour keeps it, and what it says it is."""

    url: str
    content_type: str


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """A text as a channel's adapter read it.

    `account` and `line` are our side (account id and our address), `sender` is theirs.
    `external_id` is the neighbour's id: unique for (channel, account). `carrier_opt_out` is what
    the carrier itself already did and said: "" | "STOP" | "START" | "HELP".
    """

    channel: str
    account: str
    line: str
    sender: ContactPoint
    external_id: str
    text: str
    media: tuple[Media, ...] = ()
    carrier_opt_out: str = ""


class ReceiptStatus(StrEnum):
    """Twilio's message words. `new` waits in the outbox; `unknown` may have been sent."""

    NEW = "new"
    SENDING = "sending"
    UNKNOWN = "unknown"
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


RANK: dict[ReceiptStatus, int] = {
    ReceiptStatus.NEW: 0,
    ReceiptStatus.SENDING: 1,
    ReceiptStatus.UNKNOWN: 1,
    ReceiptStatus.QUEUED: 2,
    ReceiptStatus.SENT: 3,
    ReceiptStatus.DELIVERED: 5,
    ReceiptStatus.READ: 6,
    ReceiptStatus.UNDELIVERED: 4,
    ReceiptStatus.FAILED: 4,
    ReceiptStatus.SUPPRESSED: 9,
}
"""A receipt only ever moves to a higher rank; undelivered and failed are final below delivered."""

FINAL = frozenset(
    {
        ReceiptStatus.READ,
        ReceiptStatus.UNDELIVERED,
        ReceiptStatus.FAILED,
        ReceiptStatus.SUPPRESSED,
    }
)
"""Nothing follows these."""


def moves_forward(now: ReceiptStatus, then: ReceiptStatus) -> bool:
    """May a callback that says `then` change a receipt that stands at `now`?"""
    return now not in FINAL and RANK[then] > RANK[now]


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """A text as it is handed to a channel. `id` is ours and comes back with each callback.

    `valid_for_s`: after that many seconds the neighbour should drop it unsent.
    """

    id: str
    account: str
    line: str
    to: ContactPoint
    text: str
    kind: MessageKind
    valid_for_s: int = 1800


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the neighbour said to a send."""

    external_id: str
    status: ReceiptStatus
    segments: int = 1


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """A neighbour's word on a text that we sent earlier.

    `message_id` is our id as it was sent along; `vendor_code` the neighbour's error code, and
    `error` the slug of the error in `domain.errors` that it stands for ("" when there is none).
    """

    message_id: str
    external_id: str
    status: ReceiptStatus
    vendor_code: str = ""
    error: str = ""
    at: Instant | None = None
