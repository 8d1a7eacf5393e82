"""What an entry is called, for pages that name it."""

from __future__ import annotations

from copro_map.base.i18n import Label, current_language
from copro_map.base.said import Spoken, spoken
from copro_map.search import cached


def name_of(entry: str) -> Label:
    """Return the names of an entry in both languages; its id, if it is off the map."""
    assets = cached.assets()
    if entry not in assets.index:
        return Label(entry, entry)
    english, welsh = (str(assets.at[entry, x]) for x in ("name_en", "name_cy"))
    return Label(english or welsh, welsh or english)


def spoken_name(entry: str) -> Spoken:
    """Return the name of an entry in the reader's language, or in the one it has."""
    assets = cached.assets()
    if entry not in assets.index:
        return Spoken(entry, current_language())
    name, *_ = spoken(assets.loc[entry], "name")
    return name
