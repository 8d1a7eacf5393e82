"""Small bases: hidden groups stay hidden, and no more is hidden than must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.statistics.hiding import hidden_groups
from copro_map.base.statistics.intervals import SampleError, base_quality


@pytest.mark.parametrize(
    ("n", "word"),
    [
        (9, "suppressed"),
        (10, "low"),
        (24, "low"),
        (25, "limited"),
        (39, "limited"),
        (40, "robust"),
    ],
)
def test_the_words_for_a_base(n, word):
    assert base_quality(n) == word


pairs = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.dictionaries(st.sampled_from("abcdefg"), pairs, min_size=1))
def test_the_figures_of_all_do_not_give_a_hidden_group_back(replies):
    hidden = hidden_groups(replies)
    small = {group for group, (_, n) in replies.items() if n < 10}
    assert small <= hidden
    if not small:
        assert not hidden
    elif hidden != set(replies):
        said, answered = (sum(replies[g][i] for g in hidden) for i in (0, 1))
        assert len(hidden) >= 2
        assert answered >= 10
        assert 0 < said < answered
        # Two groups of them could have swapped one who said so: nothing is certain.
        assert sum(replies[g][1] > 0 for g in hidden) >= 2


def test_no_more_groups_are_hidden_than_must_be():
    replies = {"a": (20, 42), "b": (9, 31), "c": (3, 12), "d": (2, 6)}
    assert hidden_groups(replies) == {"c", "d"}
    # None of "c" and "d" said so: both would be known to be 0.
    assert hidden_groups(replies | {"c": (0, 12), "d": (0, 6)}) == {"b", "c", "d"}
    # Nobody answered in "d": all less the others would be the figure of "c".
    assert hidden_groups(replies | {"d": (0, 0)}) == {"b", "c", "d"}


@pytest.mark.parametrize("pair", [(1, 0), (7, 6), (-1, 6)])
def test_a_pair_that_is_no_share_is_refused(pair):
    with pytest.raises(SampleError, match=str(pair[0])):
        hidden_groups({"a": pair})


def test_a_group_whose_size_is_told_elsewhere_hides_no_other_groups_size():
    """12 of 3.3 are citizens: all less 12 would be the six of the small group."""
    pairs = {"citizen": (5, 12), "frontline": (4, 14), "provider": (2, 6)}
    assert hidden_groups(pairs) == {"citizen", "provider"}
    assert hidden_groups(pairs, told={"citizen"}) == {"frontline", "provider"}
    everyone = pairs.keys()
    assert hidden_groups(pairs, told=everyone - {"provider"}) == {"citizen", "provider"}


def test_a_group_that_is_hidden_elsewhere_is_hidden_here_and_never_alone():
    pairs = {"citizen": (5, 40), "frontline": (4, 14), "provider": (2, 30)}
    assert hidden_groups(pairs) == frozenset()
    assert hidden_groups(pairs, also={"provider"}) == {"frontline", "provider"}
    assert hidden_groups(pairs, also={"of another survey"}) == frozenset()


@given(
    pairs=st.dictionaries(
        st.sampled_from("abcdef"),
        st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=2,
    ),
    also=st.sets(st.sampled_from("abcdef")),
    told=st.sets(st.sampled_from("abcdef")),
)
def test_hidden_groups_hide_each_other_whatever_is_told(pairs, also, told):
    hidden = hidden_groups(pairs, also, told)
    assert hidden >= {x for x, (_, n) in pairs.items() if n < 10 or x in also}
    if not hidden or hidden == pairs.keys():
        return
    untold = [pairs[x][1] for x in hidden - told]
    could_hide_more = pairs.keys() - hidden - told
    if untold and could_hide_more:
        assert sum(untold) >= 10
        assert sum(n > 0 for n in untold) > 1
    said, answered = (sum(pairs[x][at] for x in hidden) for at in (0, 1))
    assert answered >= 10
    assert 0 < said < answered
