"""Tokens that are no words of a text: links, mail addresses, and the numbers that carriers set."""

import re

from assistant.understanding.text import Text

_ADDRESS = re.compile(r"(?:[a-z]{2,9}://|www\.)\S+|\S+@\S+\.\w+")
_LONG = 100
"""Characters; a carrier splits longer texts."""
_SPLIT = re.compile(
    r"\([1-9]/[2-9]\)|(?:^|(?<=\n))\s*[1-9]/[2-9](?=[\s:])|(?<=[.!?] )[2-9]/[2-9](?=[\s:])"
)


def web_addresses(read: Text) -> set[int]:
    """The tokens of links and mail addresses: their digits are no days and no picks."""
    if "/" not in read.plain and "@" not in read.plain and "www." not in read.plain:
        return set()
    spans = [match.span() for match in _ADDRESS.finditer(read.plain)]
    return {n for n, at in enumerate(read.starts) for first, past in spans if first <= at < past}


def split_marks(read: Text) -> set[int]:
    """The tokens of "(1/2)" and the like, which a carrier sets before the parts of a long text.

    Bare marks count in a text that is long, or that has the next part's mark, too.
    """
    if "/" not in read.plain:
        return set()
    found = list(_SPLIT.finditer(read.plain))
    sure = len(read.plain) >= _LONG or len(found) > 1
    spans = [one.span() for one in found if sure or one.group().strip().startswith("(")]
    return {n for n, at in enumerate(read.starts) for first, past in spans if first <= at < past}
