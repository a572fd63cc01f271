"""Neighbours: one folder each; a vendor's words stay inside its folder.

A folder declares itself with `MANIFEST` and `setup` (assistant/ports/plugin.py). It knows the ports
and the domain and nothing else of the house.
"""
