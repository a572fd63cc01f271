"""Our signature check beside Twilio's own: 10,000 requests, signed and then tampered with."""

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol, cast

import pytest
from twilio import request_validator
from twilio.request_validator import RequestValidator

from integrations.twilio.signature import SHA1, algorithm, is_from_twilio


class Validator(Protocol):
    """Twilio's own check, which has no types."""

    def validate(
        self, uri: str, params: object, signature: str | None, algorithm: str | None = None
    ) -> bool: ...

    def compute_signature(self, uri: str, params: object, algorithm: str | None = None) -> str: ...


def validator(token: str) -> Validator:
    return cast("Validator", RequestValidator(token))


logging.getLogger("twilio.request_validator").setLevel(logging.ERROR)
TOKEN = "5f" * 16
SHA256 = "HMAC_SHA256"
CASES = 10_000
URLS = (
    "https://desk.example/webhooks/twilio",
    "https://desk.example:443/webhooks/twilio",
    "https://desk.example:8443/webhooks/twilio/",
    "http://desk.example/webhooks/twilio?m=msg_1&t=abc",
    "http://desk.example:80/a;b/c?x=%20y&x=2",
    "https://desk.example",
    "https://user:word@desk.example/webhooks/twilio",
    "https://[2001:db8::1]/webhooks/twilio",
    "https://[2001:db8::1]:8443/webhooks/twilio",
)
VALUES = ("", "yes", "+12125550123", "señora", "🦷", "a b\nc", "0", "Ab", "b", "\U0001d4b3\u200b")
NAMES = ("Body", "From", "To", "MessageSid", "NumMedia", "A", "Ab", "b", "MediaUrl0", "New Field")
ODDITIES = ("", "%", "\ud800", "\x00", "\u017f", ":", "@", "[", "]", "#x", "?", "/", " ", "\n", "é")


@dataclass(frozen=True)
class Signed:
    """A request, and what is claimed about its signature."""

    url: str
    fields: tuple[tuple[str, str], ...]
    json: bytes | None
    signature: str | None
    algorithm: str = SHA1


class Fields:
    """Fields as web frameworks hand them to Twilio's check: a name may have several values."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        self._fields = fields

    def __iter__(self) -> Iterator[str]:
        return iter(name for name, _ in self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def getlist(self, name: str) -> list[str]:
        return [value for key, value in self._fields if key == name]


Check = Callable[[Signed], bool]


def ours(request: Signed) -> bool:
    return is_from_twilio(
        url=request.url,
        fields=request.fields,
        json=request.json,
        signature=request.signature,
        secrets=(TOKEN,),
        algorithm=request.algorithm,
    )


def theirs(request: Signed) -> bool:
    """Twilio's check; where it raises, the request is not from Twilio."""
    if request.json is None:
        params: object = Fields(request.fields)
    else:
        params = request.json.decode("utf-8", "surrogateescape")
    try:
        return validator(TOKEN).validate(request.url, params, request.signature, request.algorithm)
    except (TypeError, ValueError, AttributeError, KeyError):
        return False


def looks_at_the_beginning_only(request: Signed) -> bool:
    """A weak check, to show that a weak check is found."""
    signature = request.signature
    if request.json is not None or not signature or ours(request):
        return ours(request)
    whole = sign(request).signature or ""
    return len(signature) == len(whole) and signature[:12] == whole[:12]


def disagreements(check: Check, seed: int, count: int = CASES) -> list[Signed]:
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    found: list[Signed] = []
    for _ in range(count):
        request = a_request(random)
        for _ in range(random.choice((0, 1, 1, 1, 2))):
            request = random.choice(MUTATIONS)(random, request)
        if check(request) != theirs(request) and not (theirs(request) and is_stricter(request)):
            found.append(request)
    return found


def is_stricter(request: Signed) -> bool:
    """Where we refuse what Twilio's check takes, though Twilio never sends it."""
    has_no_hash = request.json is not None and "bodySHA256" not in request.url
    return has_no_hash or "@" in request.url or "[" in request.url


def a_request(random: Random) -> Signed:
    """A genuine one: a form, or JSON with the hash of its body in the URL."""
    url = random.choice(URLS)
    name = random.choice((SHA1, SHA1, SHA256))
    if random.random() < 0.3:
        json = random.choice((b"{}", b'{"Body": "yes"}', "🦷".encode(), b"[1, 2]"))
        digest = hashlib.sha256(json).hexdigest()
        joint = "&" if "?" in url else "?"
        return sign(Signed(f"{url}{joint}bodySHA256={digest}", (), json, None, name))
    count = random.randrange(12)
    pairs = tuple((random.choice(NAMES), random.choice(VALUES)) for _ in range(count))
    return sign(Signed(url, pairs, None, None, name))


def sign(request: Signed) -> Signed:
    try:
        computed = validator(TOKEN).compute_signature(
            request.url, Fields(request.fields), request.algorithm
        )
    except ValueError:
        return request
    return replace(request, signature=computed)


def other_signature(random: Random, request: Signed) -> Signed:
    s = request.signature or "x"
    at = random.randrange(len(s)) if s else 0
    garbage = (
        None, "", " ", "=" * 28, "é" * 28, "\ud800" * 28, "\x00", s[:-1], s + "=", f" {s}",
        s.swapcase(), s[::-1], s[:at] + "A" + s[at + 1 :], s[:-2] + "B=", "\U0001f9b7" * 7,
    )  # fmt: skip
    return replace(request, signature=random.choice(garbage))


def other_url(random: Random, request: Signed) -> Signed:
    url = request.url
    at = random.randrange(len(url) + 1)
    choices = (
        url.replace("https", "http", 1),
        url.upper(),
        url.replace("example", "example:443", 1),
        url.replace("example", "example:80", 1),
        url.replace("example", "example:99999", 1),
        url.replace("example", "example:0", 1),
        url.replace(":8443", "").replace(":443", "").replace(":80", ""),
        url + "/",
        url.rstrip("/"),
        url + "&more=1",
        url[:at] + random.choice(ODDITIES) + url[at:],
        url[:at],
        "",
    )
    return replace(request, url=random.choice(choices))


def other_fields(random: Random, request: Signed) -> Signed:
    pairs = list(request.fields)
    match random.randrange(6):
        case 0:
            random.shuffle(pairs)
        case 1 if pairs:
            pairs.pop(random.randrange(len(pairs)))
        case 2:
            pairs.append((random.choice(NAMES), random.choice((*VALUES, *ODDITIES))))
        case 3 if pairs:
            pairs.append(random.choice(pairs))
        case 4 if pairs:
            at = random.randrange(len(pairs))
            pairs[at] = (pairs[at][0], random.choice(VALUES))
        case 5 if pairs:
            at = random.randrange(len(pairs))
            name, value = pairs[at]
            pairs[at] = (name + value[:1], value[1:])
        case _:
            pairs.clear()
    return replace(request, fields=tuple(pairs))


def other_body(random: Random, request: Signed) -> Signed:
    choices = (None, b"", b"{}", b'{"Body": "no"}', b"\xff\xfe", (request.json or b"") + b" ")
    return replace(request, json=random.choice(choices))


def other_algorithm(random: Random, request: Signed) -> Signed:
    names = (SHA1, SHA256, "hmac_sha256", "HMAC_MD5", "", "none", "\u0131")
    return replace(request, algorithm=random.choice(names))


MUTATIONS: tuple[Callable[[Random, Signed], Signed], ...] = (
    other_signature,
    other_url,
    other_fields,
    other_body,
    other_algorithm,
)


def test_it_agrees_with_twilios_own_check_on_ten_thousand_requests() -> None:
    assert disagreements(ours, seed=20260302) == []


def test_a_check_that_looks_at_the_beginning_only_would_be_found() -> None:
    assert disagreements(looks_at_the_beginning_only, seed=20260302, count=2_000) != []


def test_the_ten_thousand_are_of_both_kinds() -> None:
    random = Random(1)  # noqa: S311 - repeatable, not secret
    genuine = [a_request(random) for _ in range(300)]
    tampered = [other_signature(random, request) for request in genuine]
    plain = [request for request in genuine if not is_stricter(request)]
    assert all(ours(request) for request in genuine)
    assert len(plain) > 100
    assert not any(ours(request) for request in tampered if request not in genuine)


def test_a_letter_that_moves_from_value_to_name_cannot_be_seen() -> None:
    # Twilio's signature is over names and values without a mark between them.
    request = sign(Signed(URLS[0], (("Ab", "c"),), None, None))
    moved = replace(request, fields=(("A", "bc"),))
    assert ours(moved)
    assert theirs(moved)


@pytest.mark.parametrize("port", ["", ":443"])
@pytest.mark.parametrize("signed_port", ["", ":443"])
def test_the_usual_port_may_be_there_or_not(port: str, signed_port: str) -> None:
    request = sign(Signed(f"https://desk.example{signed_port}/x", (("Body", "yes"),), None, None))
    assert ours(replace(request, url=f"https://desk.example{port}/x"))


def test_either_of_two_tokens_will_do() -> None:
    request = sign(Signed(URLS[0], (("Body", "yes"),), None, None))

    def fits(*secrets: str) -> bool:
        return is_from_twilio(
            url=request.url, fields=request.fields, signature=request.signature, secrets=secrets
        )

    assert fits("old", TOKEN)
    assert fits(TOKEN, "new")
    assert not fits("old", "new")
    assert not fits()


def test_an_empty_secret_signs_nothing() -> None:
    signature = validator("").compute_signature(URLS[0], {})
    assert not is_from_twilio(url=URLS[0], signature=signature, secrets=("",))


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256",
        " algorithm = HMAC_SHA256 ",
        "algorithm=",
        "algorithm",
        "key=1",
    ],
)
def test_the_algorithm_is_the_one_that_twilio_reads(header: str | None) -> None:
    theirs_reads = cast(
        "Callable[[str | None], str]", vars(request_validator)["get_signature_algorithm"]
    )
    assert algorithm(header) == theirs_reads(header)
