"""The patients' phones as `chat` and `demo` have them: the simulated ones, under a channel's name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.domain.clock import Clock, Instant
from assistant.domain.errors import ConfigurationError
from assistant.domain.message import InboundMessage, Media, OutboundMessage, Receipt, StatusUpdate
from assistant.domain.patient import ContactPoint
from assistant.domain.practice import Practice
from assistant.plugins import find_integrations
from assistant.ports.channel import Channel, Limits, WebhookRequest
from assistant.ports.plugin import Environment

SIMULATED = "simulated"
ACCOUNT = "simulated"
OUR_NUMBER = "+15550109999"
"""Our side of the talk when the practice names no line."""
_NO_SECRET = b"phones of this process only"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text that reached a phone."""

    message: OutboundMessage
    segments: int
    at: Instant


class Phones:
    """A channel that tells `seen` of each text that arrives; else it is the one it was given."""

    def __init__(
        self, inner: Channel, name: str, clock: Clock, seen: Callable[[Arrived], None]
    ) -> None:
        self._inner, self._name, self._clock, self._seen = inner, name, clock, seen

    @property
    def name(self) -> str:
        """The channel it stands for."""
        return self._name

    @property
    def limits(self) -> Limits:
        """Those of the channel inside."""
        return self._inner.limits

    def parse(self, request: WebhookRequest) -> InboundMessage:
        """See the port."""
        return self._inner.parse(request)

    def parse_status(self, request: WebhookRequest) -> StatusUpdate:
        """See the port."""
        return self._inner.parse_status(request)

    async def send(self, message: OutboundMessage) -> Receipt:
        """Hand it over, then tell."""
        receipt = await self._inner.send(message)
        self._seen(Arrived(message, receipt.segments, self._clock.now()))
        return receipt

    async def find(self, message: OutboundMessage) -> Receipt | None:
        """See the port."""
        return await self._inner.find(message)

    async def check(self) -> str:
        """See the port."""
        return await self._inner.check()

    async def close(self) -> None:
        """See the port."""
        await self._inner.close()


def phones(clock: Clock, names: Iterable[str], seen: Callable[[Arrived], None]) -> list[Channel]:
    """Simulated phones, once under each name.

    Raises:
        ConfigurationError: the integration that simulates them is not installed.
    """
    for integration in find_integrations():
        if integration.manifest.name == SIMULATED:
            inner = integration.setup(Environment({}, clock, "", _NO_SECRET))
            if inner is not None:
                return [Phones(inner, name, clock, seen) for name in names]
    raise ConfigurationError("integrations/simulated is missing; install Frontdesk again.")


def our_line(practice: Practice, channel: str) -> str:
    """The address that patients write to on that channel."""
    for line in practice.lines:
        if line.channel == channel:
            return line.address
    return OUR_NUMBER


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody types into a phone. `id`: the neighbour's, unique for this text."""

    sender: str
    text: str
    id: str
    channel: str = "sms"
    media: tuple[str, ...] = ()


def as_inbound(typed: Typed, line: str) -> InboundMessage:
    """The text as a channel would hand it in."""
    return InboundMessage(
        channel=typed.channel,
        account=ACCOUNT,
        line=line,
        sender=ContactPoint(typed.channel, typed.sender),
        external_id=typed.id,
        text=typed.text,
        media=tuple(Media(path, _content_type(path)) for path in typed.media),
    )


def _content_type(path: str) -> str:
    ending = path.rpartition(".")[2].lower()
    return {
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
        "heic": "image/heic", "pdf": "application/pdf", "vcf": "text/vcard", "mp3": "audio/mpeg",
    }.get(ending, "application/octet-stream")  # fmt: skip
