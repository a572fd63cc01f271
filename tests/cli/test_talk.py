import json
from pathlib import Path

import pytest

from assistant.engine.replay import parse, render
from tests.cli.commands import Done, Shell

ANA = {"id": "pat_ana", "first": "Ana", "last": "Reyes", "dob": "1984-05-17"}


@pytest.fixture
def known(tmp_path: Path) -> list[str]:
    path = tmp_path / "fixture.json"
    path.write_text(json.dumps({"patients": [{**ANA, "phones": ["+15550100001"]}]}))
    return ["chat", "--fixture", str(path)]


def after(done: Done, typed: str) -> str:
    """What was shown between that line and the next one typed."""
    return done.out.partition(f"> {typed}\n")[2].partition("\n> ")[0]


def test_a_patient_types_and_reads_the_answer(shell: Shell, known: list[str]) -> None:
    done = shell.talk("i need a checkup", "/quit", "never read", command=known)
    assert (done.code, done.err) == (0, "")
    assert "< " in after(done, "i need a checkup")
    assert "1) " in after(done, "i need a checkup")
    assert "never read" not in done.out


def test_the_queue_is_worked_beside_the_phone(shell: Shell, known: list[str]) -> None:
    done = shell.talk(
        "chest pain", "/queue", "/claim 1", "/read 1", "/say 1 Help is coming.", "/back 1",
        "/queue", command=known,
    )  # fmt: skip
    assert "[queue: opened] 1) stat: emergency" in after(done, "chest pain")
    assert "Patient: chest pain" in after(done, "/queue")
    assert "[queue: claimed] 1) stat: emergency, with you" in after(done, "/claim 1")
    assert "> chest pain" in after(done, "/read 1")
    assert "< Help is coming." in after(done, "/say 1 Help is coming.")
    assert "[queue: done] empty" in after(done, "/back 1")
    assert done.out.rstrip().endswith("The queue is empty.")


def test_a_picture_may_be_sent(shell: Shell, known: list[str]) -> None:
    done = shell.talk("/photo", "/photo this is my card", "/claim 1", "/read 1", command=known)
    assert "picture is with our staff" in after(done, "/photo")
    assert "[queue: opened] 1) routine: media" in after(done, "/photo")
    assert "picture is with our staff" in after(done, "/photo this is my card")
    assert "     > (no words)\n" in after(done, "/read 1")
    assert "     > this is my card\n" in after(done, "/read 1")


def test_a_text_of_several_lines_is_set_in_where_it_is_read(shell: Shell, known: list[str]) -> None:
    done = shell.talk("i need a checkup", "chest pain", "/read 1", command=known)
    assert "\n       1) " in after(done, "/read 1")


def test_a_talk_is_written_down(shell: Shell, known: list[str]) -> None:
    path = shell.folder / "talks" / "a_talk.txt"
    shell.talk(
        "i need a checkup", "/photo my card", "chest pain", "/claim 1", "/say 1 Hello.", "/back 1",
        command=[*known, "--record", str(path)],
    )  # fmt: skip
    written = path.read_text()
    assert render(parse(written)) == written
    acts = [line for line in written.splitlines() if line.startswith((">", "! staff"))]
    assert acts == [
        "> i need a checkup", "> [photo] my card", "> chest pain",
        "! staff claim", "! staff say Hello.", "! staff return",
    ]  # fmt: skip
    assert "! task_opened emergency" in written
    assert "< Hello." in written


def test_a_phone_is_a_number(shell: Shell) -> None:
    done = shell.run("chat", "--from", "me")
    assert (done.code, "--from" in done.err) == (1, True)


def test_closing_is_possible_too(shell: Shell, known: list[str]) -> None:
    done = shell.talk("chest pain", "/close 1", command=known)
    assert "empty" in after(done, "/close 1")


def test_a_slip_is_answered_in_words(shell: Shell, known: list[str]) -> None:
    done = shell.talk(
        "/sing", "/claim 7", "/say 1", "/as me", "/schedule soon", "/help", command=known
    )
    assert "There is no /sing" in after(done, "/sing")
    assert "no such number" in after(done, "/claim 7")
    assert "Say what?" in after(done, "/say 1")
    assert "Give a number" in after(done, "/as me")
    assert "Give a date" in after(done, "/schedule soon")
    assert "/queue" in after(done, "/help")


def test_another_phone_may_be_used(shell: Shell, known: list[str]) -> None:
    done = shell.talk("/as +15550100044", "hello", command=known)
    assert "You are +15550100044" in done.out
    assert "< " in after(done, "hello")


def test_the_demo_has_a_practice_with_visits_on_the_book(shell: Shell) -> None:
    command = ["demo", "--folder", str(shell.folder / "demo")]
    done = shell.talk("/schedule", "are you open saturday?", command=command)
    assert done.code == 0
    greeting = done.out.splitlines()[0]
    assert greeting.startswith("Maple Street Health: 2 sites, 5 providers, ")
    assert int(greeting.split()[-5]) > 300
    assert "Harbor Point" in after(done, "are you open saturday?")
    assert (shell.folder / "demo" / "frontdesk.log").exists()
    kept = shell.talk("/quit", command=[*command, "--keep"])
    assert kept.out.startswith("Maple Street Health: 2 sites, 5 providers.\n")
