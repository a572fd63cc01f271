"""What the house promises, tried on the running code, with a bug that each trial must see.

A promise is a row of `registry.PROMISES`: its number and its words, a trial (`run`) that counts
cases and failures, and a planted bug (`bug`) that the same judge must see; a judge that sees no
bug proves nothing. Many trials are those of other tests (`tests.simulation`, `tests.store`),
called from here; races, outages, kills and slow lines have their drivers in this package.

    python -m tests.promises                 all of them, on both databases
    python -m tests.promises --quick         what needs no server
    python -m tests.promises --full P1 P22   two of them, for long
"""
