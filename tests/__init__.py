"""The tests; packages all the way down, so that no folder here hides a package of the same name."""
