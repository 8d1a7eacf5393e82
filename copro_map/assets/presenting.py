"""One entry as it is shown: every field in words of the current language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from copro_map.assets.rules.ending import has_ended, last_day
from copro_map.assets.rules.fields import LABELLED, Field
from copro_map.assets.rules.opening import Opening, Stands, stands
from copro_map.assets.rules.records import CONTRIBUTED, EXCHANGE_KINDS
from copro_map.base.confirmed import (
    confirmed_in_words,
    opening_in_words,
    over_in_words,
    shown_as,
)
from copro_map.base.definitions import Definitions, Kind, Term
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, partial_date, t
from copro_map.base.names import is_web_address
from copro_map.base.said import Spoken, spoken
from copro_map.geography.areas import ALL_WALES, ALL_WALES_LABEL, BASE_LAYER, Layer
from copro_map.geography.gazetteer import label_of

SEEDS = {
    "seed:004": N_("The Network's founding proposal, November 2015"),
    "seed:000": N_("The Network's list of publications"),
}
PUT_IN = N_("Added through this map")
# Who runs it and what it is, then all else in the order of the list.
FIRST = ("organisation", "sector", "exchange_category")
SHOWN = sorted(LABELLED, key=lambda field: field.name not in FIRST)


class UnknownEntryError(CoproMapError):
    """An entry id that is not, or no longer, on the map."""


@dataclass(frozen=True)
class Entry:
    """Everything known about an entry, ready to be shown.

    ``verification`` is how fresh it is on the day, ``confirmed`` who said so last and
    when. ``stands`` is how an offer or a request stands, empty of all else; ``opening``
    says so in words as long as it is not over, ``terms`` how it is done, in which
    language and for how many. ``ended`` says that it is over, empty if it is not.
    ``category`` is what is offered or asked for, ``facts`` are fields in words: what
    each is called, what it says, and the address where it leads, if anywhere;
    ``areas`` the names of a layer and of its area;
    ``point`` is longitude and latitude (EPSG:4326).
    """

    id: str
    kind: Kind
    name: Spoken
    other_name: Spoken | None
    description: Spoken | None
    where: str
    verification: Term
    confirmed: str
    stands: Stands | Literal[""]
    opening: str
    terms: tuple[str, ...]
    ended: str
    named_only: bool
    themes: list[Term]
    stages: list[Term]
    facts: list[tuple[str, str, str]]
    category: Term | None
    source: str
    source_address: str
    source_date: str
    precision: Term | None
    serves: list[str]
    served_codes: tuple[str, ...]
    areas: list[tuple[str, str]]
    point: tuple[float, float] | None

    @property
    def website(self) -> str:
        """Where its website is; empty if none is known."""
        return next((to for _, _, to in self.facts if to), "")


def where_in_words(row: Any, layers: dict[str, Layer]) -> str:
    """Return where an entry is based: "Aberaeron, Ceredigion", "All Wales" or so."""
    authority = row.areas.get(BASE_LAYER)
    if authority:
        area = layers[BASE_LAYER].area_label(authority).text()
        place = row.place_name
        return f"{place}, {area}" if place and place != area else area
    if ALL_WALES in row.served:
        return ALL_WALES_LABEL.text()
    return t("No location")


def _years(start: float | None, end: float | None) -> str:
    first, last = ("" if x is None or pd.isna(x) else str(int(x)) for x in (start, end))
    if first and last:
        return f"{first}–{last}"
    if first:
        return t("Since {year}", year=first)
    return t("Until {year}", year=last) if last else ""


def _said(field: Field, row: Any, definitions: Definitions) -> str:
    """Return a field in words; empty if nothing is known, or it may not be shown."""
    value = getattr(row, "run_by" if field.name == "organisation" else field.name)
    if field.name == "start_year":
        return _years(value, row.end_year)
    if pd.isna(value) or not value:
        return ""
    if field.holds == "word":
        return definitions.label(field.vocabulary, value).text()
    if field.holds == "web":
        return value if is_web_address(value) else ""
    return str(int(value)) if field.holds in ("year", "number") else str(value)


def _stands(row: Any, shown: str, ends: str, today: date) -> Stands | Literal[""]:
    """Return how an offer or a request stands; "" of all else."""
    if row.kind not in EXCHANGE_KINDS:
        return ""
    days = row.opens_on, ends, row.paused_until
    met = row.agreement, row.taken, row.capacity, row.ended_on
    return stands(Opening(row.kind, shown, *days, *met), today)


def _over(row: Any, standing: str, ends: str, today: date) -> str:
    """Return that an entry is over, and since when if that is known; "" if it is not.

    Of one that has ended the year, if somebody said it.
    """
    if standing != "done" and not has_ended(ends, today):
        return ""
    since = row.ended_on or ends
    words = t("Ended") if since == "unknown" else t("Ended {year}", year=since[:4])
    return over_in_words(row, standing, words) if standing else words


def _terms(row: Any, definitions: Definitions) -> tuple[str, ...]:
    """Return how an offer or a request is done, in which language, for how many."""
    said = [
        definitions.label(vocabulary, word).text()
        for vocabulary, word in (("ways", row.way), ("spoken", row.spoken))
        if word
    ]
    if not pd.isna(row.capacity):
        said.append(t("For {n} at a time", n=int(row.capacity)))
    return tuple(said)


def _source(row: Any) -> tuple[str, str]:
    """Return where what is known of an entry is from, and the date, in words.

    What was put in here has no other source, and its month is enough.
    """
    url, day = row.source_url, row.source_date
    if row.origin == CONTRIBUTED and not url:
        return t(PUT_IN), partial_date(day[: len("2027-03")])
    return t(SEEDS[url]) if url in SEEDS else url, partial_date(day)


def _names(row: Any) -> tuple[Spoken, Spoken | None]:
    """Return what an entry is called, and its name in the other language if it differs.

    One that is told of in Welsh alone has its Welsh name in both.
    """
    name, *others = spoken(row, "name")
    if row.name_en == row.name_cy and row.description_cy and not row.description_en:
        name = Spoken(name.text, "cy")
    return name, next((one for one in others if one.text != name.text), None)


def present(
    row: Any, definitions: Definitions, layers: dict[str, Layer], today: date
) -> Entry:
    """Return an entry in words, from a row of ``public_assets`` with its index."""
    terms = definitions.terms
    ends = last_day(row.end_year, row.closes_on)
    shown = shown_as(row, today)
    standing = _stands(row, shown, ends, today)
    over = _over(row, standing, ends, today)
    name, other_name = _names(row)
    has_point = not pd.isna(row.longitude)
    source, source_date = _source(row)
    return Entry(
        id=row.Index,
        kind=definitions.kinds[row.kind],
        name=name,
        other_name=other_name,
        description=next(iter(spoken(row, "description")), None),
        where=where_in_words(row, layers),
        verification=terms["verifications"][shown],
        confirmed=confirmed_in_words(row, today),
        stands=standing,
        opening=opening_in_words(row, standing) if standing and not over else "",
        terms=_terms(row, definitions) if standing else (),
        ended=over,
        named_only=row.origin == "named",
        themes=[terms["themes"][theme] for theme in row.themes],
        stages=[terms["stages"][stage] for stage in row.stages],
        facts=[
            (t(field.label), text, text if field.holds == "web" else "")
            for field in SHOWN
            if (text := _said(field, row, definitions))
        ],
        category=terms["exchange_categories"].get(row.exchange_category),
        source=source,
        source_address=row.source_url if is_web_address(row.source_url) else "",
        source_date=source_date,
        precision=terms["precisions"].get(row.precision) if has_point else None,
        serves=[label_of(layers, code).text() for code in row.served],
        served_codes=row.served,
        areas=[
            (layer.label.text(), layer.area_label(row.areas[layer.id]).text())
            for layer in layers.values()
            if layer.id in row.areas
        ],
        point=(row.longitude, row.latitude) if has_point else None,
    )


def find_entry(
    assets: pd.DataFrame,
    entry_id: str,
    definitions: Definitions,
    layers: dict[str, Layer],
    today: date,
) -> Entry:
    """Return one entry by its id.

    Raises
    ------
    UnknownEntryError
        If there is none; the message says where to look.
    """
    if entry_id not in assets.index:
        raise UnknownEntryError(
            N_(
                "{id}: there is no such entry. It may have been removed; search the "
                "map."
            ),
            id=entry_id,
        )
    (row,) = assets.loc[[entry_id]].itertuples()
    return present(row, definitions, layers, today)
