"""What is shown of one entry: the same on its live page and on its light one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.assets.face import Entry, find_entry
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.drawing.templates import Html, render
from copro_map.geography.areas import load_layers
from copro_map.search.face import near_on_theme, same_organisation


@dataclass(frozen=True, eq=False)
class EntryShown:
    """An entry in words of the language in force, and what goes with it.

    ``same`` are the other entries of its organisation and ``near`` those within reach
    on the same theme, nearest first, both rows as ``search.face.all_assets`` returns
    them. ``row`` is its own row there, for whoever writes it in another form.
    """

    entry: Entry
    row: pd.Series
    same: pd.DataFrame
    near: pd.DataFrame


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
    definitions = load_definitions(settings.data_dir)
    found = find_entry(assets, entry_id, definitions, layers, day)
    return EntryShown(
        found,
        assets.loc[[entry_id]].iloc[0],
        same_organisation(assets, entry_id),
        near_on_theme(assets, entry_id, day),
    )


def entry_html(entry: Entry) -> Html:
    """Return what is known of an entry below its name, as its live page draws it."""
    return render("report/entry.html", entry=entry, write="", asked=())
