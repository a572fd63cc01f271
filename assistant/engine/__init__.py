"""Runs a turn: pure, synchronous, total; no clock, no random, no I/O, no event loop.

Start reading at `dialog.Dialog`, then `step.step`.
"""
