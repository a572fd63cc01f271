"""The database: the only room with SQL and with keys. Start reading at `database.Store`.

Everything is a synchronous function over a `Tx`; what is committed together is what one function
passed to `Store.write` did. Patient data is sealed before it reaches a table, and whoever reads
it leaves an audit row, which is why such reads run in `write` too.
"""
