"""``/open/feed.atom?…``: what is new and changed of any question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from copro_map.assets.face import present
from copro_map.base.config import Settings, load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import LANGUAGES, current_language, t
from copro_map.base.said import Spoken
from copro_map.base.store.network import network_on
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import current_day
from copro_map.frame.heads import own_address
from copro_map.geography.areas import load_layers
from copro_map.geography.sources import terms
from copro_map.open_data.feed import MEDIA_TYPE, Feed, News, atom
from copro_map.open_data.light.answering import open_route, tag_of, unless_known
from copro_map.open_data.light.asking import Asked, answer_to, asked_by

PATH = "/open/feed.atom"
MAP = "/asset_map"
MOST = 50  # entries of a feed: readers of feeds come every day
BEGAN = "2026-01-01"  # What a feed is of that nothing was ever changed in.


def _newest(found: pd.DataFrame) -> pd.DataFrame:
    """Return the entries whose last change is known, the latest first, then by id."""
    known = found[found["changed_on"] != ""].rename_axis("id").reset_index()
    order = known.sort_values(["changed_on", "id"], ascending=[False, True])
    return order.head(MOST).set_index("id")


def _news(settings: Settings, found: pd.DataFrame) -> Iterator[News]:
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    language, day = current_language(), current_day()
    rows: Any = _newest(found).itertuples()
    for row in rows:
        entry = present(row, definitions, layers, day)
        kind = entry.kind.label.text()
        told = " · ".join(filter(None, (kind, entry.where, entry.ended)))
        summary = (Spoken(told, language), entry.description or Spoken("", language))
        address = f"{own_address()}/{language}/entry/{entry.id}"
        about = (kind, *(theme.label.text() for theme in entry.themes))
        yield News(entry.id, entry.name, address, row.changed_on, summary, about)


def _feed(asked: Asked) -> Feed:
    settings, language = load_settings(), current_language()
    answer = answer_to(asked)
    about = (t("Asset map of co-production in Wales"), *asked.addressed.words)
    notes = (demonstration_note(settings), t("What is new and what has changed"))
    return Feed(
        title=" · ".join(about),
        subtitle=" ".join(filter(None, notes)),
        language=language,
        own=asked.at(PATH, lang=language),
        page=asked.at(MAP, lang=language),
        author=network_on(settings, current_day()).text(),
        rights=terms(settings)["licence"],
        began=BEGAN,
        news=tuple(_news(settings, answer.hits)),
        others=tuple(
            (one, asked.at(PATH, lang=one)) for one in LANGUAGES if one != language
        ),
    )


def answer_feed(request: Request) -> Response:
    """Answer GET ``/open/feed.atom`` with the parameters that the map's address has."""
    asked = asked_by(request)

    def made() -> Response:
        return Response(atom(_feed(asked)), media_type=f"{MEDIA_TYPE}; charset=utf-8")

    return unless_known(request, tag_of("feed", sorted(asked.params.items())), {}, made)


ROUTES = (open_route(PATH, answer_feed),)
