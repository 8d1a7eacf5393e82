"""Names are compared in one way, however they are typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copro_map.base.names import fold, name_key

APOSTROPHES = "'’‘‛ʼʻʹ´`′＇"
DASHES = "-‐‑‒–—−"
SPACES = [" ", "\u00a0", "\u2009", "\t", "  ", "\u3000"]
UNSEEN = ["\u200b", "\u00ad", "\ufeff", "\u200e", "\u202e", "\u2060"]
LETTERS = st.text("abcdefôŷŵÂÏ ’'-–&0123456789éß日", min_size=1, max_size=20)


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_an_apostrophe_is_the_same_wherever_it_stands(apostrophe):
    for name in ("Tŷ'r Ardd", "'Stafell Fyw", "Carers' Trust", "People's Café"):
        typed = name.replace("'", apostrophe)
        assert fold(typed) == fold(name)
        assert name_key(typed) == name_key(name)


@pytest.mark.parametrize("dash", DASHES)
def test_a_dash_is_the_same(dash):
    assert fold(f"Pen{dash}y{dash}bont") == "pen y bont"


@pytest.mark.parametrize("space", SPACES)
def test_a_space_is_the_same(space):
    assert fold(f"Cwm{space}Taf") == "cwm taf"


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_is_not_seen_does_not_count(sign):
    assert fold(f"Cwm{sign}brân{sign}") == "cwmbran"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_form_of_a_letter_is_the_same(form):
    assert fold(unicodedata.normalize(form, "Tŷ Môn, Ŵyl")) == "ty mon wyl"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hay & District", "Hay District"),
        ("Tŷ Ni", "Tŷ Nia"),
        ("Cymru 2", "Cymru 3"),
        ("日本", "中国"),
        ("日本 Cymru", "Cymru"),
        ("???", "!!!"),
    ],
)
def test_names_that_differ_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_a_long_name_makes_an_id_of_a_sane_length():
    assert len(name_key("Cymdeithas " * 30)) <= 80
    assert not name_key("a" * 79 + " b c").endswith("-")


@given(LETTERS)
@example("Saint '’s")
@example("ſ's")
def test_what_is_folded_is_folded_already(name):
    assert fold(fold(name)) == fold(name)
    assert name_key(fold(name)) == name_key(name)


@given(
    LETTERS,
    st.sampled_from(APOSTROPHES),
    st.sampled_from(DASHES),
    st.sampled_from(UNSEEN),
)
@example("-", "'", "\u2212", "\u200b")  # no letter, and a dash that is a minus
def test_the_same_name_typed_otherwise_is_the_same(name, apostrophe, dash, sign):
    typed = name.replace("'", apostrophe).replace("-", dash).replace(" ", f" {sign} ")
    typed = unicodedata.normalize("NFD", typed).upper()
    assert fold(typed) == fold(name)
