"""The figures of an area that people look for, each with its words."""

from __future__ import annotations

from copro_map.areas.area import AreaView
from copro_map.base.confirmed import share_in_words
from copro_map.base.i18n import t
from copro_map.coverage.face import OfArea


def figures_of(view: AreaView, covered: OfArea) -> list[tuple[str, str]]:
    """Return the large figures of an area and what each counts, translated."""
    row = covered.figures
    percent, confirmed = share_in_words(view.confirmed, view.total)
    return [
        (f"{view.area.population:,}", t("Residents (Census 2021)")),
        (f"{row['based']:,}", t("Entries based here")),
        (f"{row['serving']:,}", t("Entries that serve it from elsewhere")),
        (f"{row['entries']:,}", t("Entries in all")),
        (percent, confirmed),
        (f"{row['reach_percent_10km']:.0f}%", t("Live within 10 km of an entry")),
        (
            f"{view.deprived_percent:.0f}%",
            t("Small areas among the most deprived tenth of Wales"),
        ),
        (view.rural_urban.text(), t("Most residents live in such authorities")),
    ]
