"""Opting out and in: what it writes to the ledger, whoever heard of it."""

from dataclasses import dataclass

from assistant.domain.consent import Consent, ConsentState, Purpose
from assistant.store import audit, consents
from assistant.store.database import Tx


@dataclass(frozen=True, slots=True)
class Said:
    """An opt-out or opt-in: by which number, to which line, heard from whom, in which words.

    `source`: "patient-text" | "carrier" | "staff" | "import".
    """

    address: str
    line: str
    source: str
    words: str = ""


def withdraw(tx: Tx, said: Said) -> bool:
    """No more texts from that line to that number, for any purpose; False if it was so already."""
    return _note(tx, said, ConsentState.WITHDRAWN, "consent_withdrawn")


def give(tx: Tx, said: Said) -> bool:
    """Texts from that line to that number are welcome again; False if they were already."""
    return _note(tx, said, ConsentState.GIVEN, "consent_given")


def _note(tx: Tx, said: Said, state: ConsentState, event: str) -> bool:
    changed = [
        purpose
        for purpose in Purpose
        if consents.state(tx, said.address, said.line, purpose) is not state
    ]
    for purpose in changed:
        consents.add(
            tx, Consent(said.address, said.line, purpose, state, tx.now, said.source, said.words)
        )
    if changed:
        audit.record(tx, action=event, details={"source": said.source})
    return bool(changed)
