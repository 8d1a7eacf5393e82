"""``/open/entries.csv?…``: the entries that answer any question, as they are written.

The same rows and columns as the whole file, and how far away each is where a place was
asked for. They are sent as they are made: no answer is ever whole in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from copro_map.base.config import Settings, load_settings
from copro_map.base.i18n import N_, current_language, in_both, language_in_force
from copro_map.base.today import current_day
from copro_map.files.marking import file_name
from copro_map.frame.readers import reader_of
from copro_map.open_data.about import about
from copro_map.open_data.columns import Column, Dataset
from copro_map.open_data.datasets import datasets
from copro_map.open_data.entries import entries_table
from copro_map.open_data.light.answering import (
    AskedError,
    tag_of,
    unless_known,
)
from copro_map.open_data.light.asking import Asked, answer_to, asked_by, refuse
from copro_map.open_data.light.turns import parts_in_turn, refuse_more
from copro_map.open_data.streams import WRITERS
from copro_map.search.face import Answer

LIMIT, OFFSET = "limit", "offset"
LARGEST = {LIMIT: 10_000, OFFSET: 1_000_000}
AT_ONCE = 500  # rows that are made before they are sent
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "geojson": "application/geo+json",
    "json": "application/json",
}
AWAY = N_("Kilometres from the place that was asked for, if it has a point")
WHOLE_ONLY = N_(
    "{format}: this holds all entries alone. For a part of them choose one of: "
    "{formats}."
)


@dataclass(frozen=True)
class Page:
    """Which rows of an answer are asked for; ``limit`` None for all that follow."""

    offset: int
    limit: int | None

    def of(self, count: int) -> range:
        """Return the places of the rows, of so many that there are."""
        stop = count if self.limit is None else min(count, self.offset + self.limit)
        return range(min(self.offset, stop), stop)


def _number(params: dict[str, str], name: str, least: int) -> int | None:
    """Return a number that is asked for, None if none is."""
    text = params.get(name, "")
    if not text:
        return None
    is_plain = text.isascii() and text.isdigit() and len(text) < 10
    number = int(text) if is_plain else -1
    if not least <= number <= LARGEST[name]:
        raise refuse(name)
    return number


def _page(asked: Asked) -> Page:
    offset = _number(asked.params, OFFSET, 0) or 0
    return Page(offset, _number(asked.params, LIMIT, 1))


def _tables(
    settings: Settings, answer: Answer, wanted: range, language: str
) -> Iterator[pd.DataFrame]:
    """Yield the rows that are wanted, some at a time."""
    for start in range(wanted.start, wanted.stop, AT_ONCE):
        part = slice(start, min(start + AT_ONCE, wanted.stop))
        with language_in_force(language):  # each is made in a thread of its own
            found = answer.found.rows(part)
            table = entries_table(settings, found)
        if answer.asked.places:
            table = table.assign(distance_km=found["distance_km"].to_numpy().round(1))
        yield table


def _next(asked: Asked, path: str, wanted: range, count: int) -> dict[str, str]:
    """Return the header that says where the answer goes on, if it does."""
    if wanted.stop >= count or not len(wanted):
        return {}
    return {"link": f'<{asked.at(path, offset=wanted.stop)}>; rel="next"'}


def _columns(data_set: Dataset, answer: Answer) -> tuple[Column, ...]:
    """Return the columns of all entries, and how far away they are if that is asked."""
    if not answer.asked.places:
        return data_set.columns
    away = Column("distance_km", "number", in_both(AWAY), unit="km")
    return (*data_set.columns, away)


def _about(
    settings: Settings, data_set: Dataset, asked: Asked, count: int
) -> dict[str, Any]:
    """Return what an answer says of itself: what the whole file does, and what it is.

    ``asked`` are the parameters, ``asked_in_words`` what narrows the question, in the
    language in force, ``count`` how many entries answer it on all pages together.
    """
    return about(settings, data_set, current_day()) | {
        "asked": asked.params,
        "asked_in_words": list(asked.addressed.words),
        "count": count,
    }


def _made(request: Request, asked: Asked, page: Page, written: str) -> Response:
    refuse_more(reader_of(request))
    settings, day = load_settings(), current_day()
    answer = answer_to(asked)
    entries = next(x for x in datasets(settings) if x.name == "entries")
    wanted = page.of(len(answer.found))
    name = file_name(settings, f"copro_map-entries-{day.isoformat()}.{written}")
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        **_next(asked, request.scope["path"], wanted, len(answer.found)),
    }
    if request.method == "HEAD":
        told = Response(None, 200, headers, MEDIA_TYPES[written])
        del told.headers["content-length"]  # nobody has counted it
        return told
    tables = _tables(settings, answer, wanted, current_language())
    said = _about(settings, entries, asked, len(answer.found))
    parts = WRITERS[written](_columns(entries, answer), tables, said)
    sent = parts_in_turn(parts, reader_of(request))
    return StreamingResponse(sent, 200, headers, MEDIA_TYPES[written])


def answer_query(request: Request, written: str) -> Response:
    """Answer GET ``/open/entries.csv``, ``.geojson`` or ``.json`` with a question.

    Raises
    ------
    AskedError
        If a parameter means nothing, or the format is of whole files alone.
    """
    asked = asked_by(request, LIMIT, OFFSET)
    page = _page(asked)
    if written not in MEDIA_TYPES:
        formats = ", ".join(MEDIA_TYPES)
        raise AskedError(WHOLE_ONLY, *asked.params, format=written, formats=formats)
    tag = tag_of("entries", written, sorted(asked.params.items()))
    return unless_known(request, tag, {}, lambda: _made(request, asked, page, written))
