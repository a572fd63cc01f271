"""Numbers, as digits and as words."""

from assistant.understanding.when.mentions import Line

_TENS = frozenset({20, 30, 40, 50})
_TEN = 10
_LONGEST_COUNT = 4


def digits_at(line: Line, at: int, longest: int = 4) -> int | None:
    """The number written in digits at token `at`, if it has at most `longest` of them."""
    token = line.t[at]
    if token.isdecimal() and len(token) <= longest and token.isascii():
        return int(token)
    return None


def number_at(line: Line, at: int) -> tuple[int, int] | None:
    """The whole number at token `at`, 0..9999, and the token after it."""
    value = digits_at(line, at)
    if value is not None:
        return value, at + 1
    value = line.lexicon.numbers.get(line.t[at])
    if value is None:
        return None
    past = at + 1
    if value in _TENS:
        skip = 1 if line.t[past] in {"-", "y"} else 0
        unit = line.lexicon.numbers.get(line.t[past + skip])
        if unit is not None and 0 < unit < _TEN:
            return value + unit, past + skip + 1
    return value, past


def ordinal_at(line: Line, at: int) -> tuple[int, int] | None:
    """The ordinal at token `at` ("3rd", "third", "twenty-first", "1ro"), and the token after it."""
    value = digits_at(line, at, 2)
    if value is not None:
        if line.t[at + 1] in line.lexicon.ordinal_endings and line.glued(at + 1):
            return value, at + 2
        return None
    value = line.lexicon.ordinals.get(line.t[at])
    if value is not None:
        return value, at + 1
    tens = line.lexicon.numbers.get(line.t[at])
    if tens in {20, 30}:
        skip = 1 if line.t[at + 1] == "-" else 0
        unit = line.lexicon.ordinals.get(line.t[at + 1 + skip])
        if unit is not None and unit < _TEN:
            return tens + unit, at + 2 + skip
    return None


def amount_at(line: Line, at: int) -> tuple[float, int] | None:
    """How many of a unit ("2", "two", "a", "a couple of", "half an", "un par de")."""
    found = _vague_amount_at(line, at)
    if found is not None:
        return found
    token = line.t[at]
    if token.isdigit() and len(token) > _LONGEST_COUNT:
        return float(token[:_LONGEST_COUNT]), at + 1
    return number_at(line, at)


_VAGUE: tuple[tuple[tuple[str, ...], float], ...] = (
    (("a", "couple", "of"), 2), (("a", "couple"), 2), (("couple", "of"), 2), (("couple",), 2),
    (("un", "par", "de"), 2), (("un", "par"), 2), (("a", "few"), 3), (("few",), 3),
    (("half", "an"), 0.5), (("half", "a"), 0.5), (("media",), 0.5), (("medio",), 0.5),
    (("a",), 1), (("an",), 1), (("unos",), 3), (("unas",), 3), (("pocos",), 3), (("pocas",), 3),
)  # fmt: skip


_VAGUE_BY_FIRST = {
    first: tuple(one for one in _VAGUE if one[0][0] == first)
    for first in {one[0][0] for one in _VAGUE}
}


def _vague_amount_at(line: Line, at: int) -> tuple[float, int] | None:
    for words, amount in _VAGUE_BY_FIRST.get(line.t[at], ()):
        if line.t[at : at + len(words)] == words:
            return amount, at + len(words)
    return None
