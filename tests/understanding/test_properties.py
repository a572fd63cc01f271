"""What holds for every text whatever."""

import sys
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.facts import Asked, FactKind, Lang, Understood
from assistant.understanding import Setting, understand
from assistant.understanding.known import ORDINARY
from assistant.understanding.text import cleaned
from assistant.understanding.when.lexicon import LEXICONS
from tests.understanding.reading import CARRIER, VOCABULARY

WORDS = st.lists(
    st.one_of(
        st.sampled_from(sorted(ORDINARY)),
        st.integers(0, 99_999).map(str),
        st.sampled_from(
            [":", "/", "-", ".", ",", "am", "pm", "th", "\U0001f44d", "dr", "ortega", "'", "a las"]
        ),
    ),
    max_size=25,
).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), WORDS, WORDS.map(lambda text: text.replace(" ", "")))
SETTINGS = st.builds(
    Setting,
    now=st.datetimes(datetime(1971, 1, 1), datetime(9990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    lang=st.sampled_from(Lang),
    asked=st.builds(Asked, st.frozensets(st.sampled_from(FactKind)), st.integers(0, 9)),
    opt_out_words=st.just(CARRIER),
)


@given(TEXTS, SETTINGS)
def test_any_text_is_read_the_same_way_twice(text: str, setting: Setting) -> None:
    assert understand(text, VOCABULARY, setting) == understand(text, VOCABULARY, setting)


@given(TEXTS, SETTINGS)
def test_spans_lie_in_the_text_in_order(text: str, setting: Setting) -> None:
    understood = understand(text, VOCABULARY, setting)
    clean, _ = cleaned(text)
    starts = [fact.start for fact in understood.facts]
    assert starts == sorted(starts)
    assert all(0 <= fact.start < fact.end <= len(clean) for fact in understood.facts)


@given(TEXTS, SETTINGS)
def test_every_wish_can_be_used(text: str, setting: Setting) -> None:
    for fact in understand(text, VOCABULARY, setting).facts:
        if fact.kind is FactKind.WHEN:
            assert fact.when is not None or fact.problem
        if fact.when and fact.when.first_on and fact.when.last_on:
            assert fact.when.first_on <= fact.when.last_on


CALENDAR = sorted(
    {
        word
        for lexicon in LEXICONS.values()
        for word in lexicon.starters | lexicon.fillers | lexicon.to
    }
    | {":", "/", "-", ".", ",", "+", "&", "am", "pm", "th", "of", "de"}
)
REPEATED = st.lists(
    st.one_of(st.sampled_from(CALENDAR), st.integers(0, 2_500).map(str)), min_size=1, max_size=6
).flatmap(lambda pool: st.lists(st.sampled_from(pool), min_size=1, max_size=400).map(" ".join))
"""Texts up to the longest that is read, of a few calendar words again and again."""
MOST_CALLS = 150_000
"""Calls that one text may cost; the longest sensible ones cost a hundredth of it."""


@given(REPEATED, SETTINGS)
def test_the_calendars_own_words_in_any_order_are_read(text: str, setting: Setting) -> None:
    for fact in understand(text, VOCABULARY, setting).facts:
        if fact.when and fact.when.first_on and fact.when.last_on:
            assert fact.when.first_on <= fact.when.last_on


@settings(max_examples=15)
@given(REPEATED, st.sampled_from(Lang))
def test_no_text_costs_more_than_so_many_calls(text: str, lang: Lang) -> None:
    setting = Setting(
        datetime(2026, 3, 2, 9, tzinfo=UTC), lang, Asked(frozenset(FactKind), 3), CARRIER
    )
    assert _calls(text, setting) < MOST_CALLS


def _calls(text: str, setting: Setting) -> int:
    count = 0

    def seen(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        understand(text, VOCABULARY, setting)
    finally:
        sys.setprofile(before)
    return count


HOSTILE = {
    "digits": "1" * 5_000,
    "slashes": "1/" * 2_500,
    "colons": "1:1:" * 1_000,
    "combining": "e" + "\u0301" * 5_000,
    "stops": "stop " * 1_000,
    "appointments": "i need to book an " * 300,
    "ranges": "3 to " * 1_000,
    "weekdays": "tue or " * 700,
    "names": "my name is " * 500,
    "quotes": "'" * 5_000,
    "mixed scripts": "\u0430\u0435\u043e" * 1_600,
    "unlike words": " ".join(f"patex{chr(97 + n % 26)}" for n in range(300)),
    "surrogates": "\ud800" * 5_000,
    "answers": "good " * 320,
    "refusals": "no no i cant not " * 100,
    "gaps": "talk to the a " * 120,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_cost_little(text: str) -> None:
    setting = Setting(
        datetime(2026, 3, 2, 9, tzinfo=UTC), Lang.EN, Asked(frozenset(FactKind), 3), CARRIER
    )
    assert _times_an_ordinary_text(text, setting) < MOST_TIMES


ORDINARY_TEXT = (
    "hello, could i please see dr ortega next tuesday or thursday afternoon about my back?"
)
MOST_TIMES = 60
"""How many ordinary texts one may cost; texts of the greatest length and any sense cost about a tenth of that."""


def _times_an_ordinary_text(text: str, setting: Setting) -> float:
    """Processor time in ordinary texts, read in turns: a slow or busy machine slows both alike."""
    took, ordinary = list[float](), list[float]()
    for _ in range(5):
        took.append(_seconds(text, setting))
        ordinary.append(_seconds(ORDINARY_TEXT, setting))
    return min(took) / min(ordinary)


def _seconds(text: str, setting: Setting) -> float:
    began = time.thread_time()
    understood: Understood = understand(text, VOCABULARY, setting)
    took = time.thread_time() - began
    assert understood.was_cut or len(text) <= 1_600
    return took
