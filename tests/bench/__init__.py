"""Measures cost and speed as ratios against floors of its own: `make bench`."""
