"""What is typed as people type it: what to look for, where, and what only asks."""

from __future__ import annotations

import pytest

from copro_map.assets.understanding import Understood, understand

TYPED = {
    "young people Swansea": ("young people", "Swansea", ()),
    "pobl ifanc yn Abertawe": ("pobl ifanc", "Abertawe", ()),
    "gofalwyr yng Ngheredigion": ("gofalwyr", "Ngheredigion", ()),
    "who offers training in Gwynedd": ("training", "Gwynedd", ("who", "offers")),
    "timebank": ("timebank", "", ()),
    "SY23 1AB repair": ("repair", "SY23 1AB", ()),
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_place_and_what_only_asks_are_taken_out(network, typed):
    assert understand(network, typed) == Understood(*TYPED[typed])
