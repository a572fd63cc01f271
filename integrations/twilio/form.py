"""The forms that Twilio posts, read strictly: what we use is checked, what is new is let be.

Twilio adds fields without notice, so unknown ones count for the signature and for nothing else.
Field list: https://www.twilio.com/docs/messaging/guides/webhook-request. Some long texts come as
base64 for the carrier's reasons; that is left as it is, since nothing marks it.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

import phonenumbers

from assistant.domain.errors import NotUnderstood
from assistant.domain.message import Media, ReceiptStatus
from integrations.twilio.errors import NAME, slug

MAX_BODY = 64 * 1024
"""Bytes; longer forms are not read."""
MAX_FIELDS = 200
MAX_MEDIA = 10

_SID = re.compile(r"(?:SM|MM)[0-9a-f]{32}", re.ASCII)
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_SHORT_CODE = re.compile(r"[0-9]{3,8}", re.ASCII)
_CARRIER_WORDS = {"STOP", "START", "HELP"}

# `sending` stands for queued: Twilio has the text, which is more than we knew of one of ours that
# is still `sending`. `scheduled` and the vendor's word for a withdrawn text are never asked for.
_STATUSES = {
    "accepted": ReceiptStatus.QUEUED,
    "scheduled": ReceiptStatus.QUEUED,
    "queued": ReceiptStatus.QUEUED,
    "sending": ReceiptStatus.QUEUED,
    "sent": ReceiptStatus.SENT,
    "partially_delivered": ReceiptStatus.SENT,
    "delivered": ReceiptStatus.DELIVERED,
    "read": ReceiptStatus.READ,
    "undelivered": ReceiptStatus.UNDELIVERED,
    "failed": ReceiptStatus.FAILED,
    "canceled": ReceiptStatus.FAILED,
}


@dataclass(frozen=True, slots=True)
class Form:
    """The decoded pairs in the order they came, blank ones too."""

    pairs: tuple[tuple[str, str], ...] = ()

    def one(self, name: str) -> str:
        """The value of that field, "" when it is missing.

        Raises:
            NotUnderstood: it is there twice.
        """
        found = [value for key, value in self.pairs if key == name]
        if len(found) > 1:
            raise _not_understood(f"{name} is there {len(found)} times")
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number was handed out, as Twilio guesses it; not where its owner is."""

    city: str
    state: str
    zip: str
    country: str


@dataclass(frozen=True, slots=True)
class InboundText:
    """Every documented field of an inbound text.

    `opt_out` is "" | "STOP" | "START" | "HELP": what Twilio's own filter has already answered.
    """

    message_sid: str
    account_sid: str
    messaging_service_sid: str
    sender: str
    line: str
    body: str
    media: tuple[Media, ...]
    referral_num_media: int
    num_segments: int
    opt_out: str
    sender_place: Place
    line_place: Place
    api_version: str


@dataclass(frozen=True, slots=True)
class StatusCallback:
    """What became of a text: `error` is a slug of `domain.errors`, "" when there is none."""

    message_sid: str
    status: ReceiptStatus
    error_code: str
    error: str


def read_form(body: bytes) -> Form:
    """The pairs of a urlencoded body; bytes that are not UTF-8 become U+FFFD.

    Raises:
        NotUnderstood: more than 64 KiB or 200 fields.
    """
    if len(body) > MAX_BODY:
        raise _not_understood("it is too large")
    text = body.decode("utf-8", "replace")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise _not_understood("it has too many fields") from None
    return Form(tuple(pairs))


def inbound_text(form: Form, *, account_sid: str) -> InboundText:
    """The text in a form whose signature has been checked.

    Raises:
        NotUnderstood: not a text to this account from a number that can be texted.
    """
    if form.one("MessageStatus"):
        raise _not_understood("it is a status callback, sent to the address for texts")
    line = form.one("To")
    if not (_E164.fullmatch(line) or _SHORT_CODE.fullmatch(line)):
        raise _not_understood("To is not a phone number")
    return InboundText(
        message_sid=_message_sid(form),
        account_sid=_account(form, account_sid),
        messaging_service_sid=form.one("MessagingServiceSid"),
        sender=_sender(form.one("From"), line),
        line=line,
        body=form.one("Body"),
        media=_media(form),
        referral_num_media=_count(form, "ReferralNumMedia", 0, MAX_MEDIA),
        num_segments=_count(form, "NumSegments", 1, MAX_BODY),
        opt_out=_carrier_word(form.one("OptOutType")),
        sender_place=_place(form, "From"),
        line_place=_place(form, "To"),
        api_version=form.one("ApiVersion"),
    )


def status_callback(form: Form, *, account_sid: str) -> StatusCallback:
    """What a status callback says; its signature has been checked.

    Raises:
        NotUnderstood: another account's, or a status nobody has documented.
    """
    _account(form, account_sid)
    word = form.one("MessageStatus")
    if word not in _STATUSES:
        raise _not_understood("MessageStatus is not a word we know")
    code = form.one("ErrorCode")
    if code and not re.fullmatch(r"[0-9]{1,6}", code, re.ASCII):
        raise _not_understood("ErrorCode is not a number")
    return StatusCallback(_message_sid(form), _STATUSES[word], code, slug(code))


def status_of(word: object) -> ReceiptStatus:
    """The receipt status for a word in a reply of the API; queued when there is none we know."""
    return (
        _STATUSES.get(word, ReceiptStatus.QUEUED) if isinstance(word, str) else _STATUSES["queued"]
    )


def is_message_sid(text: object) -> bool:
    """Whether it has the shape of a message's SID: SM or MM and 32 hexadecimal digits."""
    return isinstance(text, str) and _SID.fullmatch(text) is not None


def _message_sid(form: Form) -> str:
    sid = form.one("MessageSid")
    if not is_message_sid(sid):
        raise _not_understood("MessageSid is missing or has another shape")
    return sid


def _account(form: Form, expected: str) -> str:
    if form.one("AccountSid") != expected:
        raise _not_understood("AccountSid is not ours")
    return expected


def _sender(number: str, line: str) -> str:
    """The number, if we can answer it: a whole one, not a short code, a name or ourselves."""
    if number == line:
        raise _not_understood("we cannot text that number: it is our own, and would never end")
    if not _E164.fullmatch(number):
        raise _not_understood("we cannot text that number: it is not in international form")
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        raise _not_understood("we cannot text that number: no country has such numbers") from None
    if not phonenumbers.is_possible_number(parsed):
        raise _not_understood("we cannot text that number: its length is wrong")
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        raise _not_understood("we cannot text that number: it charges a premium")
    return number


def _media(form: Form) -> tuple[Media, ...]:
    count = _count(form, "NumMedia", 0, MAX_MEDIA)
    found = tuple(
        Media(form.one(f"MediaUrl{n}"), form.one(f"MediaContentType{n}")) for n in range(count)
    )
    if not all(media.url for media in found):
        raise _not_understood("NumMedia is more than there are")
    return found


def _count(form: Form, name: str, default: int, most: int) -> int:
    text = form.one(name)
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,6}", text, re.ASCII) or int(text) > most:
        raise _not_understood(f"{name} is not a number up to {most}")
    return int(text)


def _carrier_word(word: str) -> str:
    """Twilio's word for what its filter did; a new word must not cost us the text."""
    return word.upper() if word.upper() in _CARRIER_WORDS else ""


def _place(form: Form, side: str) -> Place:
    city, state, code, country = (
        form.one(f"{side}{part}") for part in ("City", "State", "Zip", "Country")
    )
    return Place(city, state, code, country)


def _not_understood(why: str) -> NotUnderstood:
    return NotUnderstood(f"Twilio's form was not understood: {why}.", integration=NAME)
