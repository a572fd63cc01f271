import json
import os
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.understand import has_input
from tests.cli.commands import SAMPLE, Shell

ANA = "+15550100001"


def in_alarm(shell: Shell) -> None:
    line = {"at": "2026-03-02T09:00:00-05:00", "from": ANA, "text": "i want to talk to a person"}
    url = f"sqlite:///{shell.folder / 'frontdesk.db'}"
    assert shell.chat(line, options=["--database", url]).code == 0


@pytest.fixture
def alarmed(loaded: Shell, laid_out: Path) -> Shell:
    """One in which a patient waits for a person."""
    loaded.begin_as(laid_out / "alarmed", in_alarm)
    return loaded


def listed(shell: Shell, what: str, *options: str) -> list[dict[str, Any]]:
    done = shell.run(what, "list", "--json", *options)
    assert done.code == 0, done.err
    return done.json


def test_an_empty_installation_says_what_to_do(shell: Shell) -> None:
    done = shell.run("practice", "show")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "frontdesk: No practice is loaded. Run: frontdesk practice load FILE (or set "
        "FRONTDESK_PRACTICE_FILE). frontdesk demo shows a sample practice.\n"
    )


def test_lists_of_an_empty_installation_are_empty(shell: Shell) -> None:
    for what in ("appointments", "conversations", "messages", "tasks"):
        assert listed(shell, what) == []
        assert shell.run(what, "list").out.strip()


def test_migrate_makes_database_and_keys_and_may_be_repeated(shell: Shell) -> None:
    assert shell.run("migrate").code == 0
    assert (shell.folder / "keys.json").stat().st_mode & 0o077 == 0
    assert (shell.folder / "frontdesk.db").stat().st_mode & 0o077 == 0
    assert "Nothing to do" in shell.run("migrate").out


def test_a_key_is_added_and_old_rows_are_sealed_anew(shell: Shell) -> None:
    assert "not there" in shell.run("keys", "rotate").err
    shell.run("migrate")
    shell.run("practice", "load", SAMPLE)
    url = f"sqlite:///{shell.folder / 'frontdesk.db'}"
    said = {"at": "2026-03-02T09:00:00-05:00", "from": "+15550100001", "text": "hello"}
    assert shell.chat(said, options=["--database", url]).code == 0
    (before,) = shell.run("keys", "list", "--json").json
    assert before["state"] == "writes"
    assert before["fields"] > 0
    later = shell.run("keys", "rotate", "--grace", "3600", "--no-reseal")
    assert "Back" in later.out
    assert "wait for it" in shell.run("keys", "rotate").err
    first, second = shell.run("keys", "list", "--json").json
    assert first["state"] == "writes"
    assert second["state"].startswith("writes from ")
    path = shell.folder / "keys.json"
    path.write_text(
        re.sub(r'"from": "[^"]*"', '"from": "2026-01-01T00:00:00+00:00"', path.read_text())
    )
    done = shell.run("keys", "reseal")
    assert f"{before['fields']} fields were sealed anew with key {second['id']}" in done.out
    old, new = shell.run("keys", "list", "--json").json
    assert (old["state"], old["fields"], new["fields"]) == ("reads", 0, before["fields"])
    shell.set(FRONTDESK_KEY=path.read_text(), FRONTDESK_KEY_FILE="")
    assert "FRONTDESK_KEY holds" in shell.run("keys", "rotate").err


def test_keys_are_named_and_never_shown(shell: Shell) -> None:
    assert shell.run("keys", "info").code == 1
    shell.run("migrate")
    text = (shell.folder / "keys.json").read_text()
    done = shell.run("keys", "info", "--json")
    (key,) = json.loads(text)["keys"]
    assert done.json["key_id"] == key["id"]
    assert key["key"] not in done.out


def test_a_practice_is_checked_shown_and_loaded(loaded: Shell, tmp_path: Path) -> None:
    assert "is fine" in loaded.run("practice", "check", SAMPLE).out
    assert loaded.run("practice", "show", "--json").json["name"] == "Maple Street Health"
    assert loaded.run("practice", "show", SAMPLE).code == 0
    broken = tmp_path / "broken.toml"
    broken.write_text("name = 1\n")
    done = loaded.run("practice", "check", str(broken))
    assert (done.code, done.out) == (1, "")
    assert f"frontdesk: {broken}:1: name: must be a text in quotes" in done.err.splitlines()
    assert "No such file" in loaded.run("practice", "load", "no-such.toml").err


def test_the_queue_is_worked_from_the_shell(alarmed: Shell) -> None:
    (task,) = listed(alarmed, "tasks")
    assert task["status"] == "requested"
    key = task["id"]
    assert alarmed.run("tasks", "claim", key, "--by", "kim").code == 0
    assert "somebody else" in alarmed.run("tasks", "claim", key, "--by", "lee").err
    assert alarmed.run("tasks", "say", key, "Hello, this is Kim.", "--by", "kim").code == 0
    assert listed(alarmed, "messages")[0]["text"] == "Hello, this is Kim."
    assert listed(alarmed, "conversations")[0]["staff"] == "kim"
    assert alarmed.run("tasks", "fill", key, "visit_type", "checkup", "--by", "kim").code == 1
    assert alarmed.run("tasks", "return", key, "--by", "kim").code == 0
    assert listed(alarmed, "conversations")[0]["owner"] == "bot"
    assert listed(alarmed, "tasks") == []
    assert listed(alarmed, "tasks", "--all")[0]["status"] == "completed"


def test_a_question_is_answered_from_the_shell(loaded: Shell) -> None:
    url = f"sqlite:///{loaded.folder / 'frontdesk.db'}"
    line = {"at": "2026-03-02T09:00:00-05:00", "from": ANA, "text": "I need an appointment"}
    loaded.chat(line, options=["--database", url])
    assert loaded.run("tasks", "fill", ANA, "visit_type", "checkup", "--by", "kim").code == 0
    (talk,) = listed(loaded, "conversations")
    assert (talk["owner"], talk["staff"], talk["data"]["visit_type"]) == ("staff", "kim", "checkup")
    refused = loaded.run("tasks", "fill", ANA, "visit_type", "blue", "--by", "kim")
    assert (refused.code, "cannot hold" in refused.err) == (1, True)


def test_a_task_is_closed_from_the_shell(alarmed: Shell) -> None:
    assert alarmed.run("tasks", "close", ANA).code == 0
    assert listed(alarmed, "tasks") == []
    assert alarmed.run("tasks", "close", "tsk_none").code == 1
    assert alarmed.run("tasks", "close", ANA, "--by", "Kim & Lee").code == 1


def test_looking_is_on_the_trail_and_the_trail_is_whole(alarmed: Shell) -> None:
    before = alarmed.run("audit", "verify", "--json").json
    listed(alarmed, "messages")
    after = alarmed.run("audit", "verify", "--anchor", before["anchor"], "--json").json
    assert (before["ok"], after["ok"]) == (True, True)
    assert after["rows"] > before["rows"]
    assert "whole" in alarmed.run("audit", "verify").out
    assert alarmed.run("audit", "verify", "--anchor", "1:2:3:4").code == 1


@pytest.mark.parametrize("kept", [0, 1, -1], ids=["none", "the first", "all but the last"])
def test_rows_cut_off_the_trail_are_missed(alarmed: Shell, kept: int) -> None:
    rows = alarmed.run("audit", "verify", "--json").json["rows"]
    last = kept if kept >= 0 else rows + kept
    with sqlite3.connect(alarmed.folder / "frontdesk.db") as database:
        database.execute("DELETE FROM audit_events WHERE seq > ?", (last,))
    database.close()
    done = alarmed.run("audit", "verify")
    assert done.code == 1
    assert f"broken at row {last + 1}" in done.err
    assert "trail: " in alarmed.run("doctor").err


def test_tables_show_what_a_patient_wrote_as_it_is(loaded: Shell) -> None:
    line = {"at": "2026-03-02T09:00:00-05:00", "from": ANA, "text": "[red]hi[/red] \x1b[2J"}
    url = f"sqlite:///{loaded.folder / 'frontdesk.db'}"
    loaded.chat(line, options=["--database", url])
    shown = loaded.run("messages", "list").out
    assert "[red]hi[/red]" in shown
    assert "\x1b" not in shown


def test_doctor_tries_everything_and_shows_no_secret(loaded: Shell) -> None:
    loaded.set(FRONTDESK_PROT="80", FRONTDESK_TWILIO_SHARED_KEY="hunter2")
    done = loaded.run("doctor")
    assert done.code == 1
    assert "FRONTDESK_PROT means nothing here" in done.err
    assert "FRONTDESK_TWILIO_ACCOUNT_SID is missing" in done.err
    assert "hunter2" not in done.out + done.err
    assert "(environment)" in done.out
    assert "practice: Maple Street Health" in done.out


def test_doctor_names_a_key_file_that_others_may_read(loaded: Shell) -> None:
    (loaded.folder / "keys.json").chmod(0o644)
    assert "chmod 600" in loaded.run("doctor").err


def test_a_lost_key_file_is_not_replaced(loaded: Shell) -> None:
    (loaded.folder / "keys.json").unlink()
    done = loaded.run("tasks", "list")
    assert done.code == 1
    assert "put it back" in done.err
    assert not (loaded.folder / "keys.json").exists()


def test_settings_that_are_wrong_are_said_in_lines(shell: Shell) -> None:
    shell.set(FRONTDESK_PORT="eighty", FRONTDESK_LOG_LEVEL="loud")
    done = shell.run("serve")
    assert done.code == 1
    assert [line.split()[1] for line in done.err.splitlines()] == [
        "FRONTDESK_LOG_LEVEL:",
        "FRONTDESK_PORT:",
    ]


def test_understand_answers_line_by_line(shell: Shell) -> None:
    asked = {"id": "1", "task": "date", "text": "friday", "locale": "en"}
    typed = json.dumps({**asked, "reference": "2026-03-02T09:00:00"}) + "\nnonsense\n[]\n"
    ready, answer, bad, worse = shell.run("understand", "--ready", typed=typed).lines
    assert len(shell.run("understand", typed=typed).lines) == 3
    assert ready == {"ready": True, "name": "frontdesk"}
    assert (answer["id"], answer["kind"], answer["value"]) == ("1", "date", "2026-03-06")
    assert "error" in bad
    assert "error" in worse


@pytest.mark.parametrize(("sent", "found"), [(b"{}\n", True), (b"", False)])
def test_who_waits_for_the_ready_line_is_told_from_who_asks(sent: bytes, found: bool) -> None:
    ours, theirs = os.pipe()
    with open(ours) as stdin, open(theirs, "wb", buffering=0) as typed:  # noqa: PTH123
        typed.write(sent)
        assert has_input(stdin, within_s=0.01) is found


def test_understand_survives_any_bytes(shell: Shell) -> None:
    odd = json.dumps({"id": "\ud800", "task": "act", "text": "\ud800 \x00", "locale": "en"})
    done = shell.run("understand", "--no-ready", typed=b"\xff\n" + odd.encode() + b"\n")
    assert done.code == 0
    assert len(done.lines) == 2


def test_understand_explains_one_text(shell: Shell) -> None:
    done = shell.run("understand", "--explain", "next friday \x1b[2J", "--at", "2026-03-02T09:00")
    assert done.code == 0
    assert "'next friday': from=2026-03-13" in done.out
    assert "\x1b" not in done.out


def test_dialogs_are_checked_and_drawn_and_an_old_drawing_is_noticed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def folder(package: str) -> Path:
        return shell.folder

    monkeypatch.setattr("assistant.cli.dialogs.folder_of", folder)
    assert "dialogs are fine" in shell.run("dialogs", "check").out
    assert "frontdesk dialogs draw" in shell.run("dialogs", "draw", "--check").err
    assert shell.run("dialogs", "draw").code == 0
    page = shell.folder / "README.md"
    assert "stateDiagram-v2" in page.read_text()
    assert shell.run("dialogs", "draw", "--check").code == 0
    page.write_text(page.read_text() + "changed by hand\n")
    assert shell.run("dialogs", "draw", "--check").code == 1


def test_every_command_has_help(shell: Shell) -> None:
    for command in (
        ["demo"], ["serve"], ["worker"], ["chat"], ["understand"], ["migrate"], ["doctor"],
        ["practice", "check"], ["practice", "load"], ["practice", "show"], ["dialogs", "draw"],
        ["dialogs", "check"], ["dialogs", "walk"], ["appointments", "list"], ["tasks", "list"],
        ["tasks", "claim"], ["tasks", "say"], ["tasks", "return"], ["tasks", "close"],
        ["messages", "list"], ["conversations", "list"], ["audit", "verify"], ["keys", "info"],
    ):  # fmt: skip
        done = shell.run(*command, "--help")
        assert done.code == 0
        assert "Usage: frontdesk " + " ".join(command) in done.out


def test_an_unknown_command_fails(shell: Shell) -> None:
    done = shell.run("sing")
    assert done.code != 0
    assert "sing" in done.err
