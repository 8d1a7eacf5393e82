"""The way to write to whoever is found: a light page, which only our server answers."""

from __future__ import annotations

from urllib.parse import urlencode

from copro_map.assets.face import Entry
from copro_map.base.i18n import current_language
from copro_map.frame import cache
from copro_map.frame.served import is_answered
from copro_map.talks.talks import can_be_written_to

WRITE = "/write"  # a light page, by_link


def write_address(entry: Entry) -> str:
    """Return the address of the page on which an entry's people are written to.

    "" if it has ended, nobody can be written to, or no such page is answered.
    """
    if entry.ended or not is_answered(WRITE):
        return ""
    if not can_be_written_to(cache.settings(), entry.id):
        return ""
    return f"{WRITE}?{urlencode({'entry': entry.id, 'lang': current_language()})}"
