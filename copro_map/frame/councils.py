"""The areas of the County Voluntary Councils, by which the desk is divided."""

from __future__ import annotations

from collections.abc import Iterable

from copro_map.base.i18n import sort_key
from copro_map.base.names import COUNCIL_LAYER as LAYER
from copro_map.frame import cache
from copro_map.geography.gazetteer import label_of


def area_name(code: str) -> str:
    """Return the name of an area of any layer in the current language."""
    return label_of(cache.layers(), code).text()


def areas(codes: Iterable[str] | None = None) -> dict[str, str]:
    """Return the names of the councils by code, or of some, in alphabetical order."""
    wanted = cache.layers()[LAYER].areas if codes is None else codes
    names = {code: area_name(code) for code in wanted}
    return dict(sorted(names.items(), key=lambda item: sort_key(item[1])))
