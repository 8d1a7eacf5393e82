"""Title, description and preview of every public page, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.frame.heads import Head


def head_of(path: str, params: Mapping[str, str]) -> Head | None:  # noqa: ARG001
    """Return what a page says of itself, in the current language.

    ``path`` is a page's path in ``app.py`` without slashes; None if it says nothing.
    """
    return None
