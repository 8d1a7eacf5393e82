"""The part of the desk with what people sent in: read, and decided."""

from __future__ import annotations

from copro_map.base.i18n import t
from copro_map.frame import components
from copro_map.people.rules.permissions import Actor


def draw(_who: Actor) -> None:
    """Draw what was sent in and waits."""
    components.paragraph(t("Nothing that was sent in waits here."), "note")
