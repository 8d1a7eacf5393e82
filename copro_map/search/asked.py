"""A search that the command line asks, and what it found: as JSON, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, t
from copro_map.geography.areas import load_layers
from copro_map.search.addressed import check_place
from copro_map.search.headings import heading, whole_name
from copro_map.search.rules.lasting import year_ended
from copro_map.search.rules.query import Query, QueryError
from copro_map.search.search import (
    Answer,
    all_assets,
    query_choices,
    search,
    why_in_words,
)
from copro_map.search.ways_on import nearest_answers, nearest_pin, ways_out
from copro_map.search.wording import (
    begun_in_words,
    filters_in_words,
    pin_in_words,
    problem_in_words,
    reading_in_words,
)

MOST_NEAREST = 5


def find(
    settings: Settings,
    text: str,
    near: str,
    km: int,
    options: Mapping[str, Sequence[str] | None],
    *,
    ended: bool = False,
) -> Answer:
    """Return the answer to a search asked on the command line.

    Only if ``ended`` is asked for, what has ended is in it too.

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
    query = Query(text=text, near=near, km=km, ended=ended, **facets)  # type: ignore[arg-type]
    answer = search(settings, query, all_assets(settings))
    check_place(settings, answer)
    return answer


def _hits(
    settings: Settings, hits: pd.DataFrame, today: date
) -> Iterator[dict[str, Any]]:
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    rows: Iterable[Any] = hits.itertuples()
    for hit in rows:
        far = hit.distance_km
        yield {
            "id": hit.Index,
            "kind": hit.kind,
            "name": hit.name_en,
            "ended": year_ended(hit.ends, today),
            "distance_km": None if pd.isna(far) else round(far, 1),
            "why": why_in_words(hit.why, layers),
            "group": next((one.group for one in hit.why), ""),
            "missing": list(getattr(hit, "missing", ())),
        }


def answer_as_json(settings: Settings, answer: Answer, today: date) -> dict[str, Any]:
    """Return an answer in the shape that ``search --json`` promises.

    ``hits`` are the entries that have all the words (``complete`` of them), in the
    order of the list, then those that are close, each with the words it lacks;
    ``count`` is how many those are together. ``group`` says how near an entry is to the
    place, if one was asked for, and ``groups`` how many of the complete ones are in
    each. ``understood`` says what was taken for words, and what for a place; ``ended``
    how many more there are that have ended by ``today``.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    parts = [answer.hits, *([answer.also.rows()] if len(answer.also) else [])]
    hits = [hit for part in parts for hit in _hits(settings, part, today)]
    understood = answer.understood
    groups = [
        {"group": x.name, "heading": heading(answer, x, layers), "count": x.count}
        for x in answer.groups
    ]
    return {
        "count": len(hits),
        "complete": len(answer.found),
        "ended": answer.found.ended,
        "understood": {
            "words": understood.words,
            "place": understood.place,
            "left_out": list(understood.left_out),
        },
        **({"groups": groups} if groups else {}),
        **({"did_you_mean": answer.meant} if answer.meant else {}),
        "hits": hits,
    }


def said_of(settings: Settings, answer: Answer) -> Iterator[str]:
    """Yield what people should know of an answer before its entries, in sentences."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    definitions = load_definitions(settings.data_dir)
    assets = answer.found.assets
    yield reading_in_words(answer, layers)
    yield begun_in_words(answer, layers)
    if problem := problem_in_words(answer, answer.understood.place):
        places = answer.place.candidates if answer.place else ()
        yield f"{problem} {'; '.join(whole_name(one, layers) for one in places)}"
    if answer.meant:
        yield f"{t('Did you mean:')} {answer.meant}"
    if pin := nearest_pin(settings, answer, assets):
        yield pin_in_words(pin, answer.query.km)
    if not len(answer.found):
        yield t("Nothing found with all of these. Take one back:")
        active = filters_in_words(answer.in_full, definitions, layers)
        for field, count in ways_out(settings, answer.in_full, assets).items():
            yield f"- {active[field]} ({count})"


def parts_of(settings: Settings, answer: Answer) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the entries of an answer below their headings; the nearest if none."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    for group in answer.groups:
        told = f"{heading(answer, group, layers)} ({group.count})"
        yield told, answer.found.rows(group.part)
    if len(answer.found) and not answer.groups:
        yield "", answer.hits
    if len(answer.also):
        yield (
            t("Nearly what you asked for ({n})", n=len(answer.also)),
            answer.also.rows(),
        )
    elif not len(answer.found):
        definitions = load_definitions(settings.data_dir)
        active = filters_in_words(answer.in_full, definitions, layers)
        near = nearest_answers(settings, answer.in_full, answer.found.assets)
        filters = " · ".join(active[one] for one in near.without)
        count = len(near.found)
        told = t("Nearest, without {filters} ({n})", filters=filters, n=count)
        yield told, near.found.rows(slice(MOST_NEAREST))


def printed_rows(
    settings: Settings, entries: pd.DataFrame, today: date
) -> list[dict[str, Any]]:
    """Return entries as the rows of a table to be printed."""
    found = _hits(settings, entries, today)
    return [
        row | {"why": "; ".join(row["why"]), "missing": ", ".join(row["missing"])}
        for row in found
    ]
