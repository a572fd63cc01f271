"""The address Twilio reports back to: it carries our own id, so a report finds its text.

That is how a text whose sending ended in doubt is found again: Twilio has no idempotency key.
"""

import base64
import hashlib
import hmac
from urllib.parse import parse_qs, urlencode, urlsplit

PATH = "/webhooks/twilio/status"
_MAX_ID = 100
_PURPOSE = b"twilio-status-callback\0"


def status_url(public_url: str, message_id: str, secret: bytes) -> str:
    """The callback address for one text; only `secret` can make one that is believed."""
    query = urlencode({"m": message_id, "t": _token(message_id, secret)})
    return f"{public_url}{PATH}?{query}"


def message_id(url: str, secret: bytes) -> str | None:
    """Our id in a callback's address, or None when we did not write that address."""
    try:
        query = parse_qs(urlsplit(url).query, max_num_fields=20)
    except ValueError:
        return None
    ids, tokens = query.get("m", []), query.get("t", [])
    if len(ids) != 1 or len(tokens) != 1 or len(ids[0]) > _MAX_ID:
        return None
    expected = _token(ids[0], secret).encode()
    given = tokens[0].encode("utf-8", "replace")
    return ids[0] if hmac.compare_digest(expected, given) else None


def _token(text: str, secret: bytes) -> str:
    digest = hmac.digest(secret, _PURPOSE + text.encode("utf-8", "replace"), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:18]).decode()
