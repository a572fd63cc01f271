"""Universes from a seed: the whole pipeline, several processes, a bad network, and time that flies.

A universe runs the house's real code (turns, dialogs, store, sender, workers) in a seeded event
loop whose clock is virtual. Processes are killed at any await and after any commit, the database
goes away, the carrier repeats, loses, delays and reorders. When all is calm again, what is in the
database and on the phones must keep the promises (`checks.py`). The same seed is the same
universe, to the last row. Start reading at `universe.play`.

    python -m tests.simulation --seed 7                  one universe, told in words
    python -m tests.simulation --seeds 400               many, and what broke
    python -m tests.simulation --seeds 60 --bug no-fence what a planted bug breaks
"""
