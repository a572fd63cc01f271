"""Forms as Twilio posts them, and as it would not."""

from urllib.parse import urlencode

import pytest

from assistant.domain.errors import NotUnderstood
from assistant.domain.message import Media, ReceiptStatus
from integrations.twilio.form import (
    MAX_BODY,
    MAX_FIELDS,
    Form,
    InboundText,
    Place,
    inbound_text,
    is_message_sid,
    read_form,
    status_callback,
)

ACCOUNT = "AC" + "a1" * 16
SID = "SM" + "0b" * 16


def fields(**changed: str | None) -> dict[str, str]:
    """A text as it usually comes; None leaves a field out."""
    usual = {
        "ToCountry": "US", "ToState": "NY", "ToCity": "ALBANY", "ToZip": "12207",
        "FromCountry": "US", "FromState": "NJ", "FromCity": "NEWARK", "FromZip": "07102",
        "SmsMessageSid": SID, "SmsSid": SID, "MessageSid": SID, "SmsStatus": "received",
        "AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "From": "+12125550123",
        "To": "+12125550199", "Body": "yes", "NumMedia": "0", "NumSegments": "1",
        "ReferralNumMedia": "0", "MessagingServiceSid": "MG" + "0c" * 16,
    }  # fmt: skip
    return {name: v for name, v in {**usual, **changed}.items() if v is not None}


def read(**changed: str | None) -> InboundText:
    return inbound_text(read_form(urlencode(fields(**changed)).encode()), account_sid=ACCOUNT)


def test_every_documented_field_is_read() -> None:
    assert read(OptOutType="HELP") == InboundText(
        message_sid=SID,
        account_sid=ACCOUNT,
        messaging_service_sid="MG" + "0c" * 16,
        sender="+12125550123",
        line="+12125550199",
        body="yes",
        media=(),
        referral_num_media=0,
        num_segments=1,
        opt_out="HELP",
        sender_place=Place("NEWARK", "NJ", "07102", "US"),
        line_place=Place("ALBANY", "NY", "12207", "US"),
        api_version="2010-04-01",
    )


def test_fields_that_we_do_not_know_change_nothing() -> None:
    assert read(ChannelMetadata="{}", RcsSomething="new") == read()


def test_fields_that_twilio_leaves_out_have_defaults() -> None:
    short = read(
        NumMedia=None, NumSegments=None, ReferralNumMedia=None, Body=None, FromCity=None, FromZip=""
    )
    assert (short.media, short.num_segments, short.body) == ((), 1, "")
    assert short.sender_place == Place("", "NJ", "", "US")


def test_media_come_in_their_order() -> None:
    text = read(
        NumMedia="2", MediaUrl0="https://a.invalid/0", MediaContentType0="image/png",
        MediaUrl1="https://a.invalid/1", MediaContentType1="text/vcard",
    )  # fmt: skip
    assert text.media == (
        Media("https://a.invalid/0", "image/png"),
        Media("https://a.invalid/1", "text/vcard"),
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("NumMedia", "-1"),
        ("NumMedia", "abc"),
        ("NumMedia", "1e9"),
        ("NumMedia", "11"),
        ("NumMedia", "1000000000000000000000"),
        ("NumMedia", "\u0661"),
        ("NumMedia", "1"),  # and no MediaUrl0
        ("NumSegments", "many"),
        ("MessageSid", None),
        ("MessageSid", ""),
        ("MessageSid", "SM1"),
        ("MessageSid", "XX" + "0b" * 16),
        ("MessageSid", SID + "\n"),
        ("MessageSid", SID.upper()),
        ("AccountSid", "AC" + "b2" * 16),
        ("AccountSid", None),
        ("To", "+"),
        ("To", ""),
        ("To", "whatsapp:+12125550199"),
        ("MessageStatus", "delivered"),
    ],
)
def test_a_form_that_cannot_be_a_text_to_us_is_not_understood(
    field: str, value: str | None
) -> None:
    with pytest.raises(NotUnderstood):
        read(**{field: value})


@pytest.mark.parametrize(
    "sender",
    [
        "72345",  # a short code
        "PHARMACY",
        "",
        "+",
        "12125550123",
        "+1" + "2" * 300,
        "+\u0661\u0662\u0661\u0662\u0665\u0665\u0665\u0660\u0661\u0662\u0663",
        "+12125550123\n",
        "+1212555",  # too short for its country
        "+9990001112",  # no such country
        "+19005550123",  # charges a premium
        "whatsapp:+12125550123",
        "client:somebody",
    ],
)
def test_a_sender_that_cannot_be_answered_is_refused(sender: str) -> None:
    with pytest.raises(NotUnderstood, match="we cannot text that number"):
        read(From=sender)


def test_a_text_from_our_own_number_would_never_end() -> None:
    with pytest.raises(NotUnderstood, match="our own"):
        read(From="+12125550199")


def test_a_number_abroad_can_be_answered() -> None:
    assert read(From="+447400123456").sender == "+447400123456"


def test_a_line_may_be_a_short_code() -> None:
    assert read(To="72345").line == "72345"


@pytest.mark.parametrize("field", ["MessageSid", "From", "To", "Body", "NumMedia", "OptOutType"])
def test_a_field_that_is_there_twice_is_refused(field: str) -> None:
    pairs = [*fields(OptOutType="STOP").items(), (field, "x")]
    with pytest.raises(NotUnderstood, match=f"{field} is there 2 times"):
        inbound_text(read_form(urlencode(pairs).encode()), account_sid=ACCOUNT)


def test_a_new_word_of_the_carrier_does_not_cost_us_the_text() -> None:
    assert read(OptOutType="PAUSE").opt_out == ""
    assert read(OptOutType="stop").opt_out == "STOP"


def test_bytes_that_are_not_utf_8_are_replaced() -> None:
    assert read_form(b"Body=%ff%fe\xffx").one("Body") == "\ufffd\ufffd\ufffdx"


def test_base64_is_left_as_it_is() -> None:
    assert read(Body="SGVsbG8gdGhlcmU=").body == "SGVsbG8gdGhlcmU="


def test_a_form_that_is_too_large_is_not_read() -> None:
    most = b"Body=" + b"x" * (MAX_BODY - 5)
    assert len(read_form(most).one("Body")) == MAX_BODY - 5
    with pytest.raises(NotUnderstood, match="too large"):
        read_form(most + b"x")


def test_a_form_with_too_many_fields_is_not_read() -> None:
    most = "&".join(f"F{n}=" for n in range(MAX_FIELDS))
    assert len(read_form(most.encode()).pairs) == MAX_FIELDS
    with pytest.raises(NotUnderstood, match="too many fields"):
        read_form(f"{most}&One=more".encode())


@pytest.mark.parametrize("body", [b"", b"&&&", b"=", b"%", b"\x00", b"a=b;c=d", b"Body"])
def test_odd_bodies_are_read_without_harm(body: bytes) -> None:
    assert isinstance(read_form(body), Form)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("accepted", ReceiptStatus.QUEUED),
        ("scheduled", ReceiptStatus.QUEUED),
        ("queued", ReceiptStatus.QUEUED),
        ("sending", ReceiptStatus.QUEUED),
        ("sent", ReceiptStatus.SENT),
        ("delivered", ReceiptStatus.DELIVERED),
        ("read", ReceiptStatus.READ),
        ("undelivered", ReceiptStatus.UNDELIVERED),
        ("failed", ReceiptStatus.FAILED),
        ("canceled", ReceiptStatus.FAILED),
    ],
)
def test_twilios_words_are_statuses_of_a_receipt(word: str, status: ReceiptStatus) -> None:
    form = Form((("AccountSid", ACCOUNT), ("MessageSid", SID), ("MessageStatus", word)))
    assert status_callback(form, account_sid=ACCOUNT).status is status


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("MessageStatus", "received"),
        ("MessageStatus", ""),
        ("MessageStatus", "vanished"),
        ("AccountSid", "AC" + "b2" * 16),
        ("MessageSid", "SM1"),
        ("ErrorCode", "x" * 10),
    ],
)
def test_a_status_that_is_none_is_not_understood(field: str, value: str) -> None:
    usual = {"AccountSid": ACCOUNT, "MessageSid": SID, "MessageStatus": "sent", field: value}
    with pytest.raises(NotUnderstood):
        status_callback(Form(tuple(usual.items())), account_sid=ACCOUNT)


def test_a_sid_is_text_of_one_shape() -> None:
    assert is_message_sid(SID)
    assert is_message_sid("MM" + "0" * 32)
    assert not is_message_sid(None)
    assert not is_message_sid(7)
