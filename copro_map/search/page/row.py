"""A row of a list: who it is, what they do, where, and how fresh that is."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from copro_map.assets.face import Entry, present
from copro_map.base.brief import shortened
from copro_map.base.i18n import current_language, long_date, t
from copro_map.frame import cache as ui_cache
from copro_map.frame.served import is_answered
from copro_map.search.acts import is_live
from copro_map.search.cached import WRITE
from copro_map.search.page.contacting import acts
from copro_map.search.page.going_back import with_way_back
from copro_map.search.page.look import MAP, Look
from copro_map.search.search import why_in_words

LONGEST = 110  # letters of what an entry says of itself
LEAST_KM = 0.1  # what is nearer is there
# What its place and the heading above it do not say.
TOLD = ("serves", "all_wales")


def entry_address(entry_id: str, at: str = MAP.at, **more: str) -> str:
    """Return the address of an entry's page, with the way back to this search.

    ``at`` is the page on which it was made.
    """
    asked = {"id": entry_id, **more, "lang": current_language()}
    return f"entry?{urlencode(with_way_back(asked, at))}"


def _who_to_ask(entry: Entry, at: str) -> str:
    """Return the address of who is asked about an entry that nobody reads."""
    if not is_answered(WRITE):
        return entry_address(entry.id, at)
    return f"{WRITE}?{urlencode({'entry': entry.id, 'lang': current_language()})}"


def _acts(entry: Entry, at: str) -> list[dict[str, Any]]:
    """Return what can be done about an open entry; who is asked, if nobody reads it."""
    if not is_live(entry):
        return []
    found = [vars(act) for act in acts(entry)]
    if any(one["reaches"] for one in found):
        return found
    whom = {"words": t("Who to ask"), "to": _who_to_ask(entry, at), "reaches": False}
    return [whom, *found]


def _month(entry: Entry, verified_on: str) -> str:
    """Return in which month an entry was confirmed, shortly; empty if never."""
    if entry.verification.id == "unverified" or not verified_on:
        return ""
    year, month = (int(part) for part in verified_on.split("-")[:2])
    said = long_date(date(year, month, 1), "MMM y")
    if entry.verification.id == "stale":
        return t("Last confirmed {month}", month=said)
    return t("Confirmed {month}", month=said)


def _where(hit: Any, entry: Entry) -> str:
    """Return where it is, and how far that is from the place that was asked for."""
    far = getattr(hit, "distance_km", None)
    if far is None or pd.isna(far):
        return entry.where
    place = entry.where.split(", ")[0]
    return place if far < LEAST_KM else f"{place} · {far:.1f} km"


def row_of(hit: Any, today: date, look: Look = MAP) -> dict[str, Any]:
    """Return what is shown of an entry in a list, from a row of what was found."""
    layers = ui_cache.layers()
    entry = present(hit, ui_cache.definitions(), layers, today)
    why = [one for one in getattr(hit, "why", ()) if one.reason in TOLD]
    told = [one for one in why_in_words(tuple(why), layers) if one != entry.where]
    missing = ", ".join(getattr(hit, "missing", ()))
    lacks = t("Without: {words}", words=missing) if missing else ""
    month = _month(entry, hit.verified_on)
    # Whom it serves says more than that it has no place of its own.
    where = "" if told and entry.where == t("No location") else _where(hit, entry)
    kind = entry.kind.label.text()
    what = entry.category.label.text() if entry.category else ""
    said = [kind, what, entry.ended, entry.opening, where, *told, *entry.terms]
    said += [lacks, "" if look.has_acts else month]
    does = entry.description
    return {
        "id": entry.id,
        "name": entry.name.text,
        "language": entry.name.language,
        "kind": entry.kind.id,
        "does": shortened(does.text, LONGEST) if does else "",
        "does_language": does.language if does else "",
        "meta": " · ".join(filter(None, said)),
        "stale": entry.verification.id == "stale",
        "acts": _acts(entry, look.at) if look.has_acts else [],
        "address": entry_address(entry.id, look.at),  # relative to any page of the app
    }
