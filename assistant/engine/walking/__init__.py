"""Takes every dialog through everything that can happen, to see that it holds.

Start reading at `walker.walk_all`. Nothing here is used to run a turn.
"""
