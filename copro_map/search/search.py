"""Search: the store's text index joined with areas, answered with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from copro_map.assets.face import public_assets
from copro_map.base.asking import leave_out
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import N_, Label, current_language, sort_key, t
from copro_map.base.store.became import successors
from copro_map.base.store.connection import reading
from copro_map.base.today import current_day
from copro_map.base.typed import parse_text
from copro_map.geography.areas import (
    BASE_LAYER,
    Layer,
    load_layers,
)
from copro_map.geography.assign import PointError
from copro_map.geography.completing import completed
from copro_map.geography.gazetteer import label_of, load_gazetteer
from copro_map.geography.locate import Located, locate_asked
from copro_map.search.closeness import CloseFound, also_close
from copro_map.search.meaning import load_wording
from copro_map.search.nearness import members_of, places_asked
from copro_map.search.prepared import of_the_day, prepared
from copro_map.search.rules.counts import Tally, count_facets, tally
from copro_map.search.rules.matching import Common, Found, answering, match
from copro_map.search.rules.query import Query
from copro_map.search.rules.reasons import Asked, Group, Why
from copro_map.search.store.spelling import did_you_mean
from copro_map.search.store.text import matching
from copro_map.search.understanding import Understood, understand

WHY = {
    "based": N_("Based here"),
    "based_in": N_("Based in: {area}"),
    "somewhere": N_("Somewhere in this authority"),
    "serves": N_("Serves: {area}"),
    "all_wales": N_("Serves all Wales"),
    "near": N_("Distance: {distance} km"),
    "text": N_("Matches: {words}"),
}
# The facets of words of a vocabulary.
VOCABULARIES = {
    "types": "practitioner_types",
    "sectors": "sectors",
    "themes": "themes",
    "stages": "stages",
    "checked": "verifications",
    "categories": "exchange_categories",
    "ways": "ways",
    "spoken": "spoken",
}
LANGUAGES = {"cy": Label("Welsh", "Cymraeg"), "en": Label("English", "Saesneg")}


@dataclass(frozen=True)
class Answer:
    """What a search found: the entries, best first.

    ``place`` says what became of the place that was asked for. The entries found stand
    in ``groups`` by how near they are to it; if it is not known, in those that serve
    all Wales and all others. ``meant`` is a spelling that some entries have, if none
    has the words as they were typed. ``common`` are the entries that answer all but the
    facets. ``understood`` says which of the words are a place, and which only ask;
    ``also`` holds entries that have most of the words, where few have them all. An
    answer may be shared, so nothing in it is ever changed.
    """

    query: Query
    found: Found
    asked: Asked
    place: Located | None
    meant: str
    common: Common
    understood: Understood
    also: CloseFound

    @property
    def hits(self) -> pd.DataFrame:
        """Every entry found, with all its columns (index ``id``)."""
        return self.found.rows()

    @property
    def in_full(self) -> Query:
        """The same question with its place in the field for places.

        Words that only ask are left out: one field can be taken back, not the others.
        """
        understood = self.understood
        return replace(self.query, text=understood.words, near=understood.place)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups of the entries found, in order; none without a place."""
        return self.found.groups

    @cached_property
    def tally(self) -> Tally:
        """How many of the hits have an authority, serve all Wales, or neither."""
        columns = self.found.assets[["authority", "serves_all_wales"]]
        return tally(columns.iloc[self.found.places])

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How many entries each kind would leave."""
        return count_facets(self.found.assets, self.query, self.common, ["kinds"])[
            "kinds"
        ]

    def counts(self, facet: str) -> Mapping[str, int]:
        """How many entries each choice of a facet would leave."""
        return self.kinds if facet == "kinds" else self.facets.get(facet, {})

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, int]]:
        """For each facet, how many entries each choice would leave."""
        return count_facets(self.found.assets, self.query, self.common)


def facet_labels(definitions: Definitions) -> dict[str, Mapping[str, Label]]:
    """Return the values of each facet, each with its names."""
    words = {
        facet: {word: term.label for word, term in definitions.terms[name].items()}
        for facet, name in VOCABULARIES.items()
    }
    return {
        "kinds": {kind.id: kind.plural for kind in definitions.kinds.values()},
        **words,
        "languages": LANGUAGES,
    }


def query_choices(
    definitions: Definitions, layers: Mapping[str, Layer]
) -> dict[str, list[str]]:
    """Return the values that each field of a query may take."""
    return {
        "layer": list(layers),
        "areas": [code for layer in layers.values() for code in layer.areas],
        **{facet: list(names) for facet, names in facet_labels(definitions).items()},
    }


def why_in_words(why: tuple[Why, ...], layers: Mapping[str, Layer]) -> list[str]:
    """Return the reasons as words, in the current language."""
    return [
        t(
            WHY[one.reason],
            area=label_of(layers, one.area_code),
            distance=one.distance_km,
            words=", ".join(one.words),
        )
        for one in why
        if one.reason in WHY
    ]


def all_assets(settings: Settings, today: date | None = None) -> pd.DataFrame:
    """Return every published entry, sorted by its name in the current language.

    ``verification`` is that of a day (None: today): what was confirmed too long ago is
    "stale" (``base.freshness``).

    Columns as ``assets.store.entries.public_assets``, and those that matching needs:
    ``authority``, ``served_authorities``, ``serves_all_wales``, ``easting_m`` and
    ``northing_m`` (EPSG:27700), ``newest`` (1 for the entries that were checked last),
    ``languages``, ``verified_month`` (2026-11, or ""), ``alike`` (a number for each
    authority and areas served together) and ``ends`` (``rules.lasting.last_days``);
    those that have ended too.
    ``place_name``, ``run_by`` and ``called`` are the place, the body and the entry's
    name in the current language. A name that is not translated stands where the name it
    has would.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    with reading(settings.database) as database:
        assets = public_assets(database)
    own = assets[f"name_{current_language()}"]
    shown = own.where(own != "", assets["name_en"])
    shown = shown.where(shown != "", assets["name_cy"])
    order = shown.map(sort_key).sort_values(kind="stable").index
    gazetteer, base = load_gazetteer(settings), assets["areas"]
    places = [
        gazetteer.place_label(place, areas.get(BASE_LAYER, "")).text()
        for place, areas in zip(assets["place"], base, strict=True)
    ]
    day = today or current_day()
    assets = assets.assign(**of_the_day(assets, settings, day))
    body = assets["organisation_id"].map(shown)
    run_by = body.where(body.notna(), assets["organisation"])
    named = assets.assign(place_name=places, run_by=run_by, called=shown)
    return prepared(named.loc[order], layers)


def entries_become(settings: Settings) -> dict[str, str]:
    """Return the entry that each body once known by name only became, by its id."""
    with reading(settings.database) as database:
        return successors(database)


def _locate(settings: Settings, text: str) -> Located:
    """Return where a place is, also if its name was not typed to the end."""
    gazetteer = load_gazetteer(settings)
    try:
        found = locate_asked(gazetteer, text)
    except PointError:
        return Located("unknown")
    if found.status == "unknown" and (name := completed(gazetteer, text)):
        return replace(locate_asked(gazetteer, name), begun=True)
    return found


def meaning(settings: Settings, query: Query) -> Understood:
    """Return what the words of a query mean; a place in its own box is the place."""
    if query.as_typed or not query.text:
        return Understood(query.text, query.near, ())
    if query.near:
        words, left_out = leave_out(query.text)
        return Understood(words, query.near, left_out)
    return understand(settings, query.text)


def look_up(
    settings: Settings, query: Query, understood: Understood | None = None
) -> tuple[Asked, Located | None]:
    """Return what the words of a query mean, and what became of its place.

    Raises
    ------
    UnknownAreaError
        If an area of the query does not exist.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    asked = Asked(areas={code: members_of(layers, code) for code in query.areas})
    meant = understood or meaning(settings, query)
    if phrases := parse_text(meant.words):
        with reading(settings.database) as database:
            scores = matching(database, meant.words, load_wording(settings))
        words = tuple(" ".join(phrase.words) for phrase in phrases)
        asked = replace(asked, text=scores, words=words)
    if not meant.place:
        return asked, None
    place = _locate(settings, meant.place)
    places = places_asked(settings, place, query.km)
    return replace(asked, places=places, lost=not places), place


def search(
    settings: Settings, query: Query, assets: pd.DataFrame, today: date | None = None
) -> Answer:
    """Return the entries of ``assets`` that answer the query.

    Raises
    ------
    UnknownAreaError
        If an area of the query does not exist.
    """
    day = today or current_day()
    understood = meaning(settings, query)
    asked, place = look_up(settings, query, understood)
    common = answering(assets, query, asked, today=day)
    found = match(assets, query, asked, today=day, common=common)
    meant = ""
    if asked.text is not None and not asked.text:
        with reading(settings.database) as database:
            meant = did_you_mean(database, understood.words, load_wording(settings))
    also = also_close(settings, query, asked, found, understood, day)
    return Answer(query, found, asked, place, meant, common, understood, also)
