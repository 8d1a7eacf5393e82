"""The entry that is open in a list: what its card says, and what can be done there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from copro_map.assets.face import Entry, find_entry
from copro_map.base.i18n import current_language, t
from copro_map.base.names import host_of, is_web_address
from copro_map.base.said import Spoken
from copro_map.base.today import current_day
from copro_map.frame import cache as ui_cache
from copro_map.frame.heads import own_address
from copro_map.search import cached
from copro_map.search.acts import is_live
from copro_map.search.page.contacting import acts
from copro_map.search.page.look import MAP
from copro_map.search.page.row import entry_address


def _badges(entry: Entry) -> list[dict[str, str]]:
    """Return what a reader must know before trusting an entry."""
    checked = entry.verification
    label = checked.label.text() if checked.id != "confirmed" else ""
    confirmed = entry.confirmed if checked.id != "unverified" else ""
    said = [(label, checked.id), (confirmed, checked.id)]
    said += [(entry.ended, ""), (entry.opening, "")]
    return [{"text": text, "style": style} for text, style in said if text]


def _spoken(said: Spoken | None) -> dict[str, str] | None:
    return {"text": said.text, "language": said.language} if said else None


def _where(entry: Entry) -> str:
    """Return where it is; of one that has no place of its own, whom it serves."""
    if entry.serves and entry.where == t("No location"):
        return t("Serves: {area}", area=", ".join(entry.serves))
    return entry.where


def card_of(entry_id: str, at: str = MAP.at) -> dict[str, Any]:
    """Return what the card of an entry shows, by its id: texts and addresses.

    ``at`` is the page beside whose list it is read.
    """
    entry = find_entry(
        cached.assets(),
        entry_id,
        ui_cache.definitions(),
        ui_cache.layers(),
        current_day(),
    )
    website = entry.website if is_web_address(entry.website) else ""
    told_at = "" if entry.ended else entry.source_address
    link = urlencode({"id": entry_id, "lang": current_language()})
    return {
        "id": entry.id,
        "kind": entry.kind.id,
        "label": entry.kind.label.text(),
        "name": _spoken(entry.name),
        "where": _where(entry),
        "description": _spoken(entry.description),
        "terms": " · ".join(entry.terms),
        "themes": [theme.label.text() for theme in entry.themes],
        "badges": _badges(entry),
        "stale": entry.verification.id == "stale",
        "source": " ".join(filter(None, (entry.source, entry.source_date))),
        "website": website,
        "host": host_of(website),
        "live": is_live(entry),
        "acts": [vars(act) for act in acts(entry)],
        "told_at": told_at,
        "told_host": host_of(told_at),
        "more": entry_address(entry.id, at),
        "wrong": entry_address(entry.id, at, wrong="1"),
        "link": f"{own_address()}/entry?{link}",
    }
