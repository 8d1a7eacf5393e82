"""What people call parts of Wales that are no area of a layer, from ``regions.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from copro_map.base.i18n import Label


@dataclass(frozen=True)
class Region:
    """A part of Wales: its name, and the codes of its authorities."""

    label: Label
    members: frozenset[str]


@cache
def load_regions(data_dir: Path) -> Mapping[str, Region]:
    """Return the regions by their English names; the file is read once.

    None, if an installation has no such file.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> found = load_regions(load_settings({}).data_dir)
    >>> found["Mid Wales"].label.cy, len(found["South East Wales"].members)
    ('Canolbarth Cymru', 10)
    """
    path = data_dir / "regions.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["name_en"]: Region(
                Label(row["name_en"], row["name_cy"]),
                frozenset(row["members"].split(";")),
            )
            for row in csv.DictReader(file)
        }
