"""Who and how many are meant, without a name: "for my son", "mi mamá necesita cita", "flu shots for 2"."""

import re
from collections.abc import Sequence

from assistant.domain.facts import Fact, FactKind
from assistant.understanding.text import Text
from assistant.understanding.words import listed

RELATIVES = listed("""
    son daughter kid kids child children wife husband mom mother mum dad father baby brother sister grandson
    granddaughter grandmother grandma grandpa grandfather partner girl boy niece nephew stepson
    stepdaughter toddler newborn twins spouse fiance fiancee girlfriend boyfriend uncle aunt cousin friend
    neighbor roommate parents teenager
    hijo hija hijos hijas esposa esposo mama papa bebe hermano hermana nieto nieta abuela abuelo pareja nene
    nena sobrino sobrina tia tio madre padre marido mujer nino nina ninos novio novia suegra suegro primo
    prima amigo amiga vecino vecina
    """)
_OURS = frozenset({"my", "our", "mi", "mis", "nuestro", "nuestra"})
_FOR = frozenset({"for", "para", "about", "bring", "bringing", "llevar", "traer", "de", "a"})
_BETWEEN = listed(
    "year old month little younger older oldest youngest own two three 2 3 4 5 6 7 8 9 10 11 12 pequeno"
)
_NEEDS = listed("""
    needs need wants has is s due requires would should supposed appointment appt visit checkup physical cita
    necesita necesitan ocupa ocupan quiere tiene tienen esta le requiere debe
    """)
_OLD = frozenset({"old"})
_AGES = frozenset({"year", "years", "yr", "month", "months", "week", "weeks"})
"""What "old" follows where it stands for a child: "for my 5 year old"."""
_OTHERS = (
    ("someone", "else"),
    ("somebody", "else"),
    ("another", "person"),
    ("otra", "persona"),
    ("alguien", "mas"),
)
_LONGEST_BETWEEN = 4


def relative_fact(text: Text, begin: int = 0) -> Fact | None:
    """Who is meant, in plain form, if it is said to be somebody else than the writer.

    Looked for from the word `begin` on. A relative counts after "for" and the like, or where they
    need something: "text my wife" and "my son will drive me" mean nobody else.
    """
    tokens = text.tokens
    for at, token in enumerate(tokens):
        if at < begin:
            continue
        relative = token if token in RELATIVES else token.removesuffix("s")
        if token in _OLD and at and tokens[at - 1] in _AGES:
            relative = "child"
        if relative in RELATIVES and _is_meant(tokens, at):
            return Fact(FactKind.SOMEBODY_ELSE, text.starts[at], text.ends[at], value=relative)
        if token in _FOR and tokens[at + 1 : at + 3] in _OTHERS:
            value = " ".join(tokens[at + 1 : at + 3])
            return Fact(FactKind.SOMEBODY_ELSE, text.starts[at + 1], text.ends[at + 2], value=value)
    return None


_SELF = (
    r"(?:for )?(?:me|myself)|para mi(?: mism[oa])?|yo|soy yo|a mi nombre|mine|(?:la |el )?mi[ao]"
)
_BESIDES = (
    r"no|wait|hold on|actually|sorry|oh|oops|its|it's|it is|this is|this one is|that's|that is|just|instead"
    r"|i mean|i meant|not? (?:for |para )?(?:him|her|them|el|ella|(?:my|mi) [a-z]+)"
    r"|espera|espere|perdon|es|seria|mejor|digo|en realidad|sino|que es"
)
_ONLY_SELF = re.compile(
    rf"(?:(?:{_BESIDES})\b[ ,.;:!]*)*({_SELF})\b[ ,.;:!]*(?:(?:{_BESIDES})\b[ ,.;:!]*)*"
)
_NEEDS_SELF = re.compile(
    r"\b(?:i (?:need|want)|i'?d like|i would like|i'm looking|looking)\b(?:(?!you|please|work|good|fine|bes?t|eas|convenient)[^.?!;])*?"
    r"(for (?:me|myself))\b(?! (?:to|and)\b)"
    r"|\b(?:quiero|necesito|quisiera|ocupo)\b[^.?!;]*?(para mi(?: mism[oa])?)(?=\s*(?:$|[.,;!]|y ))"
)


def self_fact(text: Text) -> Fact | None:
    """Says the whole text that it is about the writer, or what they need, that it is for them?

    "Can you move that for me" is a favour and says nothing of whom it is about.
    """
    found = _ONLY_SELF.fullmatch(text.plain.strip()) or _NEEDS_SELF.search(text.plain)
    if found is None:
        return None
    part = 1 if found.re is _ONLY_SELF or found[1] else 2
    lead = len(text.plain) - len(text.plain.lstrip()) if found.re is _ONLY_SELF else 0
    return Fact(FactKind.SELF, lead + found.start(part), lead + found.end(part))


def _is_meant(tokens: tuple[str, ...], at: int) -> bool:
    first = at - 1
    while first > 0 and at - first <= _LONGEST_BETWEEN and tokens[first] in _BETWEEN | {"-"}:
        first -= 1
    if first < 0 or tokens[first] not in _OURS:
        return False
    if first and tokens[first - 1] in _FOR:
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    return following in _NEEDS and first <= 1


_LONGEST_PARTY = 9
_PARTY = listed("two three four five six dos tres cuatro cinco seis both ambos")


def counts_people(words: Sequence[str], past: int) -> bool:
    """Are more than one of it wanted, and a number of people said: "flu shots for 2"?

    `past` is the word after what is wanted. A part of the day or a half behind makes it an hour.
    """
    if not words[past - 1].endswith("s") or words[past : past + 1] not in (("for",), ("para",)):
        return False
    number, after = (*words[past + 1 : past + 3], "", "")[:2]
    is_count = number in _PARTY or (number.isdigit() and 1 < int(number) <= _LONGEST_PARTY)
    return is_count and not after.isdigit() and after not in _OF_AN_HOUR


_OF_AN_HOUR = frozenset({"am", "pm", "oclock", "o", "in", "de", "en", "y", "p", "a", "h", "hrs"})
