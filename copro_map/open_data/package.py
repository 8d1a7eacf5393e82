"""The data package: what the files are, for programs (Frictionless, Data Package 2.0).

Everything in it is read from the data sets' own list, so no file and no column can be
without its description. It says both languages at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import LANGUAGES, N_, Label, in_both, language_in_force
from copro_map.base.store.connection import data_mark
from copro_map.base.store.network import network_on
from copro_map.base.store.programme import demonstration_note
from copro_map.files.marking import DEMONSTRATION
from copro_map.frame.heads import own_address
from copro_map.geography.sources import sources_of
from copro_map.open_data.columns import Column, Dataset
from copro_map.open_data.datasets import FORMATS, datasets

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME = "asset-map-of-co-production-in-wales"
PATH = "/open/datapackage.json"
BETWEEN = ";"  # words of a list, where a format has no lists
MEDIA = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# By what a licence is called in our sources: its id and where it is to be read.
LICENCES = {
    "Open Government Licence v3.0": (
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "Creative Commons Attribution 4.0": (
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
}
TITLE = N_("Asset map of co-production in Wales")
ABOUT = N_(
    "Who plans and runs public services together with citizens in Wales, where they "
    "are, whom they serve, and what they offer or look for."
)


def both(name: str, label: Label) -> dict[str, str]:
    """Return a property in English, and the same in Welsh beside it.

    Examples
    --------
    >>> both("title", Label("Area", "Ardal"))
    {'title': 'Area', 'title_cy': 'Ardal'}
    """
    return {name: label.en, f"{name}_cy": label.cy}


def _constraints(column: Column, *, alone: bool) -> dict[str, object]:
    """Return what holds of every cell; ``alone`` says that it is the whole key."""
    held: dict[str, object] = {}
    if column.required:
        held["required"] = True
    if alone:
        held["unique"] = True
    if column.words and column.holds != "list":
        held["enum"] = list(column.words)
    return held


def field(column: Column, key: tuple[str, ...]) -> dict[str, object]:
    """Return a column as a field of a Table Schema.

    The words that a list may have are its ``values``, which the standard has no name
    for.
    """
    told: dict[str, object] = {"name": column.name, "type": column.holds}
    told |= both("title", column.label)
    if column.holds == "list":
        told |= {"delimiter": BETWEEN, "itemType": "string"}
        told |= {"values": list(column.words)} if column.words else {}
    if column.unit:
        told["unit"] = column.unit
    if held := _constraints(column, alone=key == (column.name,)):
        told["constraints"] = held
    return told


def schema(data_set: Dataset, note: Label | None = None) -> dict[str, object]:
    """Return the Table Schema of a data set.

    ``note`` says that its records are invented: a column of each row says so too.
    """
    columns = list(data_set.columns)
    if note:
        columns.append(Column(DEMONSTRATION, "string", note, required=True))
    return {
        "fields": [field(one, data_set.key) for one in columns],
        "primaryKey": list(data_set.key),
        "missingValues": [""],
    }


def _resource(data_set: Dataset, format_: str, note: Label | None) -> dict[str, object]:
    """Return one file of a data set; that of CSV is the one with its columns."""
    is_first = format_ == "csv"
    told: dict[str, object] = {
        "name": data_set.name if is_first else f"{data_set.name}-{format_}",
        "path": f"{data_set.name}.{format_}",
        "format": format_,
        "mediatype": MEDIA[format_],
        **both("title", data_set.title),
        **both("description", data_set.about),
        **both("missing", data_set.missing),
    }
    if is_first:
        told |= {"type": "table", "encoding": "utf-8", "schema": schema(data_set, note)}
    else:
        told["of"] = data_set.name
    return told


def licences(settings: Settings) -> list[dict[str, str]]:
    """Return each licence once; one without a text of its own leads to our page."""
    here = f"{own_address()}/about"
    found = {}
    for source in sources_of(settings):
        name, path = LICENCES.get(source.licence.en, ("", here))
        named = {"name": name} if name else {}
        found[source.licence.en] = {
            **named,
            "path": path,
            **both("title", source.licence),
        }
    return list(found.values())


def _sources(settings: Settings) -> Iterator[dict[str, str]]:
    for source in sources_of(settings):
        yield {
            **both("title", source.label),
            "path": source.url,
            "version": source.release.en,
            **both("publisher", source.publisher),
            **both("licence", source.licence),
            **both("attribution", source.attribution),
            **both("limits", source.limits),
        }


def _invented(settings: Settings) -> Label | None:
    """Return what is said of invented records, in both languages; None of others."""
    said = []
    for language in LANGUAGES:
        with language_in_force(language):
            said.append(demonstration_note(settings))
    return Label(*said) if any(said) else None


def data_package(settings: Settings, day: date) -> dict[str, Any]:
    """Return the data package of all files, as of the data's state on a day.

    Paths of files are relative to it, so that a folder with copies is a package too.
    """
    network, note = network_on(settings, day), _invented(settings)
    return {
        "$schema": PROFILE,
        "name": NAME,
        "id": f"{own_address()}{PATH}",
        **both("title", in_both(TITLE)),
        **both("description", in_both(ABOUT)),
        **(both("note", note) if note else {}),
        "homepage": f"{own_address()}/en/open",
        "homepage_cy": f"{own_address()}/cy/open",
        "version": data_mark(settings),
        "created": f"{day.isoformat()}T00:00:00Z",
        "licenses": licences(settings),
        "contributors": [{**both("title", network), "roles": ["publisher"]}],
        "sources": list(_sources(settings)),
        "resources": [
            _resource(one, x, note) for one in datasets(settings) for x in FORMATS
        ],
    }
