"""Is this request from Twilio? Pure, never raises, and never says yes where Twilio's own check no.

Twilio signs the URL as it calls it and every form field, or for JSON the URL with a hash of the
body in its query. The signature holds no time: an old request that is sent again still fits, so
the caller must take each MessageSid once.

Source: https://www.twilio.com/docs/usage/security#validating-requests, and the validator in
twilio-python 9.13, against which tests/integrations/twilio/test_signature.py holds this one.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import ParseResult, parse_qs, urlparse

HEADER = "x-twilio-signature"
ALGORITHM_HEADER = "x-twilio-webhooks-signature-settings"
SHA1 = "HMAC_SHA1"
_HASHES = {SHA1: "sha1", "HMAC_SHA256": "sha256"}
_DEFAULT_PORT = {"https": 443}


def algorithm(settings_header: str | None) -> str:
    """The algorithm that a request's signature settings name; HMAC_SHA1 when they name none."""
    for part in (settings_header or "").split(","):
        name, _, value = part.partition("=")
        if name.strip() == "algorithm" and value.strip():
            return value.strip()
    return SHA1


def is_from_twilio(
    *,
    url: str,
    fields: Sequence[tuple[str, str]] = (),
    json: bytes | None = None,
    signature: str | None,
    secrets: Sequence[str],
    algorithm: str = SHA1,
) -> bool:
    """Whether one of our secrets signed this request.

    Args:
        url: the public one, exactly as Twilio was told to call it; a port may be there or not.
        fields: the form's, decoded, blank ones too; any order.
        json: the body as it came, if it is JSON; then `fields` count for nothing.
        signature: the X-Twilio-Signature header; None when it is missing.
        secrets: any of them will do, so that a token can be changed; empty ones never fit.
        algorithm: HMAC_SHA1 with an auth token; HMAC_SHA256 with a signing key.

    Returns:
        False for everything else, whatever it looks like. All comparisons take the same time.
    """
    hashed = _HASHES.get((algorithm or SHA1).upper())
    if hashed is None or not signature:
        return False
    try:
        parsed = urlparse(url)
        candidates = [spelling.encode() for spelling in _spellings(parsed)]
        tail = b"" if json is not None else _in_order(fields)
        given = signature.encode()
        keys = [secret.encode() for secret in secrets if secret]
    except ValueError:  # an impossible port, or half a character: nothing that Twilio sends
        return False
    if json is not None and not _body_fits(parsed, json):
        return False
    fits = [
        hmac.compare_digest(base64.b64encode(hmac.digest(key, candidate + tail, hashed)), given)
        for key in keys
        for candidate in candidates
    ]
    return any(fits)


def _spellings(url: ParseResult) -> Iterator[str]:
    """The URL with its port and without: Twilio is not of one mind which of them it signs."""
    yield url.geturl()
    if not url.port:
        port = _DEFAULT_PORT.get(url.scheme, 80)
        yield url._replace(netloc=f"{url.netloc}:{port}").geturl()
    elif "@" not in url.netloc and "[" not in url.netloc:
        yield url._replace(netloc=url.netloc.partition(":")[0]).geturl()


def _in_order(fields: Iterable[tuple[str, str]]) -> bytes:
    """Names and values, sorted by both; a pair that is there twice counts once."""
    return "".join(name + value for name, value in sorted(set(fields))).encode()


def _body_fits(url: ParseResult, body: bytes) -> bool:
    """Whether the hash in the URL is the body's; without a hash nothing vouches for the body."""
    hashes = parse_qs(url.query).get("bodySHA256", [""])
    expected = hashlib.sha256(body).hexdigest()
    return hmac.compare_digest(expected.encode(), hashes[0].encode("utf-8", "replace"))
