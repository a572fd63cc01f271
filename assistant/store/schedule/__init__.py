"""Whose time is taken, seat by seat, and what that leaves: the constraint and the search over it.

`seats` and `sessions` write; `store.reservations` puts them together. `slot_index`, `own_claims`
and `slot_search` only read; `store.slots` asks them.
"""
