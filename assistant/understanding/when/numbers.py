"""Numbers, as digits and as words."""

from assistant.understanding.when.mentions import Line

_TENS = frozenset({20, 30, 40, 50})
_LONGEST = 8


def digits_at(line: Line, at: int, longest: int = 4) -> int | None:
    """The number written in digits at token `at`, if it has at most `longest` of them."""
    token = line.t[at]
    if token and token[0].isdigit() and len(token) <= min(longest, _LONGEST) and token.isascii():
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
        if unit is not None and 0 < unit < 10:
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
        if unit is not None and unit < 10:
            return tens + unit, at + 2 + skip
    return None


def amount_at(line: Line, at: int) -> tuple[float, int] | None:
    """How many of a unit ("2", "two", "a", "a couple of", "half an", "un par de")."""
    two, one = line.t[at : at + 2], line.t[at]
    if two in {("a", "couple"), ("un", "par")}:
        return 2, at + (3 if line.t[at + 2] in {"of", "de"} else 2)
    if one == "couple":
        return 2, at + (2 if line.t[at + 1] == "of" else 1)
    if two == ("a", "few") or one == "few":
        return 3, at + (2 if one == "a" else 1)
    if one == "half" and line.t[at + 1] in {"an", "a"}:
        return 0.5, at + 2
    if one in {"media", "medio"}:
        return 0.5, at + 1
    if one in {"a", "an"}:
        return 1, at + 1
    return number_at(line, at)
