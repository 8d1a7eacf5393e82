"""What an entry is called, for pages that name it."""

from __future__ import annotations

from copro_map.assets.page import kept
from copro_map.base.i18n import Label


def name_of(entry: str) -> Label:
    """Return the names of an entry in both languages; its id, if it is off the map."""
    assets = kept.assets()
    if entry not in assets.index:
        return Label(entry, entry)
    english, welsh = (str(assets.at[entry, x]) for x in ("name_en", "name_cy"))
    return Label(english or welsh, welsh or english)
