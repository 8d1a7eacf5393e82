"""On a phone an entry's name, its sentence and its large button are seen at once."""

from __future__ import annotations

import pytest

PHONE = {"width": 375, "height": 740}
LONG = "offer-copronet-membership"  # a long name, and two notes on how far to trust it


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("entry", ["cartrefi-brecon-floating-support", LONG])
def test_the_website_is_reached_without_a_scroll(visit, server, language, entry):
    visit.page.set_viewport_size(PHONE)
    page = visit.open(f"{server}/entry?id={entry}&lang={language}")
    act = page.locator("a.act.first")
    act.wait_for()
    for part in (page.locator("h1"), page.locator(".entry-first"), act):
        box = part.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE["height"]
    box = act.bounding_box()
    assert box["height"] >= 44
    assert not visit.faults
