from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli.lines import BadLine, Moves, Rival, Says, Staff, read_line

NINE = datetime(2026, 3, 2, 14, tzinfo=UTC)
AT = '"at": "2026-03-02T09:00:00-05:00"'


def test_a_text() -> None:
    line = read_line(f'{{{AT}, "from": "+15550100001", "text": "hi"}}', None)
    assert line == Says(NINE, "+15550100001", "hi")


def test_a_text_with_all_that_it_may_have() -> None:
    raw = f'{{{AT}, "from": "7", "text": "", "channel": "chat", "media": ["a.jpg"], "id": "SM1"}}'
    assert read_line(raw, None) == Says(NINE, "7", "", "chat", ("a.jpg",), "SM1")


def test_the_clock_alone() -> None:
    assert read_line(f"{{{AT}}}", None) == Moves(NINE)


def test_a_staff_member() -> None:
    raw = f'{{{AT}, "staff": "desk1", "do": "say", "of": "+15550100001", "text": "Hello"}}'
    assert read_line(raw, None) == Staff(NINE, "desk1", "say", "+15550100001", "Hello")


def test_a_staff_member_may_name_a_time_by_its_number() -> None:
    raw = f'{{{AT}, "staff": "d", "do": "book", "of": "+1", "slot": 2}}'
    line = read_line(raw, None)
    assert isinstance(line, Staff)
    assert line.slot == "2"


def test_a_rival() -> None:
    assert read_line(f'{{{AT}, "rival": {{"slot": 1}}}}', None) == Rival(NINE, 1)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "not JSON"),
        ("[]", "not a JSON object"),
        ("[" * 100_000, "not JSON"),
        ('{"from": "+1", "text": "hi"}', '"at" is missing'),
        ('{"at": "2026-03-02T09:00:00"}', "no offset"),
        ('{"at": "tomorrow"}', "not an ISO time"),
        ('{"at": "0001-01-01T00:00:00+14:00"}', "not an ISO time"),
        (f'{{{AT}, "from": "+1", "staff": "d"}}', "not both"),
        (f'{{{AT}, "form": "+1"}}', "unknown key 'form'"),
        (f'{{{AT}, "from": 7}}', '"from" is not a text'),
        (f'{{{AT}, "from": " "}}', '"from" is empty'),
        (f'{{{AT}, "from": "+1", "media": "a.jpg"}}', "not a list"),
        (f'{{{AT}, "staff": "d", "do": "dance", "of": "+1"}}', '"do" is one of'),
        (f'{{{AT}, "staff": "d", "do": "claim"}}', '"of"'),
        (f'{{{AT}, "staff": "d", "do": "say", "of": "+1", "text": " "}}', 'needs "text"'),
        (f'{{{AT}, "staff": "d", "do": "fill", "of": "+1"}}', 'needs "field"'),
        (f'{{{AT}, "rival": {{"slot": true}}}}', "counting"),
        (f'{{{AT}, "rival": 1}}', "counting"),
    ],
)
def test_a_bad_line_says_why(raw: str, said: str) -> None:
    with pytest.raises(BadLine) as refused:
        read_line(raw, None)
    assert said in str(refused.value)


def test_the_clock_does_not_go_back() -> None:
    with pytest.raises(BadLine):
        read_line(f"{{{AT}}}", datetime(2026, 3, 2, 14, 0, 1, tzinfo=UTC))


def test_half_a_character_is_replaced() -> None:
    line = read_line(f'{{{AT}, "from": "+1", "text": "a\\ud800b"}}', None)
    assert isinstance(line, Says)
    assert line.text == "a?b"


@given(st.text(max_size=40))
def test_no_line_is_anything_but_read_or_refused(raw: str) -> None:
    with pytest.raises(BadLine):
        read_line(raw, None)
