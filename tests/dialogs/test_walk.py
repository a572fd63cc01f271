"""Every dialog holds at every sort of input and answer, in English and Spanish."""

from tests.dialogs.walked import the_walk


def test_nothing_breaks() -> None:
    assert "\n".join(the_walk().problems) == ""


def test_the_walk_goes_far() -> None:
    walk = the_walk()
    assert walk.states > 200
    assert walk.edges > 5_000
    assert walk.prompts > 80
