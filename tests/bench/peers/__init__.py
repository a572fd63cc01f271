"""The same booking on other people's engines, each in `.venv-peers`, which `make bench-peers` makes.

Nothing here imports the assistant: these programs run where it is not installed. Each keeps its
state as JSON between two texts, as far as its framework can.
"""
