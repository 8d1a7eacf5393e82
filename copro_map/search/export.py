"""What a search found, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from copro_map.assets.face import EXPORTED, PLACE_IN_WORDS, Field
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.files.columns import split_list
from copro_map.files.marking import table_file
from copro_map.files.tables import names_beside
from copro_map.geography.areas import BASE_LAYER, Layer, load_layers
from copro_map.geography.gazetteer import area_labels
from copro_map.geography.sources import licence_lines, terms
from copro_map.search.rules.query import FORMATS, QueryError

# What people read first, so in front, and what a printed sheet shows; ``id`` is not
# printed.
FIRST = (
    "id",
    "name_en",
    "name_cy",
    names_beside("kind"),
    "organisation",
    "description_en",
    "description_cy",
    names_beside("themes"),
    PLACE_IN_WORDS,
    "distance_km",
    "group",
    BASE_LAYER,
    names_beside(BASE_LAYER),
    "serves",
    names_beside("serves"),
    "website",
)


def _joined(values: pd.Series, order: Iterable[str] = ()) -> list[str]:
    """Return each tuple as one text; in the order of a vocabulary if one is given."""
    rank = {word: number for number, word in enumerate(order)}
    return [";".join(sorted(v, key=lambda w: rank.get(w, len(rank)))) for v in values]


def _of_areas(hits: pd.DataFrame, layers: Mapping[str, Layer]) -> dict[str, object]:
    """Return the areas where entries are based and that they serve, and how far off.

    Beside the codes stand the names of the areas, in the current language.
    """
    labels = area_labels(layers)
    names = {code: label.text() for code, label in labels.items()}
    codes = {layer: [of.get(layer, "") for of in hits["areas"]] for layer in layers}
    columns: dict[str, object] = {}
    for column, cells in (codes | {"serves": _joined(hits["served"])}).items():
        columns[column] = cells
        columns[names_beside(column)] = [
            "; ".join(names.get(code, code) for code in split_list(x)) for x in cells
        ]
    if "distance_km" in hits:
        columns["distance_km"] = hits["distance_km"].astype(float)
    if "group" in hits:
        columns["group"] = hits["group"].astype("str")
    return columns


def _column(values: pd.Series, field: Field, definitions: Definitions) -> pd.Series:
    """Return a field of entries as it is written."""
    if field.holds == "words":
        order = definitions.terms[field.vocabulary]
        return pd.Series(_joined(values, order), values.index, dtype="str")
    if field.holds == "point":
        return values.astype(float)
    if field.holds in ("year", "number"):
        return values.astype(float).astype("Int64")
    return values.astype("str").fillna("")


def _in_words(
    kinds: Iterable[str], themes: Iterable[str], definitions: Definitions
) -> dict[str, list[str]]:
    """Return what kinds and themes are called in the current language."""
    kind_names = {x.id: x.label.text() for x in definitions.kinds.values()}
    theme_names = {x.id: x.label.text() for x in definitions.terms["themes"].values()}
    return {
        names_beside("kind"): [kind_names.get(kind, kind) for kind in kinds],
        names_beside("themes"): [
            "; ".join(theme_names.get(one, one) for one in split_list(cell))
            for cell in themes
        ],
    }


def export_table(
    hits: pd.DataFrame, definitions: Definitions, layers: Mapping[str, Layer]
) -> pd.DataFrame:
    """Return what a search found as a table to be written to a file.

    Parameters
    ----------
    hits
        Entries as in ``search.search.Answer``; index ``id``, unique. Columns that the
        table does not have (why an entry was found, for one) are left out.
    definitions
        Themes and stages stand in the order of their vocabularies.
    layers
        Each gives one column of area codes.

    Returns
    -------
    pandas.DataFrame
        One row an entry, in the same order; index 0, 1, 2... First what people read
        first: ``id``, ``name_en``, ``name_cy``, ``kind_name``, ``organisation``,
        ``description_en``, ``description_cy``, ``themes_name``, ``place_in_words``,
        ``distance_km`` and ``group``, of ``rules.reasons.GROUPS`` (only if ``hits`` has
        them), ``local_authority``, ``serves`` (area codes joined by ";"), ``website``.
        Then the others as the list of fields has them (``assets.face.EXPORTED``):
        ``kind``, ``place``, ``sector``, ``themes`` and ``stages`` (ids joined by ";"),
        ``longitude`` and
        ``latitude`` (degrees, EPSG:4326), ``precision``, one column a layer with its id
        as the name, ``start_year``, ``end_year`` (whole numbers),
        ``exchange_category``, ``way``, ``spoken``, ``capacity`` (a whole number),
        ``verification`` (as of the day), ``verified_month`` and
        ``verified_role`` (when somebody last said that it is right, as what),
        ``opens_on``, ``closes_on`` and ``paused_until`` (ISO dates), ``agreement``,
        ``source_url``, ``source_date``,
        ``practitioner_type``, ``origin``. What
        ends in ``_name`` says in words, in the current language, what the column
        without it says in codes (``files.tables.names_beside``); that of areas stands
        beside it; ``place_in_words`` is the place in that language. A text that is
        missing is empty, a number missing.
    """
    rows = hits.reset_index(names="id")
    columns: dict[str, Any] = {}
    for field in EXPORTED:
        if field.holds == "areas":
            columns |= _of_areas(rows, layers)
        else:
            columns[field.name] = _column(rows[field.name], field, definitions)
    columns |= _in_words(columns["kind"], columns["themes"], definitions)
    columns[PLACE_IN_WORDS] = rows["place_name"]
    first = [name for name in FIRST if name in columns]
    return pd.DataFrame(columns)[[*first, *(x for x in columns if x not in first)]]


def about_lines(
    settings: Settings, hits: pd.DataFrame, today: date
) -> list[tuple[str, str]]:
    """Return what a reader must know about a file, in the current language.

    Lines of a name and a text: the title, the date, how many entries, whether there are
    synthetic ones among them, and the licence and attribution of every source.
    """
    made_up = int((hits["origin"] == "synthetic").sum())
    lines = [
        (t("Asset map of co-production in Wales"), ""),
        (t("Date"), long_date(today)),
        (t("Entries"), str(len(hits))),
    ]
    if made_up:
        meaning = t("Made up to test and measure with; none of them is real.")
        lines.append((t("Synthetic entries"), f"{made_up}. {meaning}"))
    return lines + licence_lines(settings)


def _members(settings: Settings, hits: pd.DataFrame, today: date) -> dict[str, Any]:
    """Return what a GeoJSON collection says of itself: what it is, terms, day."""
    lines = about_lines(settings, hits, today)
    return {
        "title": lines[0][0],
        "language": current_language(),
        "date": today.isoformat(),
        **terms(settings),
    }


def export(
    settings: Settings, hits: pd.DataFrame, file_format: str, today: date
) -> bytes:
    """Return what a search found as the content of a file.

    Every entry of ``hits`` is in the file, with a location or without, in the same
    order, whatever the format.

    Raises
    ------
    QueryError
        If the format is none of ``FORMATS``; the message lists them.
    """
    if file_format not in FORMATS:
        raise QueryError(
            N_("{format}: there is no such format. Choose one of: {formats}."),
            format=file_format,
            formats=", ".join(FORMATS),
        )
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    return table_file(
        settings,
        export_table(hits, definitions, layers),
        file_format,
        about_lines(settings, hits, today),
        printed={t("Entries"): FIRST[1:]},
        members=_members(settings, hits, today),
    )
