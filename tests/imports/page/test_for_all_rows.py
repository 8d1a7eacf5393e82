"""What somebody types for all rows: refused in a sentence, mended where it stands."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import pytest

from copro_map.imports.drafts import GONE
from tests.at_the_desk import at_desk, drawn, here, press, sound, told  # noqa: F401
from tests.samples import query

TEXT = "Name,Kind,Town\nTrial Choir,organisation,Bangor\nTrial Band,organisation,Bala\n"
SOURCE, ADDRESS = "bring_value source_url", "https://trial.example.org/list"
SOURCES = "SELECT DISTINCT source_url FROM asset WHERE name_en LIKE 'Trial %'"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a list", "a full https:// address"),
        ("=1+1", "a full https:// address"),
        ("<b>**x**</b>", "a full https:// address"),
        (f"{ADDRESS}\x1b[2J", "a character that is not seen"),
        (f"\u202e{ADDRESS}", "a character that is not seen"),
    ],
)
def test_a_bad_value_is_told_and_typed_anew_in_the_same_place(
    at_desk, here, typed, said
):
    test = at_desk("steward", part="bring", what="entries")
    sound(test.file_uploader[0].set_value(("t.csv", TEXT.encode(), "text/csv")).run())
    sound(test.text_input(key=SOURCE).set_value(typed).run())
    assert said in drawn(test)
    assert not [one for one in test.button if one.key == "bring_in"]
    key = test.query_params["draft"]
    again = at_desk("steward", part="bring", draft=key)
    assert again.text_input(key=SOURCE).value == typed
    sound(again.text_input(key=SOURCE).set_value(f"\u200b{ADDRESS}").run())
    press(again, "bring_in")
    assert "Brought in. New: 2." in told(again)
    assert query(here.database, SOURCES) == [(ADDRESS,)]
    assert GONE in told(at_desk("steward", part="bring", draft=key))
