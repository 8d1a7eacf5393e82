"""Entries gathered into cells add up, and a cell's box holds exactly its entries."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.search.rules.counts import gather

POINTS = st.lists(
    st.tuples(st.floats(-6, -2.5), st.floats(51.2, 53.6)), min_size=1, max_size=60
)


def frame(points) -> pd.DataFrame:
    longitudes, latitudes = zip(*points, strict=True)
    names = [f"e-{number}" for number in range(len(points))]
    columns = {"longitude": longitudes, "latitude": latitudes}
    return pd.DataFrame(columns, index=names, dtype=float)


@given(POINTS)
def test_cells_and_single_entries_add_up(points):
    found = gather(frame(points))
    assert found.cells["entries"].sum() + len(found.alone) == len(points)
    assert (found.cells["entries"] > 1).all()


@given(POINTS)
def test_a_cells_box_holds_at_least_its_entries(points):
    entries = frame(points)
    for cell in gather(entries).cells.itertuples():
        inside = entries["longitude"].between(cell.west, cell.east) & entries[
            "latitude"
        ].between(cell.south, cell.north)
        assert inside.sum() >= cell.entries
        assert cell.west <= cell.longitude <= cell.east
        assert cell.south <= cell.latitude <= cell.north


def test_entries_at_one_point_are_one_cell():
    found = gather(frame([(-4.0, 52.0)] * 7))
    assert found.cells["entries"].tolist() == [7]
    assert found.alone.empty


@pytest.mark.parametrize("cells", [2, 9, 30])
def test_cells_equal_a_slow_count(cells):
    rng = np.random.default_rng(4)
    entries = frame(rng.uniform((-5, 52), (-3, 53), (500, 2)).tolist())
    low = entries.min()
    step = (entries.max() - low) / cells
    slow: dict[tuple[int, int], int] = {}
    for x, y in entries.to_numpy():
        column = min(int((x - low["longitude"]) / step["longitude"]), cells - 1)
        row = min(int((y - low["latitude"]) / step["latitude"]), cells - 1)
        slow[column, row] = slow.get((column, row), 0) + 1
    found = gather(entries, cells)
    assert sorted(found.cells["entries"]) == sorted(n for n in slow.values() if n > 1)
    assert len(found.alone) == sum(n == 1 for n in slow.values())


def test_no_entries_give_no_cells():
    empty = pd.DataFrame({"longitude": [], "latitude": []}, dtype=float)
    found = gather(empty)
    assert found.cells.empty
    assert found.alone.empty
