"""The entries as a table: all that is public of each, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from copro_map.assets.face import EXPORTED, Field, public_assets
from copro_map.base.config import Settings, once
from copro_map.base.confirmed import SPEAKS_AS
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.freshness import verification_on
from copro_map.base.i18n import LANGUAGES, N_, Label, in_both
from copro_map.base.store.connection import reading
from copro_map.base.today import current_day
from copro_map.geography.areas import BASE_LAYER, Layer, load_layers
from copro_map.geography.gazetteer import area_labels, load_gazetteer
from copro_map.open_data.columns import (
    Column,
    Holds,
    addresses,
    coded,
    in_words,
    named,
    pages,
    typed,
)

AT_ONCE = 2_000  # rows that are in memory at a time
# What each field is called; one that is not here is not in the table.
CALLED: dict[str, str] = {
    "id": N_("Id of the entry; it stays the same"),
    "kind": N_("Kind of entry"),
    "name_en": N_("Name in English; empty if it has none"),
    "name_cy": N_("Name in Welsh; empty if it has none"),
    "description_en": N_("What it is, in English"),
    "description_cy": N_("What it is, in Welsh"),
    "organisation": N_("Who runs it, as its source says"),
    "sector": N_("Sector of whoever runs it"),
    "themes": N_("What it is about"),
    "stages": N_("What is done together with citizens"),
    "place": N_("Town or village, as its source says"),
    "longitude": N_("Longitude of its point (EPSG:4326)"),
    "latitude": N_("Latitude of its point (EPSG:4326)"),
    "precision": N_("How exactly the point is known"),
    "served": N_("Areas that it serves"),
    "start_year": N_("Year in which it began"),
    "end_year": N_("Year in which it ended, or will end"),
    "website": N_("Website"),
    "exchange_category": N_("What is offered or asked for"),
    "way": N_("Whether it is done in person, at a distance, or either"),
    "spoken": N_("Language in which it can be done"),
    "capacity": N_("For how many at a time it is"),
    "verification": N_("How far it was checked, as of the day of the file"),
    "verified_month": N_("Month in which somebody last said that it is right"),
    "verified_role": N_("As what they said so"),
    "opens_on": N_("First day on which it can be used"),
    "closes_on": N_("Last day on which it can be used"),
    "paused_until": N_("Paused until this day"),
    "agreement": N_("Whether two people are agreeing on it, have agreed, or are done"),
    "source_url": N_("Where it was found"),
    "source_date": N_("Date of the source: a year, a month or a day"),
    "practitioner_type": N_("Type of practitioner"),
    "origin": N_("How it came onto the map"),
}
# What holds something else than a text.
TYPES: dict[str, Holds] = {
    **dict.fromkeys(("opens_on", "closes_on", "paused_until"), "date"),
    **dict.fromkeys(("start_year", "end_year"), "year"),
    "capacity": "integer",
    **dict.fromkeys(("longitude", "latitude"), "number"),
}
VOCABULARIES = {
    "precision": "precisions",
    "verification": "verifications",
    **{field.name: field.vocabulary for field in EXPORTED if field.vocabulary},
}
AGREEMENTS = {
    "tentative": N_("Two people are in touch"),
    "agreed": N_("Two people have agreed"),
    "done": N_("Done"),
}
ROLES = {
    "owner": N_("Its owner"),
    "officer": N_("A County Voluntary Council"),
    "steward": N_("A steward of this map"),
}
ORIGINS = {
    "network": N_("Entered by the Network"),
    "named": N_("Known by name alone, as it runs another entry"),
    "contributed": N_("Added through this map"),
    "synthetic": N_("Made up to test and measure with"),
    "demonstration": N_("Made up to show what this map can do"),
}
PLACE_NAME = N_("Town or village")
CHANGED = N_("Day of its last change, if known; that somebody confirmed it is none")


def _labels(definitions: Definitions) -> dict[str, dict[str, Label]]:
    """Return the words of each field of codes, with their names."""
    found = {
        name: {x.id: x.label for x in definitions.terms[vocabulary].values()}
        for name, vocabulary in VOCABULARIES.items()
    }
    found["kind"] = {x.id: x.label for x in definitions.kinds.values()}
    for name, own in (
        ("verified_role", ROLES),
        ("origin", ORIGINS),
        ("agreement", AGREEMENTS),
    ):
        found[name] = {word: in_both(message) for word, message in own.items()}
    return found


def _of_field(
    field: Field, labels: Mapping[str, Mapping[str, Label]], layers: Mapping[str, Layer]
) -> Iterator[Column]:
    """Yield the columns of a field."""
    name, message = field.name, CALLED[field.name]
    must = name in ("id", "kind")
    if field.holds == "areas":
        for layer in layers.values():
            yield Column(layer.id, "string", layer.label, tuple(layer.areas))
            yield from named(f"{layer.id}_name", layer.label)
        yield from coded(field.column, message, [*area_labels(layers)], holds="list")
    elif name in labels:
        holds: Holds = "list" if field.holds == "words" else "string"
        yield from coded(name, message, [*labels[name]], holds=holds, required=must)
    else:
        label = in_both(message)
        yield Column(name, TYPES.get(name, "string"), label, required=must)
    if name == "place":
        yield from named("place_name", in_both(PLACE_NAME))


@once
def entries_columns(settings: Settings) -> tuple[Column, ...]:
    """Return the columns of the entries: what is exported, then what leads to them."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    labels = _labels(load_definitions(settings.data_dir))
    fields = [column for one in EXPORTED for column in _of_field(one, labels, layers)]
    # A list of words says them in words as lists do.
    lists = {one.name for one in fields if one.holds == "list"}
    beside = {f"{name}_name_{x}" for name in lists for x in LANGUAGES}
    told = [
        Column(one.name, "list", one.label) if one.name in beside else one
        for one in fields
    ]
    changed = Column("changed_on", "date", in_both(CHANGED))
    return (*told, changed, *addresses())


def _day(cell: str) -> str | None:
    """Return a day; None of what is none, such as a year alone."""
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        return None


def _days(cells: list[str]) -> list[str | None]:
    days = {cell: _day(cell) for cell in set(cells)}
    return [days[cell] for cell in cells]


def _in_order(lists: Iterable[tuple[str, ...]], words: Iterable[str]) -> list[Any]:
    """Return lists of words, each in the order of its vocabulary."""
    rank = {word: number for number, word in enumerate(words)}
    told = [*lists]
    ordered = {
        one: tuple(sorted(one, key=lambda x: (rank.get(x, len(rank)), x)))
        for one in set(told)
    }
    return [ordered[one] for one in told]


def _of_areas(rows: pd.DataFrame, layers: Mapping[str, Layer]) -> dict[str, list[Any]]:
    """Return the areas in which entries are based, and those that they serve."""
    labels = area_labels(layers)
    cells: dict[str, list[Any]] = {}
    for layer in layers:
        codes = [of.get(layer, "") for of in rows["areas"]]
        cells |= in_words(layer, codes, labels)
    return cells | in_words("serves", _in_order(rows["served"], labels), labels)


def _checked(rows: pd.DataFrame, settings: Settings) -> dict[str, list[str]]:
    """Return how far entries are checked today, since which month, by whom."""
    day, months = current_day(), settings.stale_months
    states, days, roles = (
        rows[name].tolist() for name in ("verification", "verified_on", "verified_role")
    )
    said = [
        (verification_on(state, on, day, months), on[:7], SPEAKS_AS.get(role, role))
        for state, on, role in zip(states, days, roles, strict=True)
    ]
    known = [one if one[0] != "unverified" else (one[0], "", "") for one in said]
    names = ("verification", "verified_month", "verified_role")
    return {name: [one[n] for one in known] for n, name in enumerate(names)}


def _places(settings: Settings, rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return the places where entries are, in each language."""
    gazetteer = load_gazetteer(settings)
    where = [of.get(BASE_LAYER, "") for of in rows["areas"]]
    named_ = [
        gazetteer.place_label(place, code) if place else Label("", "")
        for place, code in zip(rows["place"].tolist(), where, strict=True)
    ]
    return {f"place_name_{x}": [one.text(x) for one in named_] for x in LANGUAGES}


def entries_table(settings: Settings, rows: pd.DataFrame) -> pd.DataFrame:
    """Return entries as a table with exactly ``entries_columns``, in the same order.

    ``rows`` as ``assets.face.public_assets`` or ``search.face.all_assets`` returns
    them.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    labels = _labels(load_definitions(settings.data_dir))
    told: dict[str, Any] = {
        **{x.name: rows[x.name].tolist() for x in EXPORTED if x.name in rows},
        **_checked(rows, settings),
        "id": rows.index.tolist(),
    }
    for name, words in labels.items():
        codes = told[name]
        told |= in_words(
            name, _in_order(codes, words) if name in LISTS else codes, words
        )
    for name in (*DATES, "changed_on"):
        told[name] = _days(rows[name].tolist())
    for name in WHOLE:
        told[name] = [None if pd.isna(x) else int(x) for x in told[name]]
    del told["served"]
    told |= _of_areas(rows, layers) | _places(settings, rows)
    told |= pages("entry", told["id"])
    return typed(entries_columns(settings), told)


LISTS = tuple(field.name for field in EXPORTED if field.holds == "words")
DATES = tuple(name for name, holds in TYPES.items() if holds == "date")
WHOLE = tuple(name for name, x in TYPES.items() if x in ("year", "integer"))


def entries_parts(settings: Settings) -> Iterator[pd.DataFrame]:
    """Yield the table of all entries, by id, some rows at a time."""
    after = ""
    with reading(settings.database) as database:
        while len(found := public_assets(database, after=after, most=AT_ONCE)):
            after = str(found.index[-1])
            yield entries_table(settings, found)
