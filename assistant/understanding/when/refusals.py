"""Days and times that are named as those that will not do: "not Monday", "el martes no puedo"."""

from assistant.understanding.when.mentions import Line

_REACH = 6
"""Tokens that a refusal reaches over."""
_REFUSALS = frozenset(
    {"not", "cant", "cannot", "except", "wont", "dont", "isnt", "excepto", "menos", "no", "doesnt",
     "besides", "couldnt", "unavailable", "salvo", "nada"}
)  # fmt: skip
_STOPS = frozenset({".", ",", ";", "?", "!", "but", "pero", "make", "book", "can", "how", "or", "o", "and", "y",
                    "prefer", "prefiero", "mejor", "to"})  # fmt: skip
_WILL_NOT_DO = (
    ("no", "puedo"), ("no", "me"), ("doesnt", "work"), ("wont", "work"), ("does", "not", "work"), ("is", "no", "good"),
    ("is", "bad"), ("isnt", "good"), ("is", "not", "good"), ("will", "not", "work"), ("no", "podemos"), ("im", "busy"),
)  # fmt: skip
_LITTLE = frozenset({"on", "the", "el", "los", "la", "este", "this", "for", "en", "in", "por"})
_EXCLUDES = frozenset({"not", "except", "excepto", "menos", "besides", "no", "salvo", "nada"})
_EXCLUDE = frozenset(
    {("anything", "but"), ("day", "but"), ("cant", "do"), ("cannot", "do"), ("no", "puedo"), ("wont", "work"),
     ("any", "but"), ("time", "but"), ("anytime", "but"), ("never", "on")}
)  # fmt: skip
_EXCEPT = frozenset({"except", "besides", "excepto", "menos", "salvo"})
_AND = frozenset({"and", "y", "&"})
_OR = frozenset({"or", "o", "u", "nor", "ni"})


def is_refused(line: Line, first: int, past: int) -> bool:
    """Is what these tokens say named as what will not do?"""
    if _refused_behind(line, past):
        return True
    for at in range(first - 1, max(first - _REACH, -1), -1):
        word = line.t[at]
        if word == "but" and line.t[at - 1] in {"any", "anything", "day", "days", "everything"}:
            return True
        if word in _REFUSALS:
            return line.t[at + 1] not in {"later", "earlier", "before", "after", "sooner", "antes"}
        if word in _STOPS or word.isdigit():
            return False
    return False


def is_excluded(line: Line, first: int, past: int) -> bool:
    """Thus: "Not Monday", "anything but Wednesday", "can't do Tuesday": any other will do."""
    words = tuple(token for token in line.t[max(first - 4, 0) : first] if token not in _LITTLE)
    if _refused_behind(line, past) or words[-2:] in _EXCLUDE:
        return True
    return bool(words) and words[-1] in _EXCLUDES


def goes_on(line: Line, past: int, first: int) -> bool:
    """Does a refusal that ended at `past` hold for what begins at `first`?

    "Not Monday or Tuesday", "except Monday and Friday".
    """
    between = [token for token in line.t[past:first] if token not in _LITTLE]
    if len(between) != 1:
        return False
    return between[0] in _OR or (
        between[0] in _AND and not _EXCEPT.isdisjoint(line.t[max(past - 4, 0) : past])
    )


def _refused_behind(line: Line, past: int) -> bool:
    """Tuesday doesn't work; el martes no, mejor el miércoles."""
    if line.t[past] == "no" and line.t[past + 1] in {",", ".", "", "mejor", "pero"}:
        return True
    return any(line.t[past : past + len(after)] == after for after in _WILL_NOT_DO)
