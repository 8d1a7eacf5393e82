"""A name that was not typed to its end: a place only if one alone is meant."""

from __future__ import annotations

import pytest

from copro_map.base.names import fold
from copro_map.geography.completing import completed
from copro_map.geography.locate import locate

MEANT = {
    "Machynll": "Machynlleth",
    "machyn": "Machynlleth",
    "Aberyst": "Aberystwyth",
    "Abertaw": "Abertawe",  # the Welsh name
    "Llandud": "Llandudno",  # and not Llandudno Junction
    "Cardif": "Cardiff",  # and not its boards
    "Cered": "Ceredigion",  # no settlement begins so
    "Newpor": "Newport",  # two places of one name: which, is asked later
    "Ynys Mo": "Ynys Môn",
}
UNCLEAR = [
    "Aber",
    "Llan",
    "Pont",
    "Comm",
    "Wre",
    "Cardiff",
    "SY2",
    "LD",
    "Xyzz",
    "",
    "!",
]


@pytest.mark.parametrize("text", MEANT)
def test_what_begins_one_place_is_that_place(gazetteer, text):
    assert completed(gazetteer, text) == fold(MEANT[text])


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_begins_several_or_none_is_left_alone(gazetteer, text):
    assert completed(gazetteer, text) == ""


def test_every_beginning_leads_to_a_name_that_is_known(gazetteer):
    """Of each name that a place has, whatever is left out at its end."""
    for name in gazetteer.names:
        for length in range(4, len(name)):
            meant = completed(gazetteer, name[:length])
            assert meant == "" or meant.startswith(name[:length].rstrip())
            assert meant == "" or locate(gazetteer, meant).status != "unknown"
