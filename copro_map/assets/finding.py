"""A search as it is asked on the command line, and its answer for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from copro_map.assets.rules.query import Query
from copro_map.assets.search import (
    Answer,
    all_assets,
    query_choices,
    search,
    split_known_place,
    why_in_words,
)
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.geography.areas import Layer, load_layers


class QueryError(CoproMapError):
    """A search asks for a place, an area or a word that there is not."""


def find(
    settings: Settings,
    text: str,
    near: str,
    km: int,
    options: Mapping[str, Sequence[str] | None],
) -> Answer:
    """Return the answer to a search asked on the command line.

    Raises
    ------
    QueryError
        If it asks for an unknown word, or a place that is not found.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    known = query_choices(load_definitions(settings.data_dir), layers)
    for name, values in options.items():
        if strange := [v for v in values or () if v not in known[name]]:
            raise QueryError(
                N_("Unknown word: {value}. Use one of: {choices}."),
                value=strange[0],
                choices=", ".join(known[name]),
            )
    facets = {name: tuple(values or ()) for name, values in options.items()}
    if not near:
        text, near = split_known_place(settings, text)
    query = Query(text=text, near=near, km=km, **facets)  # type: ignore[arg-type]
    answer = search(settings, query, all_assets(settings))
    if answer.place and answer.place.status != "found":
        raise QueryError(
            N_(
                "{place}: not found ({status}). Give a postcode, or the authority "
                "after a comma."
            ),
            place=near,
            status=answer.place.status,
        )
    return answer


def hits_as_json(
    hits: pd.DataFrame, layers: Mapping[str, Layer]
) -> list[dict[str, Any]]:
    """Return the entries found in the shape that ``search --json`` promises."""
    rows: Iterable[Any] = hits.itertuples()
    return [
        {
            "id": hit.Index,
            "kind": hit.kind,
            "name": hit.name_en,
            "distance_km": None
            if pd.isna(hit.distance_km)
            else round(hit.distance_km, 1),
            "why": why_in_words(hit.why, layers),
        }
        for hit in rows
    ]
