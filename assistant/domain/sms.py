"""How long a text is on the air: GSM-7 and UCS-2 segments (3GPP TS 23.038, 23.040)."""

from dataclasses import dataclass

_GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_LAST_SINGLE_UNIT = 0xFFFF
_GSM_EXTENDED = frozenset("^{}\\[]~|€\f")
MAX_TEXT = 1600
"""The longest text that the carriers' API takes, in characters."""


@dataclass(frozen=True, slots=True)
class Segments:
    """`encoding`: "GSM-7" or "UCS-2"; `units`: septets or UTF-16 units; `count`: parts sent."""

    encoding: str
    units: int
    count: int


def segments(text: str) -> Segments:
    """How many parts this text is sent in: 160/153 septets, or 70/67 UTF-16 units a part."""
    if all(c in _GSM_BASIC or c in _GSM_EXTENDED for c in text):
        sizes = [2 if c in _GSM_EXTENDED else 1 for c in text]
        return Segments("GSM-7", sum(sizes), _parts(sizes, 160, 153))
    sizes = [2 if ord(c) > _LAST_SINGLE_UNIT else 1 for c in text]
    return Segments("UCS-2", sum(sizes), _parts(sizes, 70, 67))


def _parts(sizes: list[int], single: int, part: int) -> int:
    """Parts needed when no character may be split over two of them."""
    if sum(sizes) <= single:
        return 1 if sizes else 0
    count, used = 1, 0
    for size in sizes:
        if used + size > part:
            count, used = count + 1, 0
        used += size
    return count
