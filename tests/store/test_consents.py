"""The ledger: the newest row of a number, line and purpose holds, and no row goes away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain.consent import Consent, ConsentState, Purpose
from assistant.store import consents
from assistant.store.database import Store
from tests.pipeline import LINE, MONDAY_NINE, PATIENT, opened

OTHER_LINE = "+15550100101"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def note(store: Store, state: ConsentState, purpose: Purpose = Purpose.CARE) -> None:
    consent = Consent(PATIENT, LINE, purpose, state, MONDAY_NINE, "patient-text", "stop")
    store.write_sync(lambda tx: consents.add(tx, consent))


def test_nothing_said_is_no_opt_out(store: Store) -> None:
    assert store.read_sync(lambda tx: consents.state(tx, PATIENT, LINE, Purpose.CARE)) is None
    assert not store.read_sync(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))


def test_the_newest_row_holds(store: Store) -> None:
    for state in (ConsentState.WITHDRAWN, ConsentState.GIVEN, ConsentState.WITHDRAWN):
        note(store, state)
        found = store.read_sync(lambda tx: consents.state(tx, PATIENT, LINE, Purpose.CARE))
        assert found is state


def test_an_opt_out_is_of_its_line_and_purpose(store: Store) -> None:
    note(store, ConsentState.WITHDRAWN)
    assert store.read_sync(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))
    assert not store.read_sync(lambda tx: consents.is_withdrawn(tx, PATIENT, OTHER_LINE))
    assert not store.read_sync(
        lambda tx: consents.is_withdrawn(tx, PATIENT, LINE, Purpose.REMINDER)
    )


def test_every_row_stays_with_its_words(store: Store) -> None:
    note(store, ConsentState.WITHDRAWN)
    note(store, ConsentState.GIVEN)
    rows = store.read_sync(lambda tx: consents.history(tx, PATIENT))
    assert [row.state for row in rows] == [ConsentState.WITHDRAWN, ConsentState.GIVEN]
    assert rows[0].words == "stop"


def test_the_newest_row_holds_when_ids_go_back_with_the_clock(tmp_path: Path) -> None:
    for mark, state in (("z", ConsentState.GIVEN), ("a", ConsentState.WITHDRAWN)):
        with opened(tmp_path, mark=mark) as store:
            note(store, state)
    with opened(tmp_path) as store:
        assert store.read_sync(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))
        note(store, ConsentState.GIVEN)
        assert not store.read_sync(lambda tx: consents.is_withdrawn(tx, PATIENT, LINE))
