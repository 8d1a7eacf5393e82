"""The data sets that anybody may have whole: what each is, and its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import Label

FORMATS = ("csv", "geojson", "json", "parquet", "xlsx")
Holds = Literal["string", "integer", "number", "boolean", "date", "year", "list"]


@dataclass(frozen=True)
class Column:
    """A column: its name in files, what it holds, what it means, in both languages.

    A "list" is words joined by ";" where a format has no lists. ``words`` are the
    values it may have, if they are of a vocabulary; ``unit`` what a number counts.
    """

    name: str
    holds: Holds
    label: Label
    words: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False


@dataclass(frozen=True)
class Dataset:
    """A data set: its table holds both languages, so there is one of it.

    ``table`` returns it with exactly ``columns``, a row a record, sorted by ``key``.
    ``missing`` says in words what a reader must know that it does not hold.
    """

    name: str
    title: Label
    about: Label
    missing: Label
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    table: Callable[[Settings], pd.DataFrame]


DATASETS: tuple[Dataset, ...] = ()
