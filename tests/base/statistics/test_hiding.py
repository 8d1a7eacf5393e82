"""Small bases: hidden numbers stay hidden, and no more is hidden than must be."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import null_space
from scipy.optimize import linprog

from copro_map.base.statistics.hiding import TOTAL, hidden_groups, suppress
from copro_map.base.statistics.intervals import SampleError, base_quality

RNG = np.random.default_rng(20_261_122)


def published(table):
    """The numbers as shown (missing where hidden), always with both totals."""
    shown = suppress(table).astype(float)
    whole = shown.reindex(index=[*table.index, TOTAL], columns=[*table.columns, TOTAL])
    return whole.to_numpy()


def true_numbers(table):
    wide = np.column_stack([table.to_numpy(), table.sum(axis=1)])
    return np.vstack([wide, wide.sum(axis=0)]).astype(float)


def sums(rows, columns):
    """Every total as an equation: the cells of a line, less its total, are 0."""
    lines = []
    for row in range(rows):
        line = np.zeros((rows, columns))
        line[row, :-1], line[row, -1] = 1, -1
        lines.append(line.ravel())
    for column in range(columns):
        line = np.zeros((rows, columns))
        line[:-1, column], line[-1, column] = 1, -1
        lines.append(line.ravel())
    return np.array(lines)


def unknowns(shown):
    """The equations for the hidden numbers: matrix and right side."""
    hidden = np.isnan(shown).ravel()
    matrix = sums(*shown.shape)
    return matrix[:, hidden], -matrix[:, ~hidden] @ shown.ravel()[~hidden]


def ranges(shown):
    """The least and greatest that each hidden number can be: two programmes each."""
    matrix, right = unknowns(shown)
    size = matrix.shape[1]
    ends = []
    for cell in range(size):
        cost = np.eye(size)[cell]
        low = linprog(cost, A_eq=matrix, b_eq=right)
        high = linprog(-cost, A_eq=matrix, b_eq=right)
        assert low.status == 0
        ends.append((low.fun, np.inf if high.status == 3 else -high.fun))
    return ends


def movable(shown, truth):
    """Which hidden numbers can change while all that is shown stays (one programme).

    Those at 0 can only rise: find all that can. The rest move freely beside them.
    """
    matrix, _ = unknowns(shown)
    now = truth.ravel()[np.isnan(shown).ravel()]
    at_zero = now == 0
    size = len(now)
    rises = np.zeros(size, dtype=bool)
    if at_zero.any():
        # maximise sum of s, s <= step, 0 <= s <= 1, for the numbers that are 0
        zeros = np.flatnonzero(at_zero)
        pick = np.eye(size)[zeros]
        found = linprog(
            np.r_[np.zeros(size), -np.ones(len(zeros))],
            A_eq=np.hstack([matrix, np.zeros((len(matrix), len(zeros)))]),
            b_eq=np.zeros(len(matrix)),
            A_ub=np.hstack([-pick, np.eye(len(zeros))]),
            b_ub=np.zeros(len(zeros)),
            bounds=[(0, 99) if z else (-99, 99) for z in at_zero]
            + [(0, 1)] * len(zeros),
        )
        assert found.status == 0
        rises[zeros] = found.x[size:] > 1e-6
    fixed = np.eye(size)[at_zero & ~rises]
    free = null_space(np.vstack([matrix, fixed]))
    return np.abs(free).max(axis=1, initial=0) > 1e-8


def random_table():
    rows, columns = RNG.integers(1, 7), RNG.integers(1, 5)
    scale = RNG.choice([3, 12, 30, 80])
    numbers = RNG.poisson(RNG.exponential(scale, (rows, columns)))
    numbers[RNG.random(numbers.shape) < RNG.choice([0, 0.2, 0.6])] = 0
    return pd.DataFrame(numbers)


TABLES = [random_table() for _ in range(1200)]


@cache
def cases():
    """Each table with what is shown and what is true.

    The totals that a one-way table lacks count as not shown.
    """
    return [(table, published(table), true_numbers(table)) for table in TABLES]


def secret(table, shown):
    """Which of the unknowns are hidden numbers, not totals that repeat a cell."""
    repeats = np.zeros(shown.shape, dtype=bool)
    if table.shape[1] == 1:
        repeats[:, -1] = True
    elif table.shape[0] == 1:
        repeats[-1] = True
    return ~repeats[np.isnan(shown)]


def hiding():
    return [case for case in cases() if secret(case[0], case[1]).any()]


def test_over_a_thousand_random_tables_no_hidden_number_can_be_recovered():
    assert len(hiding()) > 1000
    assert sum(1 in table.shape for table, _, _ in hiding()) > 300
    for table, shown, truth in hiding():
        assert movable(shown, truth)[secret(table, shown)].all(), table


def test_the_ranges_say_the_same_number_by_number():
    for table, shown, _ in hiding()[:40]:
        found = np.array(ranges(shown))[secret(table, shown)]
        for low, high in found:
            assert high - low >= 1 - 1e-6, table


def test_the_check_itself_finds_a_number_that_is_given_away():
    shown = np.array([[40.0, np.nan], [30, np.nan], [np.nan, np.nan], [75, np.nan]])
    truth = np.array([[40.0, 40], [30, 30], [5, 5], [75, 75]])
    assert not movable(shown, truth).any()
    low, high = ranges(shown)[2]
    assert low == pytest.approx(high)
    # Hidden, but the total leaves nothing for it: 0 cannot be anything else.
    shown = np.array([[40.0, np.nan], [np.nan] * 2, [np.nan] * 2, [40, np.nan]])
    truth = np.array([[40.0, 40], [0, 0], [0, 0], [40, 40]])
    assert not movable(shown, truth).any()


def test_what_is_shown_is_true_and_every_small_number_is_hidden():
    for _, shown, truth in cases():
        seen = ~np.isnan(shown)
        assert (shown[seen] == truth[seen]).all()
        assert (truth[seen] >= 10).all()


def test_a_total_less_what_is_shown_is_never_a_small_base():
    for _, shown, truth in cases():
        for a, b in ((shown, truth), (shown.T, truth.T)):
            for seen, real in zip(a, b, strict=True):
                hidden = np.isnan(seen[:-1])
                if hidden.any() and not np.isnan(seen[-1]):
                    assert real[:-1][hidden].sum() >= 10


def test_the_total_of_all_is_shown_from_ten():
    for table, shown, _ in cases():
        row, column = -1 - (table.shape[0] == 1 < table.shape[1]), -1
        total = int(table.to_numpy().sum())
        seen = shown[row, 0 if table.shape[1] == 1 else column]
        assert seen == total if total >= 10 else np.isnan(seen)


def test_without_small_numbers_all_is_shown():
    table = pd.DataFrame([[10, 40], [25, 60]], index=["a", "b"], columns=["x", "y"])
    expected = [[10, 40, 50], [25, 60, 85], [35, 100, 135]]
    assert suppress(table).to_numpy().tolist() == expected


def test_a_two_way_table_hides_a_rectangle():
    table = pd.DataFrame([[50, 60, 70], [40, 4, 80], [45, 55, 65]])
    shown = suppress(table)
    assert shown.isna().to_numpy().sum() == 4
    assert shown[TOTAL].tolist() == [180, 124, 165, 469]
    assert shown.loc[1, 1] is None
    assert shown.loc[0].notna().all()


def test_one_way_one_small_group_takes_the_next_smallest_with_it():
    table = pd.DataFrame({"n": [50, 9, 12, 30]})
    assert suppress(table)["n"].tolist() == [50, None, None, 30, 101]


def test_one_way_two_small_groups_of_under_ten_together_take_a_third():
    assert suppress(pd.DataFrame({"n": [50, 4, 5, 30]}))["n"].tolist() == [
        50,
        None,
        None,
        None,
        89,
    ]
    assert suppress(pd.DataFrame({"n": [50, 4, 6]}))["n"].tolist() == [
        50,
        None,
        None,
        60,
    ]


def test_a_single_row_is_a_one_way_table_too():
    shown = suppress(pd.DataFrame([[50, 9, 12]], columns=["a", "b", "c"]))
    assert shown.to_numpy().tolist() == [[50, None, None, 71]]


def test_a_single_number_and_a_small_table():
    assert suppress(pd.DataFrame({"n": [9]}))["n"].tolist() == [None, None]
    assert suppress(pd.DataFrame({"n": [10]}))["n"].tolist() == [10, 10]
    assert suppress(pd.DataFrame([[1, 2], [3, 3]])).isna().all().all()


def test_the_table_given_is_not_changed():
    table = pd.DataFrame({"n": [50, 9]})
    before = table.copy()
    suppress(table)
    pd.testing.assert_frame_equal(table, before)


def test_a_negative_number_is_refused():
    with pytest.raises(SampleError, match="-1"):
        suppress(pd.DataFrame({"n": [12, -1]}))


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
    assert (suppress(pd.DataFrame({"n": [n]})).iloc[0, 0] is None) == (n < 10)


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
