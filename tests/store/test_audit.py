import pytest
from sqlalchemy import delete, insert, select, update

from assistant.domain.errors import StoreError
from assistant.store import audit
from assistant.store.tables.people import audit_events as table
from assistant.store.transactions import Tx
from tests.store.world import ANNA, TALK, Desk

ROWS = 8


@pytest.fixture
def trail(desk: Desk) -> Desk:
    """Eight rows, two of them from the desk's own patients."""
    for n in range(ROWS - 2):
        desk.do(lambda tx, n=n: audit.record(tx, action="patient_read", details={"n": n}))
    return desk


def verified(desk: Desk, anchor: str = "") -> audit.AuditReport:
    return desk.store.read_sync(lambda tx: audit.verify(tx, anchor))


def test_a_whole_trail_verifies(trail: Desk) -> None:
    report = verified(trail)
    assert (report.ok, report.rows, report.first_bad_seq) == (True, ROWS, None)
    assert verified(trail, report.head).ok


@pytest.mark.parametrize("seq", range(1, ROWS + 1))
@pytest.mark.parametrize("column", ["actor", "action", "patient", "details", "mac", "at"])
def test_an_edited_row_is_found(trail: Desk, seq: int, column: str) -> None:
    values = {
        "mac": b"0" * 32,
        "at": trail.clock.at.replace(microsecond=1),
        "details": '{"n":99}',
    }
    value = values.get(column, "somebody_else")
    trail.do(
        lambda tx: tx.conn.execute(update(table).where(table.c.seq == seq).values({column: value}))
    )
    report = verified(trail)
    assert (report.ok, report.first_bad_seq) == (False, seq)
    assert report.why


@pytest.mark.parametrize("seq", range(1, ROWS))
def test_a_deleted_row_is_found(trail: Desk, seq: int) -> None:
    trail.do(lambda tx: tx.conn.execute(delete(table).where(table.c.seq == seq)))
    assert verified(trail).first_bad_seq == seq


@pytest.mark.parametrize("seq", range(1, ROWS))
def test_two_rows_that_changed_places_are_found(trail: Desk, seq: int) -> None:
    def swap(tx: Tx) -> None:
        for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
            tx.conn.execute(update(table).where(table.c.seq == old).values(seq=new))

    trail.do(swap)
    assert verified(trail).first_bad_seq == seq


@pytest.mark.parametrize("seq", range(2, ROWS + 1))
def test_rows_closed_up_after_a_deletion_are_found(trail: Desk, seq: int) -> None:
    def close_up(tx: Tx) -> None:
        tx.conn.execute(delete(table).where(table.c.seq == seq - 1))
        for later in range(seq, ROWS + 1):
            tx.conn.execute(update(table).where(table.c.seq == later).values(seq=later - 1))

    trail.do(close_up)
    assert not verified(trail).ok


@pytest.mark.parametrize("kept", range(ROWS))
def test_rows_cut_off_the_end_are_found_by_the_anchor_alone(trail: Desk, kept: int) -> None:
    anchor = verified(trail).head
    trail.do(lambda tx: tx.conn.execute(delete(table).where(table.c.seq > kept)))
    assert verified(trail).ok
    report = verified(trail, anchor)
    assert (report.ok, report.first_bad_seq) == (False, kept + 1)


def test_rows_cut_off_and_written_anew_are_found_by_the_anchor(trail: Desk) -> None:
    anchor = verified(trail).head
    trail.do(lambda tx: tx.conn.execute(delete(table).where(table.c.seq > 3)))
    for _ in range(ROWS):
        trail.do(lambda tx: audit.record(tx, action="nothing_happened"))
    assert verified(trail).ok
    assert not verified(trail, anchor).ok


def test_an_anchor_stays_good_while_the_trail_grows(trail: Desk) -> None:
    anchor = verified(trail).head
    trail.do(lambda tx: audit.record(tx, action="patient_read"))
    assert verified(trail, anchor).ok


@pytest.mark.parametrize("anchor", ["nonsense", "8:00:00:00", "::::", "8:00:zz:00"])
def test_a_made_up_anchor_is_refused(trail: Desk, anchor: str) -> None:
    assert not verified(trail, anchor).ok


def test_an_anchor_with_another_number_is_refused(trail: Desk) -> None:
    _, rest = verified(trail).head.split(":", 1)
    assert not verified(trail, f"7:{rest}").ok


def test_a_row_put_in_by_hand_is_found(trail: Desk) -> None:
    def copy_last(tx: Tx) -> None:
        row = tx.conn.execute(select(table).where(table.c.seq == ROWS)).mappings().one()
        tx.conn.execute(insert(table), {**row, "seq": ROWS + 1})

    trail.do(copy_last)
    assert verified(trail).first_bad_seq == ROWS + 1


def test_events_come_in_order_from_where_one_stopped(trail: Desk) -> None:
    events = trail.store.read_sync(lambda tx: audit.events_after(tx, 3, limit=2))
    assert [event.seq for event in events] == [4, 5]
    assert events[0].details == {"n": 1}
    assert events[0].at == trail.clock.at


def test_who_acts_is_taken_from_the_transaction(desk: Desk) -> None:
    def work(tx: Tx) -> audit.AuditEvent:
        tx.actor, tx.conversation = "staff:desk1", TALK
        before = audit.last_seq(tx)
        audit.record(tx, action="patient_read", patient=ANNA)
        return audit.events_after(tx, before)[0]

    event = desk.store.write_sync(work)
    assert (event.actor, event.about.conversation, event.about.patient) == (
        "staff:desk1",
        TALK,
        ANNA,
    )


@pytest.mark.parametrize("value", ["Anna Lopez", "+15550100001", "a\nb", "é", "x" * 101])
def test_a_detail_that_may_be_patient_data_is_refused(desk: Desk, value: str) -> None:
    with pytest.raises(StoreError) as caught:
        desk.do(lambda tx: audit.record(tx, action="patient_read", details={"what": value}))
    assert value not in str(caught.value)


def test_an_empty_trail_is_whole(desk: Desk) -> None:
    desk.do(lambda tx: tx.conn.execute(delete(table)))
    assert verified(desk) == audit.AuditReport(0, ok=True)
