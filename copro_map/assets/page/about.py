"""Where the data come from: each source with its date, licence and limits."""

from __future__ import annotations

from copro_map.frame import cache, components


def sources(*source_ids: str) -> None:
    """Draw the provenance of data sets, from their definition files."""
    known = cache.definitions().sources
    components.show("assets/sources.html", sources=[known[x] for x in source_ids])


def layer_sources() -> None:
    """Draw the provenance of every boundary layer, from its definition file."""
    sources = [layer.source for layer in cache.layers().values()]
    components.show("assets/sources.html", sources=sources)
