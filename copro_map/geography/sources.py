"""The terms of all data: what every file that leaves the map says of its sources."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.definitions import Source, load_definitions
from copro_map.geography.areas import load_layers


def sources_of(settings: Settings) -> list[Source]:
    """Return every data set that the map is made of; the entries first."""
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return [*definitions.sources.values(), *(x.source for x in layers.values())]


def licence_lines(settings: Settings) -> list[tuple[str, str]]:
    """Return each data set by its name, with its licence and attribution.

    The licence is in the current language, the attribution as the licence words it.
    """
    return [
        (source.label.text(), f"{source.licence.text()}. {source.attribution}")
        for source in sources_of(settings)
    ]
