"""What in a text tells how somebody can be reached, as people here write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.talks.rules.pointed import pointed_out, tells

TELL = [
    "mair.jones@example.org",
    "Mair+map@post.example.co.uk",
    "mair (at) example.org",
    "mair[at]example[dot]org",
    "01970 123456",
    "(01970) 123456",
    "01970-123456",
    "01970 12 34 56",
    "029 2018 0500",
    "(029) 2018 0500",
    "02920180500",
    "0300 123 4567",
    "0800 555 111",
    "07700 900123",
    "07700 900 123",
    "07700900123",
    "07700.900.123",
    "+44 7700 900123",
    "+447700900123",
    "+44 (0)7700 900123",
    "+44 (0) 29 2018 0500",
    "0044 1970 123456",
    "+353 86 123 4567",
    "https://www.facebook.com/mair.jones",
    "facebook.com/mair.jones",
    "m.facebook.com/groups/1",
    "instagram.com/mair_j",
    "linkedin.com/in/mair-jones",
    "https://uk.linkedin.com/in/mair",
    "https://x.com/mair",
    "wa.me/447700900123",
    "@mair_jones",
]
TELL_NOTHING = [
    "Dewch ar 01/02/2027 am 10.30.",
    "On 01.02.2027 10.30 to 12.00",
    "2027-02-01 10:30",
    "between 2019 and 2026",
    "about 1,200,000 people, £1.2m",
    "SY23 1AB",
    "Charity 1234567",
    "20 of us @ 7 o'clock",
    "Dw i'n byw yn Aberystwyth.",
    "see https://copronet.wales/resources",
    "version 0.12.3.4",
    "0 1 2 3 4 5 6 7 8 9 10",
    "",
]


@pytest.mark.parametrize("before", ["Ysgrifennwch ata i:", "Ffoniwch"])
@pytest.mark.parametrize("told", TELL)
def test_is_pointed_out_whole_within_a_sentence(told, before):
    text = f"{before} {told}, neu dewch draw."
    marked = [piece.text for piece in pointed_out(text) if piece.is_marked]
    assert marked in ([told], [f"{told},"])  # an address of the web may end so


@pytest.mark.parametrize("text", TELL_NOTHING)
def test_is_not_pointed_out(text):
    assert not tells(text)


@pytest.mark.parametrize(
    "text",
    ["Ring me on 612345", "ffôn: 612 345", "ffoniwch fi ar 612345", "Tel 612345"],
)
def test_a_number_of_one_place_is_one_beside_its_word(text):
    (marked,) = (piece.text for piece in pointed_out(text) if piece.is_marked)
    assert marked.replace(" ", "") == "612345"


def test_several_are_pointed_out_each():
    text = "mair@example.org\n07700 900123, x.com/mair"
    marked = [piece.text for piece in pointed_out(text) if piece.is_marked]
    assert marked == ["mair@example.org", "07700 900123", "x.com/mair"]


@given(st.lists(st.sampled_from([*TELL, *TELL_NOTHING, " ", "\n", "a", "(", "@"])))
def test_the_pieces_are_the_text(parts):
    text = "".join(parts)
    assert "".join(piece.text for piece in pointed_out(text)) == text


@pytest.mark.parametrize("sign", ["a", "0", "@", ".", "+", "a@", "0 ", "(0", "a.b"])
def test_a_long_text_of_one_sign_is_looked_at(sign):
    assert pointed_out(sign * 2_000)
