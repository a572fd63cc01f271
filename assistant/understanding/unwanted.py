"""Providers who are named and not wished for: "not with Patel", "anyone but Patel", "thanks Dr. Patel"."""

from assistant.understanding.text import Text
from assistant.understanding.words import listed

_BETWEEN = listed("dr dra doctor doctora the a an with to see seeing con la el ver por that one")
"""Words between the refusal and the name."""
_REACH = 6
_REFUSALS = (
    ("not",), ("except",), ("excepto",), ("menos",), ("salvo",), ("besides",), ("anyone", "but"), ("anybody", "but"),
    ("any", "but"), ("doctor", "but"), ("other", "than"), ("rather", "than"), ("instead", "of"), ("dont", "want"),
    ("dont", "like"), ("no", "quiero"), ("que", "no", "sea"), ("en", "vez", "de"), ("en", "lugar", "de"),
)  # fmt: skip
_STARTS_OVER = ("no",)
"""Before the name it refuses where "con" follows at once: "no con Patel"; "no, con Patel" wishes for him."""


_THANKS = listed("thanks thank you gracias muchas so much very a lot thx ty")


def is_thanked(text: Text, first: int, past: int) -> bool:
    """Are these tokens whom somebody only thanks ("thanks Dr. Ruiz!")?"""
    tokens = text.tokens
    at = first
    while at > 0 and (tokens[at - 1] in _THANKS or tokens[at - 1] == ","):
        at -= 1
    ends = past >= len(tokens) or not tokens[past].isalnum()
    return ends and any(token in _THANKS for token in tokens[at:first])


def is_unwanted(text: Text, first: int, past: int) -> bool:
    """Are tokens `first` to `past` (exclusive) the name of somebody who is not wanted?

    A mark between the refusal and the name ends the refusal.
    """
    tokens = text.tokens
    if tokens[past : past + 1] == ("no",) and not tokens[past + 1 : past + 2]:
        return True
    at = first
    while at > max(first - _REACH, 0) and tokens[at - 1] in _BETWEEN:
        at -= 1
    if any(tokens[max(at - len(said), 0) : at] == said for said in _REFUSALS):
        return True
    return tokens[max(at - 1, 0) : at] == _STARTS_OVER and "con" in tokens[at:first]
