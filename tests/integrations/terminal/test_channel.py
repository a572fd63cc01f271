"""What is printed, and what may be typed."""

import io

import pytest

from assistant.domain.errors import BadSignature, ConfigurationError, NotUnderstood, OutcomeUnknown
from assistant.ports.channel import WebhookRequest
from assistant.ports.plugin import Environment
from integrations.terminal import setup
from integrations.terminal.channel import LINE, Terminal, request
from tests.contracts.channels import FixedClock, Screen, a_message


async def test_a_text_is_printed_as_a_line() -> None:
    screen = io.StringIO()
    terminal = Terminal(screen)
    await terminal.send(a_message(terminal))
    assert screen.getvalue() == "You are booked for Tuesday.\n"


def test_the_line_is_the_terminals_unless_one_is_named() -> None:
    terminal = Terminal(io.StringIO())
    said = {"from": "you", "text": "hi", "id": "1"}
    assert terminal.parse(request(said)).line == LINE
    assert terminal.parse(request({**said, "line": "+12125550199"})).line == "+12125550199"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"from": "you", "text": "hi"},
        {"from": "", "text": "hi", "id": "1"},
        {"from": "y" * 65, "text": "hi", "id": "1"},
        {"from": "you", "text": 5, "id": "1"},
        {"from": "you", "id": "1", "media": "x"},
        {"from": "you", "id": "1", "media": [{"url": "x"}]},
    ],
)
def test_what_is_typed_has_one_shape(said: dict[str, object]) -> None:
    with pytest.raises(NotUnderstood):
        Terminal(io.StringIO()).parse(request(said))


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff"])
def test_what_is_not_a_record_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        Terminal(io.StringIO()).parse(WebhookRequest("POST", "terminal:", {}, body))


@pytest.mark.parametrize("url", ["http://127.0.0.1/webhooks/terminal", "", "terminal://x"])
def test_nothing_from_the_network_is_taken(url: str) -> None:
    typed = request({"from": "you", "text": "hi", "id": "1"})
    with pytest.raises(BadSignature):
        Terminal(io.StringIO()).parse(WebhookRequest("POST", url, {}, typed.body))


async def test_a_terminal_that_broke_off_cannot_tell() -> None:
    screen = Screen()
    terminal = Terminal(screen)
    screen.is_broken = True
    with pytest.raises(OutcomeUnknown):
        await terminal.send(a_message(terminal))
    with pytest.raises(OutcomeUnknown):
        await terminal.find(a_message(terminal))


async def test_a_closed_terminal_is_said() -> None:
    screen = io.StringIO()
    terminal = Terminal(screen)
    assert await terminal.check() == ""
    screen.close()
    assert await terminal.check() == "The terminal is closed."


async def test_setup_writes_to_the_screen_and_takes_no_settings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal = setup(Environment({}, FixedClock(), "", b""))
    assert terminal is not None
    await terminal.send(a_message(terminal))
    assert capsys.readouterr().out == "You are booked for Tuesday.\n"
    with pytest.raises(ConfigurationError):
        setup(Environment({"colour": "red"}, FixedClock(), "", b""))
