"""The last resort for a date: dateparser, when a question asked for one and our own grammar is at a loss.

It is given the language, only short texts with a digit, and must find day, month and year as
written; what it gives is checked again here. Wishes for a visit never come this way: a guess
there would be offered as if it had been asked for.
"""

from datetime import date, datetime

from assistant.domain.facts import Fact, FactKind, Lang, When
from assistant.understanding.text import Text

MAX_TEXT = 60
"""Characters; longer texts are sentences, which dateparser reads wrongly."""
_OLDEST_AGE = 120


def birth_date(text: Text, today: date, lang: Lang) -> Fact | None:
    """The date of birth that the whole text is, written in a way our grammar does not know."""
    if len(text.clean) > MAX_TEXT or not any(c.isdigit() for c in text.clean):
        return None
    import dateparser  # noqa: PLC0415 (half of all that importing this house takes)

    found = dateparser.parse(
        text.clean,
        languages=[lang.value],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY" if lang is Lang.ES else "MDY",
            "RELATIVE_BASE": datetime(today.year, today.month, today.day),  # noqa: DTZ001
        },
    )
    if found is None:
        return None
    born = found.date()
    if born > today or today.year - born.year > _OLDEST_AGE:
        return None
    return Fact(FactKind.BIRTH_DATE, 0, len(text.clean), when=When(born, born))
