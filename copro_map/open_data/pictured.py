"""Which preview a page has: one for each authority and kind, one for each area."""

from __future__ import annotations

from copro_map.base.i18n import current_language

WALES = "wales"


def picture_of(area_code: str = "", kind: str = "") -> str:
    """Return the path of a preview in the language in force; of all Wales unless told.

    Examples
    --------
    >>> picture_of("W06000023", "project"), picture_of()
    ('/pictures/en/W06000023-project.png', '/pictures/en/wales.png')
    """
    name = "-".join(filter(None, (area_code or WALES, kind)))
    return f"/pictures/{current_language()}/{name}.png"
