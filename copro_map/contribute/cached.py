"""What the form keeps between runs, by the revision of the data."""

from __future__ import annotations

from copro_map.base.config import Settings
from copro_map.base.i18n import sort_key
from copro_map.frame import cache


@cache.kept(4, "language")
def area_names(where: Settings) -> dict[str, str]:  # noqa: ARG001 - a key
    """Return what each area of any layer is called, in both languages, by its code.

    Layer by layer, and in each by the name in the current language.
    """
    return {
        area.code: " · ".join(
            dict.fromkeys((area.label.text(), area.label.en, area.label.cy))
        )
        for layer in cache.layers().values()
        for area in sorted(
            layer.areas.values(), key=lambda one: sort_key(one.label.text())
        )
    }
