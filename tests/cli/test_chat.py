import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.engine.replay import parse
from tests.cli.commands import Shell

ANA, OTHER = "+15550100001", "+15550100007"
FIXTURE = {
    "patients": [
        {"id": "pat_ana", "first": "Ana", "last": "Reyes", "dob": "1984-05-17", "phones": [ANA]}
    ]
}


def at(clock: str, day: str = "02", **more: Any) -> dict[str, Any]:
    return {"at": f"2026-03-{day}T{clock}:00-05:00", **more}


def says(clock: str, text: str, **more: Any) -> dict[str, Any]:
    return at(clock, **{"from": ANA}, text=text, **more)


def types(line: dict[str, Any]) -> list[str]:
    return [event["type"] for event in line["events"]]


@pytest.fixture
def known(tmp_path: Path) -> list[str]:
    path = tmp_path / "fixture.json"
    path.write_text(json.dumps(FIXTURE))
    return ["--fixture", str(path)]


BOOKING = (
    says("09:00", "i need a checkup next week, afternoons are best"),
    says("09:01", "2"),
    says("09:02", "yes"),
)


def test_a_visit_is_booked_in_three_texts(shell: Shell, known: list[str]) -> None:
    offer, held, booked = shell.chat(*BOOKING, options=known).lines
    assert set(offer) == {"messages", "conversations", "events"}
    (message,) = offer["messages"]
    assert set(message) == {"to", "channel", "text", "segments", "kind", "at"}
    assert (message["to"], message["channel"], message["kind"]) == (ANA, "sms", "reply")
    (conversation,) = offer["conversations"]
    assert set(conversation) == {"of", "owner", "dialog", "state", "data"}
    assert (conversation["of"], conversation["owner"]) == (ANA, "bot")
    assert "slot_held" in types(held)
    (event,) = [event for event in booked["events"] if event["type"] == "appointment_booked"]
    assert event["patient"] == "pat_ana"
    assert {"appointment", "provider", "visit_type", "site", "start"} <= event.keys()


def test_the_same_script_gives_the_same_answer(shell: Shell, known: list[str]) -> None:
    first, second = (shell.chat(*BOOKING, options=known).out for _ in range(2))
    assert first == second


def test_a_bad_line_is_answered_and_the_run_goes_on(shell: Shell, known: list[str]) -> None:
    done = shell.chat("nonsense", says("09:00", "hi"), at("08:00"), "", at("09:01"), options=known)
    assert done.code == 0
    assert [set(line) == {"error"} for line in done.lines] == [True, False, True, True, False]


def test_invalid_utf8_is_one_bad_line(shell: Shell) -> None:
    done = shell.run("chat", "--jsonl", typed=b"\xff\xfe\n" + json.dumps(at("09:00")).encode())
    assert ["error" in line for line in done.lines] == [True, False]


def test_an_alert_is_repeated_when_the_clock_moves_and_ends_with_a_claim(shell: Shell) -> None:
    alarm, later, _, after = shell.chat(
        says("09:00", "chest pain"),
        at("09:12"),
        at("09:13", staff="desk1", do="claim", of=ANA),
        at("10:00"),
    ).lines
    assert {"task_opened", "handoff", "emergency"} <= set(types(alarm))
    assert alarm["messages"][0]["kind"] == "safety"
    minutes = sorted({message["at"][14:16] for message in later["messages"]})
    assert minutes == ["05", "10"]
    assert after["messages"] == []


def test_staff_claim_say_return_and_close(shell: Shell, known: list[str]) -> None:
    *_, said, returned = shell.chat(
        BOOKING[0],
        says("09:01", "i want to talk to a person"),
        at("09:02", staff="desk1", do="claim", of=ANA),
        at("09:03", staff="desk1", do="say", of=ANA, text="Hello, this is Kim."),
        at("09:04", staff="desk1", do="return", of=ANA),
        options=known,
    ).lines
    assert [(m["kind"], m["text"]) for m in said["messages"]] == [("staff", "Hello, this is Kim.")]
    assert said["conversations"][0]["owner"] == "staff"
    assert {"task_closed", "returned"} <= set(types(returned))
    assert returned["conversations"][0]["owner"] == "bot"


def test_what_another_person_has_taken_is_an_error(shell: Shell) -> None:
    done = shell.chat(
        says("09:00", "chest pain"),
        at("09:01", staff="desk1", do="claim", of=ANA),
        at("09:02", staff="desk2", do="say", of=ANA, text="Me too"),
        at("09:03", staff="desk1", do="claim", of="+15550109876"),
    )
    *_, theirs, nobodys = done.lines
    assert theirs["error"]["code"] == "not-yours"
    assert nobodys["error"]["code"] == "not-found"


def test_a_rival_takes_the_offered_time(shell: Shell, known: list[str]) -> None:
    _, rival, picked = shell.chat(
        BOOKING[0], at("09:01", rival={"slot": 2}), says("09:02", "2"), options=known
    ).lines
    assert "error" not in rival
    assert "slot_held" not in types(picked)
    assert picked["messages"]


def test_a_rival_needs_something_that_is_offered(shell: Shell, known: list[str]) -> None:
    none, _, too_many = shell.chat(
        at("09:00", rival={"slot": 1}),
        {**BOOKING[0], "at": "2026-03-02T09:01:00-05:00"},
        at("09:02", rival={"slot": 9}),
        options=known,
    ).lines
    assert "error" in none
    assert "error" in too_many


def test_staff_book_move_and_cancel(shell: Shell, known: list[str]) -> None:
    _, booked, moved, cancelled, nothing_left = shell.chat(
        BOOKING[0],
        at("09:01", staff="desk1", do="book", of=ANA, slot=1),
        at("09:02", staff="desk1", do="move", of=ANA, slot=2),
        at("09:03", staff="desk1", do="cancel", of=ANA),
        at("09:04", staff="desk1", do="cancel", of=ANA),
        options=known,
    ).lines
    for line, event in (
        (booked, "appointment_booked"),
        (moved, "appointment_moved"),
        (cancelled, "appointment_cancelled"),
    ):
        assert event in types(line)
        assert {one["by"] for one in line["events"]} == {"staff:desk1"}
    assert "error" in nothing_left


def test_staff_may_take_a_time_that_was_not_offered(shell: Shell, known: list[str]) -> None:
    booked, moved, off_grid, unknown_type, closed = shell.chat(
        at("09:00", staff="desk1", do="book", of=ANA, slot="2026-03-04T10:00:00-05:00",
           field="follow-up", value="Ana"),
        at("09:01", staff="desk1", do="move", of=ANA, slot="2026-03-05T11:30"),
        at("09:02", staff="desk1", do="move", of=ANA, slot="2026-03-05T11:32:00-05:00"),
        at("09:03", staff="desk1", do="book", of=ANA, slot="2026-03-05T11:30:00-05:00", field="x"),
        at("09:04", staff="desk1", do="book", of=ANA, slot="2026-03-08T10:00:00-05:00"),
        options=known,
    ).lines  # fmt: skip
    (first,) = booked["events"]
    assert (first["type"], first["visit_type"]) == ("appointment_booked", "follow-up")
    assert first["start"] == "2026-03-04T15:00:00+00:00"
    (second,) = moved["events"]
    assert (second["type"], second["provider"]) == ("appointment_moved", first["provider"])
    assert second["start"] == "2026-03-05T16:30:00+00:00"
    assert "not_allowed" in off_grid["error"]["message"]
    assert "checkup" in unknown_type["error"]["message"]
    assert "not_allowed" in closed["error"]["message"]


def test_a_field_that_nobody_asks_for_cannot_be_filled(shell: Shell, known: list[str]) -> None:
    _, unknown, filled = shell.chat(
        BOOKING[0],
        at("09:01", staff="desk1", do="fill", of=ANA, field="shoe_size", value="42"),
        at("09:02", staff="desk1", do="fill", of=ANA, field="visit_type", value="follow-up"),
        options=known,
    ).lines
    assert unknown["error"]["code"] == "not-found"
    assert "visit_type" in unknown["error"]["message"]
    assert filled["conversations"][0]["data"]["visit_type"] == "follow-up"


def test_the_same_id_twice_is_one_text(shell: Shell) -> None:
    first, again = shell.chat(says("09:00", "hi", id="SM1"), says("09:01", "hi", id="SM1")).lines
    assert len(first["messages"]) == 1
    assert again["messages"] == []


def test_an_unknown_channel_is_an_error(shell: Shell) -> None:
    (line,) = shell.chat(says("09:00", "hi", channel="pigeon")).lines
    assert "pigeon" in line["error"]["message"]


def test_a_database_keeps_the_talk_for_the_next_run(shell: Shell, known: list[str]) -> None:
    url = ["--database", f"sqlite:///{shell.folder / 'frontdesk.db'}"]
    shell.chat(*BOOKING, options=[*known, *url])
    (line,) = shell.chat(says("10:00", "when is my visit?"), options=url).lines
    assert line["messages"]
    assert types(line) == []
    (visit,) = shell.run("appointments", "list", "--json").json
    assert (visit["patient"], visit["status"]) == ("pat_ana", "booked")


def test_a_fixture_that_does_not_fit_ends_the_run(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "fixture.toml"
    path.write_text("[[patients]]\nid = 'x'\n")
    done = shell.chat(says("09:00", "hi"), options=["--fixture", str(path)])
    assert (done.code, done.out) == (1, "")
    assert "first is missing" in done.err


def test_a_talk_is_written_down_as_a_transcript(
    shell: Shell, known: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "transcripts" / "book.txt"
    shell.chat(*BOOKING, "nonsense", at("11:02"), options=[*known, "--record", str(path)])
    written = parse(path.read_text())
    assert written.head.at == datetime(2026, 3, 2, 13, 59, tzinfo=UTC)
    assert written.head.patient == "demo"
    assert [(step.mark, step.text) for step in written.steps] == [
        (">", BOOKING[0]["text"]),
        (">", "2"),
        (">", "yes"),
        ("~", "2h"),
    ]
    assert "appointment_booked" in written.steps[2].done
    assert written.steps[0].stands.startswith("booking at slot")
