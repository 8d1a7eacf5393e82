"""What an area is called on a map, where there is little room for letters.

Boards without the words that all of them have; councils by the initials that everybody
calls them by. Whole names are said beside the map, and where it is pointed at.
"""

from __future__ import annotations

import re

from copro_map.geography.areas import Layer

_BOARD = re.compile(
    r" (?:University Health|Teaching Health|Regional Partnership|Public Services)"
    r" Board$"
    r"|^Bwrdd (?:Iechyd Prifysgol|Iechyd Addysgu|Partneriaeth Rhanbarthol"
    r"|Gwasanaethau Cyhoeddus) "
)
_INITIALS = re.compile(r"[A-Z]+-([A-Z0-9]{3,6})$")


def short_name(layer: Layer, code: str) -> str:
    """Return what an area is called on a map, in the language in force.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.geography.areas import load_layers
    >>> settings = load_settings({})
    >>> layers = load_layers(settings.boundaries_dir, settings.data_dir)
    >>> [short_name(layers["county_voluntary_council"], "CVC-" + x)
    ...  for x in ("PAVO", "MEDRWN-MON")]
    ['PAVO', 'Medrwn Môn']
    >>> short_name(layers["health_board"], "W11000023")
    'Betsi Cadwaladr'
    """
    name = layer.area_label(code).text()
    known = _INITIALS.match(code) if layer.id == "county_voluntary_council" else None
    return known[1] if known else _BOARD.sub("", name)
