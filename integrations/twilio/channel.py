"""Texts through one Twilio account: the port's promises, kept with Twilio's words."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from twilio.base import values
from twilio.base.exceptions import TwilioException
from twilio.rest.api.v2010.account.message import MessageInstance

from assistant.domain.clock import Instant
from assistant.domain.errors import (
    BadSignature,
    CredentialsInvalid,
    IntegrationError,
    NotUnderstood,
    OutcomeUnknown,
    Throttled,
    Unreachable,
)
from assistant.domain.message import InboundMessage, OutboundMessage, Receipt, StatusUpdate
from assistant.domain.patient import ContactPoint
from assistant.domain.sms import MAX_TEXT
from assistant.ports.channel import Exchanged, Limits, WebhookRequest
from assistant.ports.plugin import Environment
from integrations.twilio import callback, signature
from integrations.twilio.client import connect
from integrations.twilio.errors import NAME
from integrations.twilio.form import (
    Form,
    inbound_text,
    is_message_sid,
    read_form,
    status_callback,
    status_of,
)
from integrations.twilio.settings import THIS_MACHINE, TwilioSettings

CHANNEL = "sms"
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_LONGEST_VALID_S = 36_000
_CLOCKS_DIFFER = timedelta(minutes=2)
_LOOK_BACK = 100
_MOST_SINCE = 20_000
_REMEMBERED = 10_000
_TRIAL_PREFIX = "Sent from your Twilio trial account - "
# What the SDK lets out when a reply is JSON but not the record it expects.
_MISREAD = (ValueError, TypeError, AttributeError, KeyError, TwilioException)


class TwilioSms:
    """SMS and MMS over one account's numbers.

    Args:
        settings: of the account.
        environment: our public URL, the clock, and the secret that marks our callback addresses.
    """

    def __init__(self, settings: TwilioSettings, environment: Environment) -> None:
        self._settings = settings
        self._public_url = environment.public_url
        self._clock = environment.clock
        self._callback_secret = environment.callback_secret
        self._client, self._wire = connect(settings)
        self._tried_at: dict[str, Instant] = {}

    @property
    def name(self) -> str:
        """`sms`."""
        return CHANNEL

    @property
    def limits(self) -> Limits:
        """1,600 characters; receipts as soon as there is an address for them."""
        return Limits(max_text=MAX_TEXT, has_media=True, has_receipts=bool(self._public_url))

    def parse(self, request: WebhookRequest) -> InboundMessage:
        """The text in an inbound webhook; see the port."""
        text = inbound_text(self._signed_form(request), account_sid=self._settings.account_sid)
        return InboundMessage(
            channel=CHANNEL,
            account=text.account_sid,
            line=text.line,
            sender=ContactPoint(CHANNEL, text.sender),
            external_id=text.message_sid,
            text=text.body,
            media=text.media,
            carrier_opt_out=text.opt_out,
        )

    def parse_status(self, request: WebhookRequest) -> StatusUpdate:
        """What became of one of our texts; see the port.

        Signed is not enough: the address must be one that we wrote for that very text.
        """
        form = self._signed_form(request)
        ours = callback.message_id(request.url, self._callback_secret)
        if ours is None:
            raise BadSignature("This callback address is not one of ours.", integration=NAME)
        found = status_callback(form, account_sid=self._settings.account_sid)
        return StatusUpdate(
            message_id=ours,
            external_id=found.message_sid,
            status=found.status,
            vendor_code=found.error_code,
            error=found.error,
        )

    async def send(self, message: OutboundMessage) -> Receipt:
        """Post one text, once; see the port.

        It leaves from `message.line`, also when that belongs to a messaging service.
        """
        self._remember(message)
        service = self._settings.messaging_service_sid
        try:
            sent = await self._client.messages.create_async(
                to=message.to.address,
                from_=message.line,
                messaging_service_sid=service or values.unset,
                body=message.text,
                validity_period=max(1, min(message.valid_for_s, _LONGEST_VALID_S)),
                status_callback=self._callback_url(message) or values.unset,
            )
        except _MISREAD:
            raise _unknown("its answer could not be read") from None
        return _receipt(sent)

    async def find(self, message: OutboundMessage) -> Receipt | None:
        """The newest text with these words to this number from this line, since we tried; see the port.

        Twilio keeps no id of ours, so an earlier text with the very same words can be taken for
        this one when the process that tried is gone; the caller knows which SIDs are spoken for.
        """
        since = self._since(message)
        try:
            # Not filtered by DateSent: a text that still waits at Twilio has none.
            listed = await self._client.messages.list_async(
                to=message.to.address, limit=_LOOK_BACK, page_size=_LOOK_BACK
            )
        except (CredentialsInvalid, OutcomeUnknown, Throttled) as doubt:
            raise _ask_later(doubt) from None
        except (IntegrationError, *_MISREAD) as refused:
            if isinstance(refused, Unreachable):
                raise
            raise _unknown("its list of texts could not be read") from None
        recent = [found for found in listed if _is_since(found, since)]
        matches = [found for found in recent if self._is_same(found, message)]
        if matches:
            return _receipt(matches[0])
        if len(recent) == _LOOK_BACK or any(not found.body for found in recent):
            raise _unknown("its list is too long, or shows no words")
        return None

    async def since(self, at: Instant) -> Sequence[Exchanged]:
        """All texts of the account since then; see the port."""
        messages = self._client.messages
        try:
            # What still waits at Twilio has no date of sending, so the newest come unfiltered too.
            listed = await messages.list_async(limit=_LOOK_BACK, page_size=_LOOK_BACK)
            listed += await messages.list_async(
                date_sent_after=at, limit=_MOST_SINCE, page_size=1000
            )
        except (CredentialsInvalid, OutcomeUnknown, Throttled) as doubt:
            raise _ask_later(doubt) from None
        except (IntegrationError, *_MISREAD) as refused:
            if isinstance(refused, Unreachable):
                raise
            raise _unknown("its list of texts could not be read") from None
        hides = any(not found.body and str(found.num_media or "0") == "0" for found in listed)
        if len(listed) >= _MOST_SINCE or hides:
            raise _unknown("its list is too long, or shows no words")
        by_sid = {str(found.sid): found for found in listed if _is_since(found, at)}
        texts = [self._exchanged(found, at) for found in by_sid.values()]
        return sorted(texts, key=lambda text: text.at)

    async def check(self) -> str:
        """Is the account known and active, and our address one that Twilio may call; see the port."""
        if not self._public_url:
            return (
                "Twilio cannot call us and signatures cannot be checked: set FRONTDESK_PUBLIC_URL "
                "to the address in its webhook settings."
            )
        address = urlsplit(self._public_url)
        if address.scheme != "https" and address.hostname not in THIS_MACHINE:
            return "FRONTDESK_PUBLIC_URL is not https: texts would cross the internet in the clear."
        try:
            account = await self._client.api.accounts(self._settings.account_sid).fetch_async()
        except IntegrationError as failure:
            return f"{failure} Check FRONTDESK_TWILIO_ACCOUNT_SID, _AUTH_TOKEN and the network."
        except _MISREAD:
            return "FRONTDESK_TWILIO_API_BASE does not answer like Twilio."
        status = str(account.status)
        return "" if status == "active" else f"Twilio's account is {status}: no text leaves it."

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    def _signed_form(self, request: WebhookRequest) -> Form:
        """The fields that the signature vouches for, and no others.

        Raises:
            BadSignature: it does not fit, or there is nothing that it could fit.
        """
        kind = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
        try:
            form = read_form(request.body) if request.method == "POST" and kind == _FORM else Form()
        except NotUnderstood as unreadable:
            raise BadSignature(str(unreadable), integration=NAME) from None
        fits = signature.is_from_twilio(
            url=request.url,
            fields=form.pairs,
            json=request.body if kind == _JSON else None,
            signature=request.headers.get(signature.HEADER),
            secrets=self._settings.webhook_secrets,
            algorithm=signature.algorithm(request.headers.get(signature.ALGORITHM_HEADER)),
        )
        if not fits:
            raise BadSignature("The request is not signed by Twilio for us.", integration=NAME)
        return form

    def _callback_url(self, message: OutboundMessage) -> str:
        if not self._public_url:
            return ""
        return callback.status_url(self._public_url, message.id, self._callback_secret)

    def _remember(self, message: OutboundMessage) -> None:
        """Note when we first tried, for `find`; the oldest are forgotten."""
        self._tried_at.setdefault(message.id, self._clock.now())
        while len(self._tried_at) > _REMEMBERED:
            del self._tried_at[next(iter(self._tried_at))]

    def _since(self, message: OutboundMessage) -> Instant:
        """The earliest moment at which Twilio can have got this text."""
        tried_at = self._tried_at.get(message.id)
        if tried_at is not None:
            return tried_at - _CLOCKS_DIFFER
        return self._clock.now() - timedelta(seconds=message.valid_for_s) - timedelta(days=1)

    def _exchanged(self, found: MessageInstance, at: Instant) -> Exchanged:
        is_inbound = str(found.direction) == "inbound"
        ours, theirs = (found.to, found.from_) if is_inbound else (found.from_, found.to)
        return Exchanged(
            account=self._settings.account_sid,
            line=str(ours or ""),
            other=ContactPoint(CHANNEL, str(theirs or "")),
            external_id=str(found.sid),
            text=(found.body or "").removeprefix(_TRIAL_PREFIX),
            at=found.date_created or at,
            is_inbound=is_inbound,
        )

    def _is_same(self, found: MessageInstance, message: OutboundMessage) -> bool:
        body = (found.body or "").removeprefix(_TRIAL_PREFIX)
        is_from_line = found.from_ in {None, "", message.line}  # a service fills it in later
        return is_from_line and body.strip() == message.text.strip()


def _is_since(found: MessageInstance, since: Instant) -> bool:
    return found.date_created is None or found.date_created >= since


def _receipt(found: MessageInstance) -> Receipt:
    if not is_message_sid(found.sid):
        raise _unknown("its answer names no text")
    segments = str(found.num_segments or "")
    count = int(segments) if segments.isascii() and segments.isdecimal() else 1
    return Receipt(str(found.sid), status_of(found.status), max(1, count))


def _unknown(why: str) -> OutcomeUnknown:
    return OutcomeUnknown(f"Twilio may have taken the text: {why}.", integration=NAME)


def _ask_later(doubt: IntegrationError) -> Unreachable:
    message = f"Twilio cannot be asked now. {doubt}"
    return Unreachable(message, integration=NAME, vendor_code=doubt.vendor_code)
