"""The gaps that somebody on the spot can answer, the most telling first."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.names import BASE_LAYER, COUNCIL_LAYER
from copro_map.base.store.connection import data_mark, reading
from copro_map.coverage.gaps import Ask, cover, members_of, theme_cells
from copro_map.coverage.ledger import ledger
from copro_map.coverage.rules.answering import (
    TELLING,
    Last,
    Telling,
    last_answers,
    needs_answer,
)
from copro_map.coverage.rules.knowledge import EVERY_THEME
from copro_map.coverage.store.known import known_cells
from copro_map.geography.areas import load_layers
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.search.face import all_assets


@dataclass(frozen=True)
class Gap:
    """A gap of an authority, in one theme or in all ("").

    ``entries`` are whole, ``count`` is one of shares, ``expected`` what would be usual
    of it; ``zero`` as of ``rules.low_record.zero``. ``isolated`` and ``crowded_out``
    are open requests that nobody can meet. ``last`` are the last answers. ``council``
    is the code of the County Voluntary Council that answers for it.
    """

    area_code: str
    theme: str
    council: str
    telling: Telling
    entries: int
    count: float
    expected: float
    p_low: float
    zero: str = ""
    isolated: int = 0
    crowded_out: int = 0
    last: Last = Last()

    @property
    def id(self) -> str:
        """What names it in an address."""
        return f"{self.area_code}.{self.theme}" if self.theme else self.area_code

    @property
    def belongs(self) -> Belongs:
        """Where it belongs: whoever answers for the area may answer it."""
        return Belongs("", frozenset({self.council}))


def _figures(row: Mapping[Hashable, object]) -> dict[str, object]:
    names = ("entries", "count", "expected", "p_low", "zero")
    return {name: row[name] for name in names}


def _of_areas(table: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield the areas: every one is worth asking about, some more than others."""
    for code, row in zip(table.index, table.to_dict("records"), strict=True):
        is_unmet = row["isolated"] or row["crowded_out"]
        low: Telling = "low" if row["flag"] != "none" else "area"
        yield {
            "area_code": str(code),
            "theme": EVERY_THEME,
            "telling": "unmet" if is_unmet else low,
            "isolated": int(row["isolated"]),
            "crowded_out": int(row["crowded_out"]),
            **_figures(row),
        }


def _of_themes(cells: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield the themes that are unlikely to be so low by chance, or without entry."""
    for row in cells.to_dict("records"):
        if row["flag"] != "none" or not row["entries"]:
            low: Telling = "low_theme" if row["flag"] != "none" else "theme"
            cell = {"area_code": str(row["area_code"]), "theme": str(row["theme"])}
            yield {**cell, "telling": low, **_figures(row)}


@lru_cache(maxsize=2)
def _found(settings: Settings, mark: str, today: date) -> tuple[Gap, ...]:  # noqa: ARG001 - a key
    """Return all gaps of all authorities by the data's mark, the most telling first."""
    assets = all_assets(settings, today)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    base, council = layers[BASE_LAYER], layers[COUNCIL_LAYER].of_authority
    themes = list(load_definitions(settings.data_dir).terms["themes"])
    last = last_answers(
        ledger(settings), members_of(layers), [EVERY_THEME, *themes], today
    )
    rows = [
        *_of_areas(cover(settings, Ask(), assets, today).table),
        *_of_themes(theme_cells(assets, base, themes, today)),
    ]
    gaps = [
        Gap(
            **row,  # type: ignore[arg-type]
            council=council[str(row["area_code"])],
            last=last.get((str(row["area_code"]), str(row["theme"])), Last()),
        )
        for row in rows
    ]
    order = {telling: at for at, telling in enumerate(TELLING)}
    return tuple(
        sorted(gaps, key=lambda x: (order[x.telling], x.p_low, x.area_code, x.theme))
    )


def to_answer(settings: Settings, actor: Actor, today: date) -> tuple[Gap, ...]:
    """Return the gaps that need an answer of somebody, the most telling first.

    Only those of areas that ``actor`` answers for. Left out is what was answered lately
    (``rules.answering``), and where somebody said that they know one.
    """
    with reading(settings.database) as database:
        known = known_cells(database)
    return tuple(
        gap
        for gap in _found(settings, data_mark(settings), today)
        if may(actor, "answer_gap", gap.belongs)
        and needs_answer(gap.last, gap.telling, today)
        and (gap.area_code, gap.theme) not in known
    )
