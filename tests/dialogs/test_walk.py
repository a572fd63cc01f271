"""Every dialog holds at every sort of input and answer, in English and Spanish."""

import pytest

from assistant.engine.walking.walker import walk_all
from tests.dialogs.walked import the_catalog


@pytest.mark.service  # for its length; `make check` takes the same walk
def test_nothing_breaks_and_no_way_is_left_out() -> None:
    walk = walk_all(the_catalog())
    assert "\n".join(walk.problems) == ""
    assert "\n".join(walk.unreached) == ""
    assert walk.states > 200
    assert walk.edges > 5_000
    assert walk.prompts > 80
