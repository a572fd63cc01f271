"""How the contract of a channel is put to each of them: what its neighbour says and does.

A case that a channel cannot have is named in its `not_possible`, with the reason.
"""

import io
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import ClassVar, Protocol

from assistant.domain.clock import Instant
from assistant.domain.consent import MessageKind
from assistant.domain.message import Media, OutboundMessage, ReceiptStatus
from assistant.domain.patient import ContactPoint
from assistant.ports.channel import Channel, WebhookRequest
from assistant.ports.plugin import Environment
from integrations.simulated.failures import Failure
from integrations.simulated.phone import SIGNATURE_HEADER, SimulatedPhones
from integrations.simulated.twilio_api import TwilioApi, Webhook
from integrations.terminal import channel as terminal
from integrations.terminal.channel import Terminal
from integrations.twilio import setup as setup_twilio

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PATIENT = "+12125550123"
LINE = "+12125550199"
PICTURE = Media("https://media.invalid/card.jpg", "image/jpeg")
PUBLIC_URL = "https://desk.example"


class FixedClock:
    """A clock that stands still."""

    def now(self) -> Instant:
        return NOW


class Harness(Protocol):
    """One channel with its neighbour at hand."""

    @property
    def channel(self) -> Channel: ...

    @property
    def attempts(self) -> int:
        """How often the neighbour was handed a text, whatever it did with it."""
        ...

    def inbound(
        self, text: str, *, media: Sequence[Media] = (), carrier_opt_out: str = ""
    ) -> WebhookRequest:
        """What the neighbour posts when a patient texts."""
        ...

    def not_a_text(self) -> WebhookRequest:
        """Something genuine from the neighbour that is no text."""
        ...

    def forged(self, request: WebhookRequest) -> WebhookRequest:
        """The same from somebody who is not the neighbour."""
        ...

    async def fail_next(self, failure: Failure) -> None:
        """Make the next send fail so."""
        ...

    def statuses(
        self, message: OutboundMessage, *statuses: ReceiptStatus, error: str = ""
    ) -> list[WebhookRequest]:
        """What the neighbour posts about a text that was sent; the last one may carry an error."""
        ...


def a_message(channel: Channel) -> OutboundMessage:
    """A reply to the patient, on that channel."""
    return OutboundMessage(
        id="msg_00000000000000000000000001",
        account="",
        line=LINE,
        to=ContactPoint(channel.name, PATIENT),
        text="You are booked for Tuesday.",
        kind=MessageKind.REPLY,
    )


# -- simulated -------------------------------------------------------------------------------------


@dataclass
class SimulatedHarness:
    """Phones in memory; a hang costs no time."""

    channel: SimulatedPhones
    not_possible: ClassVar[Mapping[str, str]] = {}

    @property
    def attempts(self) -> int:
        return self.channel.attempts

    def inbound(
        self, text: str, *, media: Sequence[Media] = (), carrier_opt_out: str = ""
    ) -> WebhookRequest:
        return self.channel.text(
            PATIENT, text, line=LINE, media=media, carrier_opt_out=carrier_opt_out
        )

    def not_a_text(self) -> WebhookRequest:
        return self.channel.statuses("msg_1", ReceiptStatus.SENT)[0]

    def forged(self, request: WebhookRequest) -> WebhookRequest:
        return replace(request, headers={**request.headers, SIGNATURE_HEADER: "0" * 64})

    async def fail_next(self, failure: Failure) -> None:
        self.channel.fail_next(failure)

    def statuses(
        self, message: OutboundMessage, *statuses: ReceiptStatus, error: str = ""
    ) -> list[WebhookRequest]:
        return self.channel.statuses(message.id, *statuses, error=error)


@asynccontextmanager
async def simulated() -> AsyncGenerator[Harness, None]:
    async def no_time(_: float) -> None:
        return

    phones = SimulatedPhones(b"secret of these phones", deadline_s=0.5, sleep=no_time)
    yield SimulatedHarness(phones)
    await phones.close()


# -- terminal --------------------------------------------------------------------------------------


class Screen(io.StringIO):
    """A terminal that counts what is written and can break off."""

    def __init__(self) -> None:
        super().__init__()
        self.writes = 0
        self.is_broken = False

    def write(self, text: str, /) -> int:
        written = super().write(text)
        self.writes += 1
        return written

    def flush(self) -> None:
        if self.is_broken:
            raise OSError
        super().flush()


_NO_NETWORK = "there is no network between a terminal and the person before it"
_NO_RECEIPTS = "what is printed is delivered; nobody reports it later"


@dataclass
class TerminalHarness:
    """A channel that prints."""

    channel: Terminal
    screen: Screen
    typed: int = 0
    not_possible: ClassVar[Mapping[str, str]] = {
        "a_text_that_the_carrier_answered_says_so": "a terminal has no carrier",
        "too_fast_is_throttled": _NO_NETWORK,
        "an_opt_out_at_the_neighbour_is_told": "a terminal keeps no opt-outs",
        "a_refusal_for_good_is_rejected": "a terminal takes every text",
        "credentials_that_are_refused_are_told": "a terminal asks for none",
        "a_text_in_doubt_that_arrived_is_found": "a terminal that broke off cannot be asked",
        "a_text_in_doubt_that_was_lost_is_found_to_be_absent": "it cannot be asked",
        "a_neighbour_that_hangs_is_given_up": _NO_NETWORK,
        "a_status_names_our_text_and_theirs": _NO_RECEIPTS,
        "statuses_come_in_any_order_and_twice": _NO_RECEIPTS,
        "an_error_in_a_status_is_one_of_ours": _NO_RECEIPTS,
    }

    @property
    def attempts(self) -> int:
        return self.screen.writes

    def inbound(
        self, text: str, *, media: Sequence[Media] = (), carrier_opt_out: str = ""
    ) -> WebhookRequest:
        items = [{"url": one.url, "content_type": one.content_type} for one in media]
        self.typed += 1
        said = {"from": PATIENT, "line": LINE, "text": text, "id": f"typed-{self.typed}"}
        return terminal.request({**said, "media": items})

    def not_a_text(self) -> WebhookRequest:
        return terminal.request({"from": PATIENT})

    def forged(self, request: WebhookRequest) -> WebhookRequest:
        return replace(request, url=f"{PUBLIC_URL}/webhooks/terminal")

    async def fail_next(self, failure: Failure) -> None:
        if failure is Failure.UNREACHABLE:
            self.screen.close()
        elif failure is Failure.UNKNOWN_LOST:
            self.screen.is_broken = True
        else:
            raise NotImplementedError(failure)

    def statuses(
        self, message: OutboundMessage, *statuses: ReceiptStatus, error: str = ""
    ) -> list[WebhookRequest]:
        return [terminal.request({"message_id": message.id}) for _ in statuses]


@asynccontextmanager
async def a_terminal() -> AsyncGenerator[Harness, None]:
    screen = Screen()
    yield TerminalHarness(Terminal(screen), screen)


# -- twilio ----------------------------------------------------------------------------------------

ACCOUNT_SID = "AC" + "a1" * 16
AUTH_TOKEN = "5f" * 16
DEADLINE_S = 0.5
_TROUBLES = {
    Failure.THROTTLED: "429",
    Failure.UNKNOWN_ACCEPTED: "500-after",
    Failure.UNKNOWN_LOST: "500-before",
    Failure.HANGS_ACCEPTED: "hang-after",
    Failure.HANGS_LOST: "hang-before",
    Failure.OPTED_OUT: "21610",
    Failure.REJECTED: "21614",
}
_WORDS = {ReceiptStatus.SENT: "sent", ReceiptStatus.DELIVERED: "delivered"}
_CODES = {"opted-out": 21610}


@dataclass
class TwilioHarness:
    """The real adapter and the real SDK, against the stand-in server."""

    channel: Channel
    api: TwilioApi
    not_possible: ClassVar[Mapping[str, str]] = {}

    @property
    def attempts(self) -> int:
        return len(self.api.posts)

    def inbound(
        self, text: str, *, media: Sequence[Media] = (), carrier_opt_out: str = ""
    ) -> WebhookRequest:
        others = {"NumMedia": str(len(media))}
        for n, one in enumerate(media):
            others |= {f"MediaUrl{n}": one.url, f"MediaContentType{n}": one.content_type}
        if carrier_opt_out:
            others["OptOutType"] = carrier_opt_out
        url = f"{PUBLIC_URL}/webhooks/twilio"
        return received(self.api.text(url, sender=PATIENT, line=LINE, body=text, **others))

    def not_a_text(self) -> WebhookRequest:
        fields = {"AccountSid": ACCOUNT_SID, "EventType": "something.new"}
        return received(self.api.webhook(f"{PUBLIC_URL}/webhooks/twilio", fields))

    def forged(self, request: WebhookRequest) -> WebhookRequest:
        return replace(request, body=request.body + b"&More=1")

    async def fail_next(self, failure: Failure) -> None:
        if failure is Failure.UNREACHABLE:
            await self.api.__aexit__()
        elif failure is Failure.CREDENTIALS_INVALID:
            self.api.auth_token = AUTH_TOKEN[::-1]
        else:
            self.api.trouble_next(_TROUBLES[failure])

    def statuses(
        self, message: OutboundMessage, *statuses: ReceiptStatus, error: str = ""
    ) -> list[WebhookRequest]:
        [sid] = self.api.messages
        last = len(statuses) - 1
        return [
            received(
                self.api.status(
                    sid, _WORDS.get(status, status.value), _CODES.get(error) if n == last else None
                )
            )
            for n, status in enumerate(statuses)
        ]


def received(webhook: Webhook) -> WebhookRequest:
    """A webhook as the web passes it on."""
    headers = {name.lower(): value for name, value in webhook.headers.items()}
    return WebhookRequest("POST", webhook.url, headers, webhook.body)


def twilio_environment(api_base: str, **others: str) -> Environment:
    """The environment of an installation with that account."""
    values = {
        "account_sid": ACCOUNT_SID,
        "auth_token": AUTH_TOKEN,
        "api_base": api_base,
        "deadline_s": str(DEADLINE_S),
        **others,
    }
    return Environment(values, FixedClock(), PUBLIC_URL, b"secret of our callbacks")


@asynccontextmanager
async def twilio() -> AsyncGenerator[Harness, None]:
    async with TwilioApi(ACCOUNT_SID, AUTH_TOKEN, now=lambda: NOW) as api:
        channel = setup_twilio(twilio_environment(api.url))
        assert channel is not None
        yield TwilioHarness(channel, api)
        await channel.close()


# -- all of them -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """How to have a channel with its neighbour, and what it cannot be asked."""

    start: Callable[[], AbstractAsyncContextManager[Harness]]
    not_possible: Mapping[str, str]


CHANNELS: dict[str, Entry] = {
    "simulated": Entry(simulated, SimulatedHarness.not_possible),
    "terminal": Entry(a_terminal, TerminalHarness.not_possible),
    "twilio": Entry(twilio, TwilioHarness.not_possible),
}
"""By the folder under integrations/."""
