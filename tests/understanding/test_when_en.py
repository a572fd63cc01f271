"""Days and times in English, read on Monday 2026-03-02 at nine."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.domain.facts import FactKind
from tests.understanding.reading import ZONE, kinds, read, short, the, wishes

DAYS = {
    "today please": "03-02",
    "tomorrow": "03-03",
    "the day after tomorrow": "03-04",
    "wednesday": "03-04",
    "this friday": "03-06",
    "next friday": "03-13",
    "next monday": "03-09",
    "the coming thursday": "03-05",
    "wensday": "03-04",
    "in 3 days": "03-05",
    "two weeks from now": "03-16",
    "in a couple of weeks": "03-16",
    "a week from wednesday": "03-11",
    "thursday in two weeks": "03-19",
    "sometime next week": "03-09..03-15",
    "tuesday of next week": "03-10",
    "this weekend": "03-07..03-08",
    "next month": "04-01..04-30",
    "the week of march 20th": "03-16..03-22",
    "end of the week": "03-05..03-06",
    "3/17": "03-17",
    "3/17/26": "03-17",
    "2026-03-17": "03-17",
    "march 17th": "03-17",
    "17 march": "03-17",
    "the 17th of march": "03-17",
    "january 5": "2027-01-05",
    "the 17th": "03-17",
    "on the twenty-first": "03-21",
    "tuesday the 17th": "03-17",
    "the 8th of next month": "04-08",
    "first monday of april": "04-06",
    "the first week of april": "04-01..04-05",
    "in 2-3 weeks": "03-16..03-23",
    "mon-wed": "03-02..03-04",
    "march 10 to 12": "03-10..03-12",
    "from the 10th to the 12th of march": "03-10..03-12",
    "after friday": "03-07..",
    "before friday": "..03-05",
    "by friday": "..03-06",
    "any tuesday": "[1]",
    "tuesdays or thursdays": "[1,3]",
    "tue or thu": "03-03..03-05 [1,3]",
    "not monday": "[1,2,3,4,5,6]",
    "except tuesdays": "[0,2,3,4,5,6]",
    "any day but friday": "[0,1,2,3,5,6]",
    "not monday or tuesday": "[2,3,4,5,6]",
    "can't do monday or tuesday, wednesday works": "03-04",
    "anything but mornings": "12:00-",
    "not in the afternoon": "-12:00",
    "no mondays please": "[1,2,3,4,5,6]",
    "not tuesday, friday works": "03-06",
}

TIMES = {
    "at 2:30pm": "=14:30",
    "230pm": "=14:30",
    "5p": "=17:00",
    "9 a.m.": "=09:00",
    "14:15": "=14:15",
    "half past 3": "=15:30",
    "quarter to 10": "=09:45",
    "ten past five": "=17:10",
    "at noon": "=12:00",
    "at three": "=15:00",
    "around 11": "=11:00",
    "11ish": "=11:00",
    "can we do 4 instead": "=16:00",
    "3 in the afternoon": "=15:00",
    "8 in the evening": "=20:00",
    "after 3": "15:00-",
    "3 or later": "15:00-",
    "before noon": "-12:00",
    "no later than 4": "-16:00",
    "between 9 and 11": "09:00-11:00",
    "9-11am": "09:00-11:00",
    "from 1 to 3 pm": "13:00-15:00",
    "11 to 1pm": "11:00-13:00",
    "mornings work best": "morning",
    "in the late afternoon": "15:00- afternoon",
}

BOTH = {
    "tomorrow morning": "03-03 morning",
    "tomorrow at 9": "03-03 =09:00",
    "9 tomorrow": "03-03 =09:00",
    "friday 3pm": "03-06 =15:00",
    "next tuesday at half past 10": "03-10 =10:30",
    "3 to 5 on wednesday": "03-04 15:00-17:00",
    "wednesday after 2": "03-04 14:00-",
    "tue or thu afternoons": "03-03..03-05 [1,3] afternoon",
    "next week, afternoons are best": "03-09..03-15 afternoon",
    "in 2 hours": "03-02 =11:00",
    "next week, tuesday or thursday": "03-10..03-12 [1,3]",
    "tuesday or thursday next week at 3": "03-10..03-12 [1,3] =15:00",
    "how about the 17th? after 3 would be great": "03-17 15:00-",
}


@pytest.mark.parametrize(("text", "wish"), [*DAYS.items(), *BOTH.items()])
def test_a_day_is_read(text: str, wish: str) -> None:
    assert wishes(read(text)) == [wish]


@pytest.mark.parametrize(("text", "wish"), TIMES.items())
def test_a_time_is_read(text: str, wish: str) -> None:
    assert wishes(read(text)) == [wish]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tue 9am or thu 1pm", ["03-03 =09:00", "03-05 =13:00"]),
        ("wednesday at 9 or at 11", ["03-04 =09:00", "03-04 =11:00"]),
    ],
)
def test_two_offers_are_two_wishes(text: str, found: list[str]) -> None:
    assert wishes(read(text)) == found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("february 30", "no-such-day"),
        ("february 29", "no-such-day"),
        ("13/45/2026", "no-such-day"),
        ("at 25:00", "no-such-time"),
        ("in 99999999 days", "too-far"),
        ("december 31 9999", "too-far"),
    ],
)
def test_what_cannot_be_is_a_problem(text: str, problem: str) -> None:
    fact = the(read(text), FactKind.WHEN)
    assert fact.problem == problem


@pytest.mark.parametrize("text", ["yesterday", "last tuesday", "2/2/2026", "today at 8am"])
def test_what_has_been_is_in_the_past(text: str) -> None:
    fact = the(read(text), FactKind.WHEN)
    assert fact.when is not None
    assert fact.problem == "in-the-past"


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("monday", ["03-09"]),
        ("next friday", ["03-06"]),
        ("3/4", ["04-03"]),
        ("at 7", ["=19:00"]),
        ("at 3", []),
        ("wednesday", []),
    ],
)
def test_a_second_reading_is_kept_where_it_matters(text: str, others: list[str]) -> None:
    assert [short(when) for when in the(read(text), FactKind.WHEN).others] == others


@pytest.mark.parametrize(
    "text",
    [
        "this may work",
        "my number is 555-010-2030",
        "that costs $20",
        "the sun is out",
        "give me a second",
        "I have 2 kids",
        "his fever is 101.5",
        "good morning",
        "I moved to 12 oak street",
        "have a great day",
        "see example.org/2026/03/17",
        "version 1.10.30",
        "once a decade",
        "room 4",
    ],
)
def test_what_is_no_date_stays_out(text: str) -> None:
    assert FactKind.WHEN not in kinds(read(text))


def test_a_plain_number_is_an_hour_when_a_time_was_asked_for() -> None:
    assert wishes(read("4", expects=(FactKind.WHEN,))) == ["=16:00"]
    assert wishes(read("4")) == []


def test_a_bare_weekday_on_that_day_means_today_first() -> None:
    late = datetime(2026, 3, 2, 18, 0, tzinfo=ZoneInfo(ZONE))
    assert wishes(read("monday", now=late)) == ["03-02"]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("move it from tuesday to thursday", "03-05"),
        ("can I reschedule my 2pm tomorrow to friday at 10?", "03-06 =10:00"),
        ("move it from 3 to 4", "=16:00"),
        ("move my tuesday visit to friday", "03-06"),
        ("move it to between 3 and 5", "15:00-17:00"),
    ],
)
def test_of_a_move_only_the_new_time_is_wished(text: str, wish: str) -> None:
    assert wishes(read(text)) == [wish]


def test_the_span_covers_the_words_that_say_it() -> None:
    text = "please book me tomorrow at 3 with anybody"
    fact = the(read(text), FactKind.WHEN)
    assert text[fact.start : fact.end] == "tomorrow at 3"


def test_hours_ahead_are_counted_by_the_zone_not_on_the_wall() -> None:
    before_the_leap = datetime(2026, 3, 8, 1, 30, tzinfo=ZoneInfo(ZONE))
    assert wishes(read("in 2 hours", now=before_the_leap)) == ["03-08 =04:30"]


def test_a_time_that_the_clocks_leap_over_is_a_problem() -> None:
    assert the(read("sunday at 2:30am"), FactKind.WHEN).problem == "no-such-time"
    assert the(read("sunday at 3:30am"), FactKind.WHEN).problem == ""


def test_what_may_be_a_count_gives_way_to_a_time() -> None:
    assert wishes(read("book it for 2, it is for 8:00")) == ["=08:00"]
    assert wishes(read("can we do it for 2")) == ["=14:00"]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("friday at 3pm", 1, 1),
        ("friday at 3", 0.7, 0.9),
        ("next friday", 0.5, 0.7),
        ("make it for 2", 0, 0.5),
    ],
)
def test_a_reading_says_how_sure_it_is(text: str, least: float, most: float) -> None:
    assert least <= the(read(text), FactKind.WHEN).confidence <= most


@pytest.mark.parametrize(
    "text",
    [
        "(1/2) I would like to come in for a checkup (2/2) on wednesday",
        "1/2 I would like to come in. 2/2 on wednesday please",
        (
            "1/2 I would like to come in for a checkup and also have my blood pressure looked at while I am"
            " there, on wednesday"
        ),
    ],
)
def test_the_mark_of_a_part_is_no_day(text: str) -> None:
    assert wishes(read(text)) == ["03-04"]


def test_a_short_date_is_no_mark() -> None:
    assert wishes(read("1/2 works")) == ["2027-01-02"]
