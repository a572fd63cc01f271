"""Halves of the day, hours that have a name, and what ends a clock time: "pm", "noon", "o'clock"."""

from assistant.understanding.when.mentions import Clock, Line

Found = tuple[Clock, int]
"""A clock time and the token after it."""

_LAST_HOUR, _LAST_MINUTE, _NOON = 24, 59, 12
_HALF_WORDS = {"am": "am", "pm": "pm"}
_SHORT_HALVES = {"a": "am", "p": "pm"}
_NAMED: dict[tuple[str, ...], int] = {
    ("noon",): 12, ("mediodia",): 12, ("medio", "dia"): 12, ("midnight",): 24, ("medianoche",): 24,
    ("media", "noche"): 24, ("midday",): 12, ("mid", "day"): 12, ("mid", "-", "day"): 12, ("noontime",): 12, ("noonish",): 12,
}  # fmt: skip


def named_hour_at(line: Line, at: int) -> tuple[int, int] | None:
    """The hour that has a name (noon is 12, midnight 24), and the token after it."""
    for length in (3, 2, 1):
        hour = _NAMED.get(line.t[at : at + length])
        if hour is not None:
            return hour, at + length
    return None


def half_at(line: Line, at: int) -> tuple[str, int]:
    """The half of the day (am or pm) said at token `at`, and the token after it."""
    if line.t[at] == "ish":
        at += 1
    if line.t[at : at + 2] == ("in", "the") and line.t[at + 2] in _HALF_WORDS:
        at += 2
    half = _HALF_WORDS.get(line.t[at], "")
    if half:
        return half, at + 1
    letter = _SHORT_HALVES.get(line.t[at], "")
    if letter and line.t[at + 1] == "m":
        return letter, at + 2
    return (letter, at + 1) if letter and line.glued(at) else ("", at)


def finished(line: Line, hour: int, minute: int, past: int, *, sure: bool = False) -> Found | None:
    """The clock time with what may still follow: "o'clock", "en punto", am or pm."""
    if line.t[past] == "oclock":
        past += 1
    elif line.t[past : past + 2] in {("en", "punto"), ("o", "clock")}:
        past += 2
    if line.t[past] == "ish":
        past += 1
    half, past = half_at(line, past)
    if half and hour > _NOON:
        half = "" if hour <= _LAST_HOUR and half == "pm" else half
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or (hour == _LAST_HOUR and minute):
        return Clock(0, half=half, impossible=True), past
    return Clock(hour, minute, half, sure=sure or hour > _NOON), past
