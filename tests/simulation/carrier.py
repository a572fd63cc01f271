"""The telephone network of a universe: it repeats, loses, delays and reorders, both ways."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain.errors import AssistantError
from assistant.domain.message import InboundMessage, OutboundMessage, Receipt, StatusUpdate
from assistant.domain.message import ReceiptStatus as Status
from assistant.ports.channel import Limits, WebhookRequest
from assistant.service.parts import Parts
from integrations.simulated.phone import SimulatedPhones
from tests.simulation.weather import Weather

LINE = "+15550100100"
RETRIES = 5
WEBHOOK_TIMEOUT_S = 15.0
_FATES = (
    (Status.SENT, Status.DELIVERED),
    (Status.SENT, Status.DELIVERED),
    (Status.SENT, Status.DELIVERED, Status.READ),
    (Status.SENT, Status.UNDELIVERED),
)


@dataclass(frozen=True, slots=True)
class Handed:
    """A text that reached a phone. `began_at`: when our side made the call, in loop seconds."""

    message: OutboundMessage
    began_at: float


@dataclass
class Carrier:
    """What went through the network. `living` gives the processes that answer webhooks."""

    weather: Weather
    living: Callable[[], Sequence[Parts]]
    loop: asyncio.AbstractEventLoop
    phones: SimulatedPhones = field(
        default_factory=lambda: SimulatedPhones(b"sim", deadline_s=12.0)
    )
    acknowledged: dict[str, str] = field(default_factory=dict[str, str])
    """The network's id of each text that got a 2xx, and the number it came from."""
    handed: list[Handed] = field(default_factory=list[Handed])
    reported: dict[str, list[Status]] = field(default_factory=dict[str, list[Status]])
    """What was said of each of our texts and answered with a 2xx, in order."""
    underway: set["asyncio.Task[Any]"] = field(default_factory=set["asyncio.Task[Any]"])

    def begin(self, what: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Let it happen in the network, whoever dies meanwhile."""
        task = self.loop.create_task(what)
        self.underway.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self.underway.discard(task)
        if not task.cancelled():
            task.exception()  # whoever waited for it may be dead

    # --- from phones to us ---

    async def text(self, sender: str, key: str, text: str) -> None:
        """Bring a text to us as Twilio does: again until it is taken, and now and then once more."""
        request = self.phones.text(sender, text, line=LINE, external_id=key)

        def accept(parts: Parts) -> Awaitable[object]:
            return parts.accept(self.phones.parse(request))

        for attempt in range(RETRIES + 1):
            await asyncio.sleep(self.weather.between(0.01, 1.5) + attempt)
            if self.weather.happens(self.weather.climate.webhook_twice):
                self.begin(self._bring(accept))  # the fallback address, while the first one thinks
            if await self._bring(accept):
                self.acknowledged[key] = sender
                if not self.weather.happens(self.weather.climate.ack_lost):
                    break
        if self.weather.happens(self.weather.climate.replayed):
            await asyncio.sleep(self.weather.between(0.01, 60))
            await self._bring(accept)

    async def _bring(self, call: Callable[[Parts], Awaitable[object]]) -> bool:
        """One request; was it answered with a 2xx?"""
        living = self.living()
        if not living or self.weather.happens(self.weather.climate.webhook_lost):
            return False
        try:
            async with asyncio.timeout(WEBHOOK_TIMEOUT_S):
                await call(self.weather.pick(list(living)))
        except (AssistantError, TimeoutError):
            return False
        return True

    # --- from us to phones ---

    async def take(self, message: OutboundMessage) -> Receipt:
        """One call to the network's API."""
        began = self.loop.time()
        await asyncio.sleep(self.weather.between(0.02, 3.0))
        failure = self.weather.send_failure()
        if failure is not None:
            self.phones.fail_next(failure)
        if failure is None or failure.is_accepted:
            self.handed.append(Handed(message, began))
            self.begin(self._report(message.id))
        return await self.phones.send(message)

    async def _report(self, message: str) -> None:
        """Say what becomes of it, in any order."""
        await asyncio.sleep(self.weather.between(0.01, 4))
        fate = list(self.weather.pick(_FATES))
        if self.weather.happens(self.weather.climate.status_twice):
            fate.append(self.weather.pick(fate))
        for status in fate:
            if not self.weather.happens(self.weather.climate.status_lost):
                self.begin(self._tell(message, status))

    async def _tell(self, message: str, status: Status) -> None:
        request = self.phones.statuses(message, status)[0]
        update = self.phones.parse_status(request)
        for _ in range(2):
            await asyncio.sleep(self.weather.between(0.01, 8))
            if await self._bring(lambda parts: parts.note_status(update)):
                self.reported.setdefault(message, []).append(status)
                return


class Line:
    """The channel as one process has it. A call outlives the process that made it."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    @property
    def name(self) -> str:
        """See `Channel`."""
        return self._carrier.phones.name

    @property
    def limits(self) -> Limits:
        """See `Channel`."""
        return self._carrier.phones.limits

    def parse(self, request: WebhookRequest) -> InboundMessage:
        """See `Channel`."""
        return self._carrier.phones.parse(request)

    def parse_status(self, request: WebhookRequest) -> StatusUpdate:
        """See `Channel`."""
        return self._carrier.phones.parse_status(request)

    async def send(self, message: OutboundMessage) -> Receipt:
        """See `Channel`."""
        return await asyncio.shield(self._carrier.begin(self._carrier.take(message)))

    async def find(self, message: OutboundMessage) -> Receipt | None:
        """See `Channel`."""
        await asyncio.sleep(self._carrier.weather.between(0.02, 2))
        return await self._carrier.phones.find(message)

    async def check(self) -> str:
        """See `Channel`."""
        return ""

    async def close(self) -> None:
        """See `Channel`."""
