"""Where a browser finds the drawing of the boundaries."""

from __future__ import annotations

from streamlit.runtime import get_instance

from copro_map.search import cached


def base_address(layer: str) -> str:
    """Return where the drawing of a layer's boundaries is, in the current language.

    Streamlit serves it like any picture, by an address made from its content: a
    browser fetches it once, and it never travels with the points again. It is named
    anew in each run, for Streamlit drops what no session names.
    """
    kept = get_instance().media_file_mgr
    return "../.." + kept.add(cached.base(layer), "application/json", f"base-{layer}")
