"""Every dialog holds at every sort of input and answer, in English and Spanish."""

import pytest

from tests.dialogs.walked import the_walk

# One process takes the walk for all of them.
pytestmark = pytest.mark.xdist_group("walk")


def test_nothing_breaks() -> None:
    assert "\n".join(the_walk().problems) == ""


def test_every_way_of_every_machine_is_taken() -> None:
    assert "\n".join(the_walk().unreached) == ""


def test_the_walk_goes_far() -> None:
    walk = the_walk()
    assert walk.states > 200
    assert walk.edges > 5_000
    assert walk.prompts > 80
