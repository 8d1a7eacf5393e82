"""Entries gathered into cells add up, and a cell's box holds exactly its entries."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.search.rules import counts
from copro_map.search.rules.counts import gather, gathered

KINDS = ["practitioner", "project", "offer"]
POINTS = st.lists(
    st.tuples(st.floats(-6, -2.5), st.floats(51.2, 53.6)), min_size=1, max_size=60
)


def frame(points) -> pd.DataFrame:
    longitudes, latitudes = zip(*points, strict=True)
    names = [f"e-{number}" for number in range(len(points))]
    columns = {"longitude": longitudes, "latitude": latitudes}
    kinds = [KINDS[number % 3] for number in range(len(points))]
    found = pd.DataFrame(columns, index=names, dtype=float)
    return found.assign(kind=pd.Categorical(kinds, categories=[*KINDS, "request"]))


def sizes(cells) -> list[int]:
    return [sum(kinds.values()) for kinds in cells["kinds"]]


@given(POINTS)
def test_cells_and_single_entries_add_up(points):
    found = gather(frame(points))
    assert sum(sizes(found.cells)) + len(found.alone) == len(points)
    assert all(size > 1 for size in sizes(found.cells))


@given(POINTS)
def test_a_cells_box_holds_at_least_its_entries(points):
    entries = frame(points)
    for cell in gather(entries).cells.itertuples():
        inside = entries["longitude"].between(cell.west, cell.east) & entries[
            "latitude"
        ].between(cell.south, cell.north)
        held = entries[inside]["kind"].value_counts()
        assert all(held[kind] >= n for kind, n in cell.kinds.items())
        assert cell.west <= cell.longitude <= cell.east
        assert cell.south <= cell.latitude <= cell.north


def test_entries_at_one_point_are_one_cell():
    found = gather(frame([(-4.0, 52.0)] * 7))
    kinds = {"practitioner": 3, "project": 2, "offer": 2}
    assert found.cells["kinds"].tolist() == [kinds]
    assert found.alone.empty


@pytest.mark.parametrize("cells", [2, 9, 30])
def test_cells_equal_a_slow_count(cells):
    rng = np.random.default_rng(4)
    entries = frame(rng.uniform((-5, 52), (-3, 53), (500, 2)).tolist())
    points = entries[["longitude", "latitude"]]
    low = points.min()
    step = (points.max() - low) / cells
    slow: dict[tuple[int, int], Counter[str]] = {}
    for entry in entries.itertuples():
        column = int((entry.longitude - low["longitude"]) / step["longitude"])
        row = int((entry.latitude - low["latitude"]) / step["latitude"])
        key = min(column, cells - 1), min(row, cells - 1)
        slow.setdefault(key, Counter())[entry.kind] += 1
    found = gather(entries, cells)
    by_kind = sorted(sorted(n.items()) for n in slow.values() if n.total() > 1)
    assert sorted(sorted(n.items()) for n in found.cells["kinds"]) == by_kind
    assert len(found.alone) == sum(n.total() == 1 for n in slow.values())


def test_no_entries_give_no_cells():
    empty = frame([(0, 0)]).iloc[:0]
    found = gather(empty)
    assert found.cells.empty
    assert found.alone.empty


def placed(seed: int, size: int = 300) -> pd.DataFrame:
    """Entries of four authorities, some known by theirs alone, some without any."""
    rng = np.random.default_rng(seed)
    entries = frame(rng.uniform((-5, 52), (-3, 53), (size, 2)).tolist())
    entries.loc[entries.index[::11], ["longitude", "latitude"]] = np.nan
    return entries.assign(
        precision=rng.choice(["area", "place", "postcode"], size),
        authority=pd.Categorical(rng.choice(["A", "B", "C", "D", ""], size)),
    )


AREAS = {"A": "North", "B": "North", "C": "South", "D": "South"}


@pytest.mark.parametrize("most", [20, 5_000])
@pytest.mark.parametrize("seed", range(3))
def test_who_is_known_by_an_authority_alone_equals_a_slow_count(
    monkeypatch, most, seed
):
    monkeypatch.setattr(counts, "MOST_PINS", most)
    entries = placed(seed)
    vague: dict[str, list[str]] = {"North": [], "South": []}
    here: Counter[str] = Counter()
    for entry in entries.dropna(subset=["longitude"]).itertuples():
        if area := AREAS.get(entry.authority):
            here[area] += 1
            if entry.precision == "area":
                vague[area].append(entry.Index)
    found = gathered(entries, AREAS)
    assert found.here == here
    assert [one.area for one in found.somewhere] == ["North", "South"]
    for one in found.somewhere:
        ids = vague[one.area]
        assert one.kinds == Counter(entries.loc[ids, "kind"])
        # On a crowded map the ids would weigh more than the map.
        assert one.ids == (() if most == 20 else tuple(ids))


@pytest.mark.parametrize("most", [20, 5_000])
def test_each_entry_is_drawn_once(monkeypatch, most):
    monkeypatch.setattr(counts, "MOST_PINS", most)
    entries = placed(7)
    found = gathered(entries, AREAS)
    known_by_area = sum(sum(one.kinds.values()) for one in found.somewhere)
    drawn = known_by_area + sum(sizes(found.cells)) + len(found.alone)
    assert drawn == entries["longitude"].notna().sum()
    assert found.cells.empty == (most == 5_000)


def test_without_areas_nobody_stands_somewhere():
    entries = placed(1)
    found = gathered(entries)
    assert found.somewhere == ()
    assert len(found.alone) == entries["longitude"].notna().sum()
