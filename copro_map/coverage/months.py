"""What moved from month to month: how each area stands is kept when a month is over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.dates import add_months
from copro_map.base.i18n import N_, Label, language_in_force, t
from copro_map.base.moments import written
from copro_map.base.names import BASE_LAYER, COUNCIL_LAYER
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.coverage.gaps import Ask, cover
from copro_map.coverage.rules.months import (
    Stood,
    is_last_ended,
    last_day,
    stood,
    words_of,
)
from copro_map.coverage.store.months import add_month, is_kept, of_area, of_month
from copro_map.coverage.tables import published
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.gazetteer import label_of
from copro_map.search.face import all_assets

LAYERS = (BASE_LAYER, COUNCIL_LAYER)
MONTH = "%Y-%m"
# What is said beside how many there are.
BESIDE = {"usual": N_("As usual"), "low": N_("Fewer than usual")}


@dataclass(frozen=True)
class Moved:
    """An area of which something else is said than a month before, in words.

    ``name`` is the area's, ``was`` and ``now`` what was said of it at the end of the
    month before and of this one.
    """

    area_code: str
    name: Label
    was: Label
    now: Label


@dataclass(frozen=True)
class AtMonth:
    """How an area stood at the end of a month, such as "2026-11"; "" is today."""

    month: str
    stood: Stood

    @property
    def words(self) -> str:
        """How it stood beside its number, in the language in force."""
        return t(BESIDE.get(self.stood.record) or words_of(self.stood))


def _stands(settings: Settings, day: date) -> dict[str, Stood]:
    """Return how every area of both layers stands, as its page says it."""
    assets = all_assets(settings, day)
    found = {}
    for layer in LAYERS:
        table = published(cover(settings, Ask(layer), assets, day))
        columns = (table[x] for x in ("entries", "flag", "knowledge"))
        for code, entries, flag, known in zip(table.index, *columns, strict=True):
            found[str(code)] = stood(int(entries), flag, known)
    return found


def keep_month(settings: Settings, month: date, now: datetime) -> int:
    """Keep how each area stood at the end of a month; return how many areas were kept.

    ``month`` is any day of it. None are kept (0) a second time, of a month that is not
    over, and of one before the last: how that ended is not known any more.
    """
    if not is_last_ended(month, now.astimezone(WALES).date()):
        return 0
    named = month.strftime(MONTH)
    with reading(settings.database) as database:
        if is_kept(database, named):
            return 0
    rows = [
        {"month": named, "area_code": code, "kept_at": written(now)} | vars(one)
        for code, one in _stands(settings, last_day(month)).items()
    ]
    with writing(settings.database, make=False) as database:
        if is_kept(database, named):  # somebody else was quicker
            return 0
        add_month(database, rows)
    return len(rows)


def trend(settings: Settings, area_code: str, now: Stood) -> tuple[AtMonth, ...]:
    """Return how an area stood at the end of each month that was kept, and ``now``.

    The oldest first; today's month is "". Months are kept of local authorities and
    County Voluntary Councils alone.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        kept = of_area(database, area_code)
    return tuple(AtMonth(*one) for one in ({**kept, "": now}).items())


def _shown(layers: Mapping[str, Layer], councils: Collection[str]) -> list[str]:
    """Return what is told of councils' areas: their authorities, and what they make up.

    A council of one authority is told as that authority alone.
    """
    known = layers[COUNCIL_LAYER].areas
    codes: list[str] = []
    for area in (known[code] for code in sorted(councils)):
        codes += [area.code, *area.members] if len(area.members) > 1 else area.members
    return codes


def _said(one: Stood) -> Label:
    """Return how an area stood, in both languages."""
    words = {}
    for language in ("en", "cy"):
        with language_in_force(language):
            words[language] = t(words_of(one), n=one.entries)
    return Label(**words)


def moved(settings: Settings, areas: frozenset[str], month: date) -> tuple[Moved, ...]:
    """Return the areas that ended a month otherwise than the month before.

    ``areas`` are codes of County Voluntary Councils; told are their authorities, and
    what several of them make up together. Nothing where either month was not kept.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    months = (add_months(month.replace(day=1), -1), month)
    with reading(settings.database) as database:
        before, after = (of_month(database, one.strftime(MONTH)) for one in months)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return tuple(
        Moved(code, label_of(layers, code), _said(before[code]), _said(after[code]))
        for code in _shown(layers, areas)
        if code in before and code in after and before[code] != after[code]
    )
