"""What is announced above every page, and that the map is at rest."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.i18n import Label, current_language, t
from copro_map.base.today import current_day
from copro_map.frame import cache, components
from copro_map.people.rules.permissions import Actor
from copro_map.people.settling import setting_on


@cache.kept(2, "data", "day")
def _standing(where: Settings) -> tuple[Label, bool]:
    """Return what is announced today, empty if nothing is, and whether all rests."""
    day = current_day()
    announced, rests = (
        setting_on(where, name, day) for name in ("announcement", "read_only")
    )
    return (announced.value if announced else Label("", "")), rests is not None


def _draw(words: str) -> None:
    language = current_language()
    components.show("frame/announced.html", text=words, language=language)


def show(who: Actor) -> None:
    """Draw what is announced, to all; that nothing is kept now, to staff.

    Raises
    ------
    DatabaseError
        If there is no database, or it cannot be read.
    """
    announced, rests = _standing()
    if words := announced.text():
        _draw(words)
    if rests and who.person is not None:
        words = t(
            "The map is being mended: it can be read, and nothing that is written is "
            "kept. A steward ends this on the desk, in Keeping house."
        )
        _draw(words)
