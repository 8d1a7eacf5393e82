"""On an entry's page: who is asked where nobody can be written to."""

from __future__ import annotations

from urllib.parse import urlencode

from copro_map.assets.face import Entry
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language
from copro_map.base.today import current_day
from copro_map.by_link.asked_instead import Body, asked_instead
from copro_map.frame import cache


@cache.kept(64, "data", "language", "day")
def _bodies(where: Settings, entry_id: str) -> tuple[Body, ...]:
    return asked_instead(where, entry_id, current_day())


def _address(body: Body) -> str:
    """Return where more is known of a body: its entry, its website, or its area."""
    if body.website and not body.entry:
        return body.website
    page, name, of = (
        ("entry", "id", body.entry) if body.entry else ("area", "code", body.area)
    )
    return f"{page}?{urlencode({name: of, 'lang': current_language()})}" if of else ""


def who_is_asked(entry: Entry) -> list[tuple[str, str]]:
    """Return the names of who is asked about an entry, each with an address, or "".

    Its County Voluntary Councils, or the Network; nobody of one that has ended, and
    nobody about themselves.
    """
    if entry.ended:
        return []
    asked = (one for one in _bodies(entry.id) if one.entry != entry.id)
    return [(one.name.text(), _address(one)) for one in asked]
