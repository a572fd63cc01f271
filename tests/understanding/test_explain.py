from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.facts import Asked, Lang
from assistant.understanding import Setting
from assistant.understanding.explain import STEPS, Section, explained
from tests.understanding.reading import CARRIER, MONDAY, VOCABULARY

SETTING = Setting(MONDAY, Lang.EN, Asked(), CARRIER)


def sections(text: str) -> dict[str, Section]:
    return {section.title: section for section in explained(text, VOCABULARY, SETTING)}


def test_a_slip_shows_beside_the_word_it_was_taken_for() -> None:
    assert "tomorrrow>tomorrow" in sections("tomorrrow at 3")["tokens"].lines[0]


def test_mentions_show_what_each_says() -> None:
    said = sections("next friday after 3")["mentions"].lines
    assert said[0].startswith("'next friday': day weekday=4 which=next")
    assert "bound after" in said[1]


def test_a_reading_shows_the_other_ones_and_why_it_won() -> None:
    lines = sections("next friday at 3")["readings"].lines
    assert lines[0] == "'next friday at 3': from=2026-03-13 to=2026-03-13 at=15:00:00"
    assert "  also: from=2026-03-06 to=2026-03-06 at=15:00:00" in lines
    assert "  datetime, confidence 0.6" in lines
    assert any(line.startswith("  because: next") for line in lines)
    assert "  because: am or pm: office hours" in lines


def test_a_day_that_cannot_be_says_so() -> None:
    assert sections("february 30")["readings"].lines == ("'february 30': none (no-such-day)",)


def test_phrases_show_what_each_says_and_in_which_language() -> None:
    lines = sections("please cancel my appointment")["phrases"].lines
    assert "'cancel my appointment': want cancel (en)" in lines


def test_the_gist_shows_what_the_words_are_about() -> None:
    lines = sections("hoping somebody could examine this lump")["gist"].lines
    assert lines[0].startswith("about: ")
    assert lines[1] == "together: want book"
    assert sections("please cancel my appointment")["gist"].lines == ()


def test_intents_come_weightiest_first() -> None:
    found = sections("I need an appointment and a refill. When are you open?")["intents"].lines
    assert found == ("book", "refill", "hours")


@given(st.text(max_size=200))
def test_any_text_is_explained_in_as_many_sections(text: str) -> None:
    assert len(explained(text, VOCABULARY, SETTING)) == len(STEPS)
