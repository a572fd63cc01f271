"""The opt-out ledger: rows are only added; of one (number, line, purpose) the newest holds."""

from sqlalchemy import bindparam, func, select

from assistant.domain.consent import Consent, ConsentState, Purpose
from assistant.store.database import Tx
from assistant.store.statements import Statement
from assistant.store.tables.pipeline import consents as table


def add(tx: Tx, consent: Consent) -> None:
    """Write one row; it holds from now on, even if the clock has gone back since the last one."""
    key, newest = tx.ids.new("cns"), _newest_id(tx, consent)
    if newest is not None and key <= newest:  # ids follow the clock; the ledger must not
        key = f"{newest}+"
    tx.conn.execute(
        table.insert().values(
            id=key,
            address_sealed=_seal(tx, key, "address_sealed", consent.address),
            address_index=tx.vault.index("address", consent.address),
            line=consent.line,
            purpose=consent.purpose.value,
            state=consent.state.value,
            at=consent.at,
            source=consent.source,
            words_sealed=_seal(tx, key, "words_sealed", consent.words),
        )
    )


def state(tx: Tx, address: str, line: str, purpose: Purpose) -> ConsentState | None:
    """What holds for that number, line and purpose; None if nothing was ever said."""
    values = {
        "indexes": list(tx.vault.indexes("address", address)),
        "of_line": line,
        "for_purpose": purpose.value,
    }
    found = _NEWEST.value(tx.conn, values)
    return None if found is None else ConsentState(found)


def is_withdrawn(tx: Tx, address: str, line: str, purpose: Purpose = Purpose.CARE) -> bool:
    """Has that number said that it wants no texts of this purpose from this line?"""
    return state(tx, address, line, purpose) is ConsentState.WITHDRAWN


def history(tx: Tx, address: str) -> tuple[Consent, ...]:
    """All that the number ever said, oldest first."""
    rows = tx.conn.execute(
        select(table)
        .where(table.c.address_index.in_(tx.vault.indexes("address", address)))
        .order_by(table.c.id)
    )
    return tuple(
        Consent(
            address=address,
            line=row.line,
            purpose=Purpose(row.purpose),
            state=ConsentState(row.state),
            at=row.at,
            source=row.source,
            words=tx.vault.unseal(
                row.words_sealed, table="consents", column="words_sealed", row=row.id
            ),
        )
        for row in rows
    )


# Built once: read for every text in and out.
_NEWEST = Statement(
    select(table.c.state)
    .where(
        table.c.address_index.in_(bindparam("indexes", expanding=True)),
        table.c.line == bindparam("of_line"),
        table.c.purpose == bindparam("for_purpose"),
    )
    .order_by(table.c.id.desc())
    .limit(1)
)


def _newest_id(tx: Tx, consent: Consent) -> str | None:
    row = tx.conn.execute(
        select(func.max(table.c.id)).where(
            table.c.address_index.in_(tx.vault.indexes("address", consent.address)),
            table.c.line == consent.line,
            table.c.purpose == consent.purpose.value,
        )
    )
    return row.scalar()


def _seal(tx: Tx, row: str, column: str, text: str) -> bytes:
    return tx.vault.seal(text, table="consents", column=column, row=row)
