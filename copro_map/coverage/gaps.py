"""Coverage: what each area of a layer has, what is usual, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

import numpy as np
import pandas as pd

from copro_map.assets.face import live_entries
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.names import ALL_WALES
from copro_map.base.today import current_day
from copro_map.coverage.ledger import ledger
from copro_map.coverage.reaching import Reach
from copro_map.coverage.rules import counting, knowledge, low_record
from copro_map.coverage.rules.area_tables import area_table, matrix
from copro_map.coverage.rules.counting import Apart
from copro_map.coverage.rules.inequality import NullBand, gini, null_band
from copro_map.coverage.rules.knowledge import KM as KM
from copro_map.coverage.rules.knowledge import open_exchanges, unmet_by_area
from copro_map.coverage.rules.mixing import groups_placed, missing_groups, mix
from copro_map.coverage.rules.whole import whole_entries, with_whole
from copro_map.geography.areas import BASE_LAYER, Layer, find_layer, load_layers
from copro_map.geography.rules.reach import KM_VALUES, POINT, usable_points

GROUPS = ("citizens", "providers", "government")
SEED = 1  # of the placements by chance: the same band in every run


@dataclass(frozen=True)
class Ask:
    """What coverage is asked of: a layer, and which entries; empty means all."""

    layer: str = BASE_LAYER
    kind: str = ""
    theme: str = ""
    sector: str = ""

    @property
    def anywhere(self) -> Ask:
        """The same without its layer: points and people do not depend on it."""
        return replace(self, layer=BASE_LAYER)


class UnknownTermError(CoproMapError):
    """A kind, theme or sector that no definition file has."""


def check_ask(ask: Ask, definitions: Definitions) -> None:
    """Refuse a kind, a theme or a sector that is not defined.

    Raises
    ------
    UnknownTermError
        The message names those that there are.
    """
    for value, known in (
        (ask.kind, definitions.kinds),
        (ask.theme, definitions.terms["themes"]),
        (ask.sector, definitions.terms["sectors"]),
    ):
        if value and value not in known:
            raise UnknownTermError(
                N_("{value}: not known here. Choose one of {known}."),
                value=value,
                known=", ".join(known),
            )


@dataclass(frozen=True, eq=False)
class Coverage:
    """The coverage of a layer.

    ``table`` has a row for each area, index ``area_code``: the columns of
    ``coverage.rules.area_tables.area_table`` (``count`` is one of shares); the whole
    numbers of ``coverage.rules.whole.whole_entries`` and ``served_by``; ``knowledge``,
    ``asked_on``, ``none_on``, and in how many of its ``authorities`` anybody was asked
    (``asked_in``); ``requests``, ``isolated`` and
    ``crowded_out`` (open requests); ``reach_percent_5km`` and so on, of residents;
    ``near_england_percent``, ``may_be_served_from_england``; ``citizens``,
    ``providers``, ``government``, ``ungrouped`` and ``missing_groups``; ``shown_at``
    and ``shown_as`` (where a low record shows at a coarser level; empty if none).
    ``wales`` holds the same for all Wales. ``apart`` adds up to every entry asked of.
    ``reach`` is that of the entries with a point of their own.
    """

    settings: Settings
    ask: Ask
    layer: Layer
    table: pd.DataFrame
    apart: Apart
    wales: Mapping[str, float]
    phi: float
    reach: Reach

    @cached_property
    def best(self) -> pd.DataFrame:
        """Where one more entry reaches most in each area: ``Reach.best_places``."""
        return self.reach.best_places(self.layer, KM)


def chosen(assets: pd.DataFrame, ask: Ask) -> pd.DataFrame:
    """Return the entries that are asked of."""
    kept = pd.Series(True, index=assets.index)
    if ask.kind:
        kept &= assets["kind"] == ask.kind
    if ask.sector:
        kept &= assets["sector"] == ask.sector
    if ask.theme:
        kept &= assets["themes"].map(lambda own: ask.theme in own).astype(bool)
    return assets[kept]


def members_of(layers: Mapping[str, Layer]) -> dict[str, frozenset[str]]:
    """Return the authorities of every area of every layer, and of all Wales."""
    held = {
        c: frozenset(a.members) for x in layers.values() for c, a in x.areas.items()
    }
    return held | {ALL_WALES: frozenset(layers[BASE_LAYER].areas)}


def by_area(authorities: pd.Series, layer: Layer) -> pd.Series:
    """Return figures of authorities added up for the areas of a layer."""
    area = pd.Series(layer.of_authority).reindex(authorities.index)
    added: pd.Series = authorities.groupby(area).sum().reindex(list(layer.areas))
    return added


def theme_cells(
    assets: pd.DataFrame, layer: Layer, themes: Sequence[str], today: date | None = None
) -> pd.DataFrame:
    """Return each theme in each area of a layer, as ``rules.area_tables.matrix``.

    ``assets`` as ``search.search.all_assets`` returns them.
    """
    entries = live_entries(assets, today or current_day())
    return matrix(entries, layer.of_authority, layer.population, themes)


def known_themes(
    settings: Settings, area_code: str, layer: Layer, themes: Sequence[str], day: date
) -> list[str]:
    """Return what people said of each theme in an area that has no entry of it."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    members = list(layer.area(area_code).members)
    rows = knowledge.state(
        ledger(settings), members_of(layers), members, themes, today=day
    )
    found = rows.groupby("theme")["state"].agg(list)
    return [knowledge.region_state(0, found[theme]) for theme in themes]


def _low_records(
    counted: pd.Series, layers: Mapping[str, Layer], layer: Layer
) -> pd.DataFrame:
    """Return where the low record of each area of a layer is to be shown.

    Empty where it has none, or where the layer's file gives no ``coarseness``.
    """
    levels = sorted(
        (x.id for x in layers.values() if x.coarseness),
        key=lambda level: layers[level].coarseness or 0,
    )
    tables = {}
    for level in levels:
        counts = by_area(counted, layers[level])
        usual = counting.expected(layers[level].population, float(counts.sum()))
        tables[level] = pd.DataFrame({"flag": low_record.flag(counts, usual)})
    shown = low_record.coarsest(tables, levels, members_of(layers))
    own = shown[shown["layer"] == layer.id].set_index("area_code")
    return own[["shown_at", "shown_as"]].reindex(list(layer.areas)).fillna("")


def _knowledge(
    settings: Settings, ask: Ask, recorded: pd.Series, day: date
) -> pd.DataFrame:
    """Return what is known of each area, and since when."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    layer = layers[ask.layer]
    cells = knowledge.state(
        ledger(settings),
        members_of(layers),
        list(layers[BASE_LAYER].areas),
        [ask.theme],
        today=day,
    ).set_index("area_code")
    parts = {code: cells.loc[list(area.members)] for code, area in layer.areas.items()}
    rows = {
        code: {
            "knowledge": knowledge.region_state(recorded[code], part["state"].tolist()),
            # A region is asked, or confirmed, when the last of its parts is.
            "asked_on": min(part["asked_on"]),
            "none_on": min(part["none_on"]),
            "asked_in": int(((part["asked_on"] + part["none_on"]) != "").sum()),
            "authorities": len(part),
        }
        for code, part in parts.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index")


@cache
def _by_chance(total: int, people: tuple[tuple[str, int], ...]) -> NullBand:
    """Return how unequal so many entries would be if chance had placed them."""
    return null_band(total, pd.Series(dict(people)), np.random.default_rng(SEED))


def _wales(
    counted: pd.Series, layers: Mapping[str, Layer], reached: pd.DataFrame
) -> dict[str, float]:
    """Return the figures of all Wales; inequality is that among authorities."""
    people = layers[BASE_LAYER].population
    total = float(counted.sum())
    figures = {
        "population": float(people.sum()),
        "count": total,
        "rate_per_100k": total / people.sum() * counting.PER,
    }
    names = [f"reach_percent_{km}km" for km in KM_VALUES]
    figures |= {name: float(reached[name][ALL_WALES]) for name in names}
    if total >= 1:
        band = _by_chance(round(total), tuple(people.items()))
        figures |= {
            "gini": gini(counted, people),
            "gini_by_chance": band.mean,
            "gini_by_chance_97_5": band.high,
        }
    return figures


def _mix(settings: Settings, entries: pd.DataFrame, layer: Layer) -> pd.DataFrame:
    """Return the entries of each group in each area, and the groups it lacks."""
    sectors = load_definitions(settings.data_dir).terms["sectors"].values()
    group_of = {x.id: group for group in GROUPS for x in sectors if x.group == group}
    mixed = mix(entries, layer.of_authority, "sector", group_of)
    judged = groups_placed(entries, "sector", group_of)
    return mixed.assign(missing_groups=missing_groups(mixed, judged))


def cover(
    settings: Settings, ask: Ask, assets: pd.DataFrame, today: date | None = None
) -> Coverage:
    """Return the coverage of a layer by the entries asked of.

    ``assets`` as ``search.search.all_assets`` returns them.

    Those that have ended are left out.

    Raises
    ------
    UnknownLayerError
        If there is no such layer; the message names those that there are.
    """
    day = today or current_day()
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    layer = find_layer(layers, ask.layer)
    every = live_entries(assets, day)
    entries = chosen(every, ask)
    of_theme = chosen(every, Ask(theme=ask.theme))
    requests = open_exchanges(of_theme, "request", day)
    offers = open_exchanges(every, "offer", day)
    counted = counting.counts(entries, layers[BASE_LAYER].of_authority)
    served = counting.served_by(entries, layer.of_authority).rename("served_by")
    reach = Reach(settings, usable_points(entries)[POINT])
    reached = reach.of(layer)
    whole = whole_entries(entries, layer.of_authority)
    judged = area_table(by_area(counted, layer), layer.population)
    table = with_whole(judged, whole["entries"]).join(
        [
            whole.drop(columns="entries"),
            served,
            _knowledge(settings, ask, whole["entries"], day),
            unmet_by_area(requests, offers, layer.of_authority, KM),
            reached.drop(index=ALL_WALES),
            _mix(settings, entries, layer),
            _low_records(counted, layers, layer),
        ]
    )
    return Coverage(
        settings=settings,
        ask=ask,
        layer=layer,
        table=table,
        apart=counting.apart(entries),
        wales=_wales(counted, layers, reached),
        phi=low_record.overdispersion(table["count"], table["expected"]),
        reach=reach,
    )
