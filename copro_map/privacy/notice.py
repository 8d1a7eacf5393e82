"""The privacy notice: what is kept of people, from the files that say so and settings.

Nothing in it is written twice: each paragraph is of ``data/kept.toml``, each period of
``data/retention.toml``, what is in a browser of ``data/cookies.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.retention import Line, lines
from copro_map.base.store.network import contact_on, network_on
from copro_map.privacy.cookies import Cookie, cookies
from copro_map.privacy.kept import Kept, Paragraph, kept


@dataclass(frozen=True)
class Notice:
    """What the notice says: who keeps what of whom, how long, and in their browser.

    ``contact`` is the address to write to; "" if none was set.
    """

    network: Label
    contact: str
    kept: Kept
    lines: Mapping[str, Line]
    cookies: Mapping[str, Cookie]

    def lines_of(self, paragraph: Paragraph) -> tuple[Line, ...]:
        """Return how long each thing is kept that a paragraph is about."""
        return tuple(self.lines[name] for name in paragraph.kept)


def notice(settings: Settings, day: date) -> Notice:
    """Return the notice as it is on a day.

    Raises
    ------
    DefinitionError
        If one of its files is missing or wrong.
    DatabaseError
        If there is a database that cannot be read.
    """
    return Notice(
        network_on(settings, day),
        contact_on(settings, day),
        kept(settings),
        lines(settings),
        cookies(settings),
    )
