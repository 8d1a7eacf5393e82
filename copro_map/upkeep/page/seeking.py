"""Searches in vain: counted on the asset map, and listed on the desk."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial
from urllib.parse import urlencode

from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components
from copro_map.frame.councils import area_name
from copro_map.frame.who import actor, visitor
from copro_map.people.rules.permissions import Actor
from copro_map.search.face import Answer
from copro_map.upkeep.rules.seeking import Kind
from copro_map.upkeep.seeking import count_later, in_vain, sought, sought_file
from copro_map.upkeep.store.sought import Sought

KINDS: dict[Kind, str] = {
    "ours": N_("Words of this map"),
    "typed": N_("Other words"),
    "place": N_("Place"),
}
MOST_SHOWN = 100
LOG = logging.getLogger("copro_map")


def note_vain(answer: Answer) -> None:
    """Count a search that found nothing, unless somebody of the desk repeats it.

    Whatever goes wrong with that, whoever searches does not notice.
    """
    try:
        if in_vain(answer) and actor().person is None:
            count_later(cache.settings(), answer, visitor(), current_day())
    except Exception:
        LOG.exception("A search in vain was not counted")


def _again(one: Sought) -> str:
    """Return the address that repeats a search."""
    asked = {"near": one.words} if one.kind == "place" else {"q": one.words}
    if one.area:
        asked["near"] = area_name(one.area)
    return f"asset_map?{urlencode({**asked, 'lang': current_language()})}"


def draw_sought(who: Actor) -> None:
    """Draw what was sought in vain in the last 30 days, and the way to a file."""
    components.heading(t("Searched for, and nothing found"), 3)
    found = sought(cache.settings(), who, current_day())
    components.paragraph(
        t(
            "Searches on the map in the last 30 days that found nothing. Words of this "
            "map count at once; others only once three different visitors typed the "
            "same. Nothing is kept of who searched."
        )
    )
    if not found:
        nothing = t("Nothing so far: every search that may be counted found something.")
        components.paragraph(nothing, "note")
        return
    rows = [
        {
            "words": one.words,
            "again": _again(one),
            "times": one.times,
            "about": [
                area_name(one.area) if one.area else "",
                t(KINDS[one.kind]),
                long_date(date.fromisoformat(one.last)),
            ],
        }
        for one in found[:MOST_SHOWN]
    ]
    components.show("upkeep/sought.html", rows=rows)
    if len(found) > MOST_SHOWN:
        more = t("The file has all of them. Number: {n}", n=len(found))
        components.paragraph(more, "muted")
    components.download(
        "CSV",
        partial(sought_file, cache.settings(), who, current_day()),
        "sought.csv",
        key="download_sought",
        about=t("Words, their kind, the area asked with them, how often, last day."),
    )
