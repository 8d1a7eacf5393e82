"""What is shown of one entry: the same on its live page and on its light one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from copro_map.assets.face import EXCHANGE_KINDS, Entry, find_entry, present
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import t
from copro_map.base.names import ALL_WALES
from copro_map.drawing.templates import Html, render
from copro_map.geography.areas import Layer, load_layers
from copro_map.search.face import Act, near_on_theme, same_organisation

STYLE = Path(__file__).parent / "entry.css"
MOST_BESIDE = 8
PathTo = Callable[[str], str]


@dataclass(frozen=True)
class Beside:
    """An entry that goes with another one; ``away`` says how far it is, or nothing."""

    entry: Entry
    away: str = ""


@dataclass(frozen=True)
class Group:
    """The first entries beside one, below a heading, and how many more there are."""

    heading: str
    rows: tuple[Beside, ...]
    more: int


@dataclass(frozen=True, eq=False)
class EntryShown:
    """An entry in words of the language in force, and what goes with it.

    ``same`` are the other entries of its organisation and ``near`` those within reach
    on the same theme, nearest first, both rows as ``search.face.all_assets`` returns
    them. ``row`` is its own row there, for whoever writes it in another form;
    ``groups`` are those beside it as they are listed.
    """

    entry: Entry
    row: pd.Series
    same: pd.DataFrame
    near: pd.DataFrame
    groups: tuple[Group, ...]
    layers: tuple[tuple[str, str, str], ...]

    @property
    def spot(self) -> tuple[float, float] | None:
        """Where its pin stands, in metres (EPSG:27700); None if that is not known."""
        if self.entry.point is None or self.row["precision"] == "area":
            return None
        return float(self.row["easting_m"]), float(self.row["northing_m"])

    @property
    def picture(self) -> tuple[tuple[str, ...], tuple[float, float] | None, str, str]:
        """What a map of it shows: areas to pick out, its pin, kind and place."""
        return self.seen_codes, self.spot, self.entry.kind.id, self.row["place_name"]

    @property
    def seen_codes(self) -> tuple[str, ...]:
        """The areas that a map of it picks out: those it serves, else where it is."""
        here = tuple(code for _, _, code in self.layers[:1])
        return self.entry.served_codes or (() if self.spot else here)

    def served(self, path: PathTo) -> Iterator[tuple[str, str]]:
        """Yield the areas that it serves, each with its address; all Wales has none."""
        for code, name in zip(self.entry.served_codes, self.entry.serves, strict=True):
            yield name, "" if code == ALL_WALES else path(code)

    def areas(self, path: PathTo) -> Iterator[tuple[str, str, str]]:
        """Yield the areas that it is in: of which kind, the name and the address."""
        for kind, name, code in self.layers:
            yield kind, name, path(code)


@dataclass(frozen=True, eq=False)
class _Words:
    """What entries are put into words by, on a day."""

    definitions: Definitions
    layers: dict[str, Layer]
    day: date

    def group(self, heading: str, rows: pd.DataFrame, *, far: bool = False) -> Group:
        """Return the first of some entries below a heading, with how far they are."""
        first = tuple(
            Beside(
                present(row, self.definitions, self.layers, self.day),
                t("{km} km away", km=f"{row.distance_km:.1f}") if far else "",
            )
            for row in rows.head(MOST_BESIDE).itertuples()
        )
        return Group(heading, first, len(rows) - len(first))


def entry_shown(
    settings: Settings, assets: pd.DataFrame, entry_id: str, day: date
) -> EntryShown:
    """Return all that is shown of a public entry.

    Raises
    ------
    UnknownEntryError
        If there is none of this id in ``assets``, which ``all_assets`` returns.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    words = _Words(load_definitions(settings.data_dir), layers, day)
    found = find_entry(assets, entry_id, words.definitions, layers, day)
    row = assets.loc[[entry_id]].iloc[0]
    same = same_organisation(assets, entry_id)
    near = near_on_theme(assets, entry_id, day)
    exchanged = same["kind"].isin(EXCHANGE_KINDS)
    return EntryShown(
        found,
        row,
        same,
        near,
        groups=(
            words.group(t("What they offer and look for"), same[exchanged]),
            words.group(t("From the same organisation"), same[~exchanged]),
            words.group(t("Similar, near here"), near, far=True),
        ),
        layers=tuple(
            (one.label.text(), one.area_label(row["areas"][one.id]).text(), code)
            for one in layers.values()
            if (code := row["areas"].get(one.id))
        ),
    )


def entry_first(entry: Entry) -> Html:
    """Return what an entry is, before anything else, below its name."""
    return render("report/entry_first.html", entry=entry)


def entry_acts(entry: Entry, acts: Sequence[Act] = ()) -> Html:
    """Return what can be done with an entry, besides what is known of all."""
    reached = any(act.reaches for act in acts)
    return render("report/entry_acts.html", entry=entry, acts=acts, reached=reached)


def entry_known(entry: Entry) -> Html:
    """Return what else is known of an entry."""
    return render("report/entry_known.html", entry=entry)


def entry_served(shown: EntryShown, path: PathTo) -> Html:
    """Return where an entry works, in words; ``path`` is that of an area's page."""
    served = tuple(shown.served(path))
    return render("report/entry_served.html", entry=shown.entry, served=served)


def entries_beside(
    shown: EntryShown, path: PathTo, named: AbstractSet[str] = frozenset()
) -> Html:
    """Return what goes with an entry; ``path`` is that of an entry's page.

    What is ``named`` beside it already, by its id, is not named again.
    """
    groups = [
        replace(one, rows=tuple(x for x in one.rows if x.entry.id not in named))
        for one in shown.groups
    ]
    return render("report/entries_beside.html", groups=groups, path=path)


def entry_folds(shown: EntryShown, path: PathTo) -> Html:
    """Return, folded, where it comes from and what it belongs to."""
    areas = tuple(shown.areas(path))
    return render("report/entry_folds.html", entry=shown.entry, areas=areas)
