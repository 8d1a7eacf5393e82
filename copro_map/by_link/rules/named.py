"""Whether an entry is the body of a name: as councils and the Network stand on it."""

from __future__ import annotations

import re

from copro_map.base.i18n import Label
from copro_map.base.names import fold

_BESIDE = re.compile(r"[()]")


def is_called(entry: Label, body: Label) -> bool:
    """Say whether an entry has the name of a body in one of its languages.

    Initials beside a name, in brackets, do not count; nor which of the two stands in
    them.

    Examples
    --------
    >>> pavo = Label("Powys Association", "Cymdeithas Powys")
    >>> is_called(Label("Powys Association (PA)", ""), pavo)
    True
    >>> is_called(Label("PA (Powys Association)", ""), pavo)
    True
    >>> is_called(Label("Powys Association of Others", ""), pavo)
    False
    """
    names = {fold(name) for name in (body.en, body.cy) if name}
    parts = (part for name in (entry.en, entry.cy) for part in _BESIDE.split(name))
    return any(fold(part) in names for part in parts if part.strip())
