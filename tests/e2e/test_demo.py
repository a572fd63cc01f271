"""`frontdesk demo` in a terminal of its own, stopped by Ctrl-C."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.e2e.processes import inherited, until

pytestmark = [pytest.mark.service, pytest.mark.enable_socket, pytest.mark.timeout(120)]

_COLUMNS = 70


def test_the_phone_in_a_terminal_answers_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, _COLUMNS, 0, 0))
    command = [sys.executable, "-m", "assistant", "demo", "--folder", str(tmp_path / "demo")]
    shown = bytearray()

    def sees(text: bytes) -> bool:
        os.set_blocking(ours, False)
        with suppress(BlockingIOError):
            shown.extend(os.read(ours, 65_536))
        return text in shown

    with subprocess.Popen(
        command, cwd=ROOT, env=inherited(), stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
    ) as demo:  # fmt: skip
        os.close(theirs)
        assert until(lambda: sees(b"+15550100001 > "))
        os.write(ours, b"are you open saturday?\n")
        assert until(lambda: sees(b"Harbor Point"))
        os.write(ours, b"chest pain\n")
        assert until(lambda: sees(b"[queue: opened]"))
        demo.send_signal(signal.SIGINT)
        assert demo.wait(15) == 0
    assert b"Traceback" not in shown
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", bytes(shown)).decode()
    answers = [line for line in plain.splitlines() if line.startswith(("< ", "  "))]
    assert answers
    assert [line for line in answers if len(line) >= _COLUMNS] == []
    os.close(ours)


def test_lines_through_a_pipe_are_a_script(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "demo", "--folder", str(tmp_path / "demo")],
        cwd=ROOT,
        env=inherited(),
        input="are you open saturday?\nSTOP\nhello",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    assert "< You will get no more texts" in done.stdout.partition("> STOP")[2]
