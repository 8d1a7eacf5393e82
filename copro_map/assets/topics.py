"""The words by which an entry is found besides its own: kind, themes, areas."""

from __future__ import annotations

from collections.abc import Iterable

from copro_map.assets.rules.records import Asset
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import Label
from copro_map.geography.areas import ALL_WALES, ALL_WALES_LABEL, BASE_LAYER
from copro_map.geography.gazetteer import Gazetteer


def search_topics(
    assets: Iterable[Asset], definitions: Definitions, gazetteer: Gazetteer
) -> dict[str, str]:
    """Return further words by which each entry is found, in both languages.

    The names of its kind, themes, authority and the areas that it serves.
    """
    names: dict[str, Label] = {ALL_WALES: ALL_WALES_LABEL}
    for layer in gazetteer.layers.values():
        names |= {area.code: area.label for area in layer.areas.values()}
    topics = {}
    for asset in assets:
        codes = {*asset.words("served"), (asset.areas or {}).get(BASE_LAYER, "")}
        labels = [
            definitions.kinds[asset.text("kind")].label,
            *(definitions.label("themes", theme) for theme in asset.words("themes")),
            *(names[code] for code in sorted(codes) if code in names),
        ]
        topics[asset.id] = " ".join(f"{label.en} {label.cy}" for label in labels)
    return topics
