"""What an area of any layer is called."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.base.i18n import Label
from copro_map.geography.areas import ALL_WALES, ALL_WALES_LABEL, Layer


def area_labels(layers: Mapping[str, Layer]) -> dict[str, Label]:
    """Return the names of all Wales and of every area of every layer, by its code.

    Examples
    --------
    >>> area_labels({})[ALL_WALES].cy
    'Cymru gyfan'
    """
    labels = {c: area.label for x in layers.values() for c, area in x.areas.items()}
    return {ALL_WALES: ALL_WALES_LABEL} | labels


def label_of(layers: Mapping[str, Layer], code: str) -> Label:
    """Return the names of an area of any layer; its code if there is no such area.

    Examples
    --------
    >>> label_of({}, ALL_WALES).en, label_of({}, "W99").en
    ('All Wales', 'W99')
    """
    return area_labels(layers).get(code, Label(code, code))
