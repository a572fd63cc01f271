"""Use cases: where the domain, the engine, the store and the neighbours meet.

Everything that changes something is a function over one transaction. Start reading at
`turns.Turns`: a text becomes a turn, and the turn one commit; `sender.Sender` sends what it left.
"""
