"""The terms of all data: what every file that leaves the map says of its sources."""

from __future__ import annotations

from typing import Any

from copro_map.base.config import Settings
from copro_map.base.definitions import Source, load_definitions
from copro_map.geography.areas import load_layers


def sources_of(settings: Settings) -> list[Source]:
    """Return every data set that the map is made of; the entries first."""
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return [*definitions.sources.values(), *(x.source for x in layers.values())]


def licence_lines(settings: Settings) -> list[tuple[str, str]]:
    """Return each data set by its name, with its licence and attribution."""
    return [
        (source.label.text(), f"{source.licence.text()}. {source.attribution.text()}")
        for source in sources_of(settings)
    ]


def terms(settings: Settings) -> dict[str, Any]:
    """Return the terms of all data for a file that programs read.

    ``licence`` and ``attribution`` are texts, each said once; ``sources`` has them of
    each data set, with its name. All are in the current language.
    """
    sources = [
        {
            "name": source.label.text(),
            "licence": source.licence.text(),
            "attribution": source.attribution.text(),
        }
        for source in sources_of(settings)
    ]
    once = {
        name: list(dict.fromkeys(source[name] for source in sources))
        for name in ("licence", "attribution")
    }
    return {
        "licence": "; ".join(once["licence"]),
        "attribution": " ".join(once["attribution"]),
        "sources": sources,
    }
