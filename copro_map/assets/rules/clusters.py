"""Too many pins to send one by one: entries gathered into cells of a grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

CELLS = 9  # along each side of the map
# Above this many pins the browser is slower than the server.
MOST_PINS = 2_000


@dataclass(frozen=True)
class Gathered:
    """What a crowded map shows: cells with counts, and entries alone in theirs.

    ``cells`` has ``longitude``, ``latitude`` (the middle of the cell's entries),
    ``entries`` and ``west``, ``south``, ``east``, ``north``, all in degrees
    (EPSG:4326). ``alone`` are rows of the given frame. Their numbers add up.
    """

    cells: pd.DataFrame
    alone: pd.DataFrame


COLUMNS = ("longitude", "latitude", "entries", "west", "south", "east", "north")
NO_CELLS = pd.DataFrame(columns=list(COLUMNS), dtype=float).astype({"entries": int})


def _cell_of(values: pd.Series, cells: int) -> pd.Series:
    low, high = values.min(), values.max()
    step = (high - low) / cells or 1.0
    numbers: pd.Series[int] = ((values - low) / step).astype(int)
    return numbers.clip(upper=cells - 1)


def gather(located: pd.DataFrame, cells: int = CELLS) -> Gathered:
    """Return entries gathered into a grid of ``cells`` by ``cells`` over their extent.

    Parameters
    ----------
    located
        Entries with ``longitude`` and ``latitude`` (degrees, none missing).

    Examples
    --------
    >>> frame = pd.DataFrame({"longitude": [-4.0, -4.0, -3.0],
    ...                       "latitude": [52.0, 52.0, 53.0]}, index=list("abc"))
    >>> found = gather(frame)
    >>> int(found.cells["entries"].sum()), list(found.alone.index)
    (2, ['c'])
    """
    column = _cell_of(located["longitude"], cells)
    row = _cell_of(located["latitude"], cells)
    groups = located.groupby([column.to_numpy(), row.to_numpy()], sort=True)
    sizes = groups["longitude"].transform("size")
    crowded = located[sizes > 1]
    keys = [column[sizes > 1].to_numpy(), row[sizes > 1].to_numpy()]
    shared = crowded.groupby(keys, sort=True)
    margin = 1e-4  # so that an entry on the edge stays inside its own cell
    gathered = pd.DataFrame(
        {
            "longitude": shared["longitude"].mean(),
            "latitude": shared["latitude"].mean(),
            "entries": shared["longitude"].size(),
            "west": shared["longitude"].min() - margin,
            "south": shared["latitude"].min() - margin,
            "east": shared["longitude"].max() + margin,
            "north": shared["latitude"].max() + margin,
        }
    ).reset_index(drop=True)
    return Gathered(gathered.astype({"entries": np.int64}), located[sizes == 1])
