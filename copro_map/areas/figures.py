"""What is known of an area beside what is on the map there, each with its words."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.areas.area import AreaView
from copro_map.areas.cards import passed
from copro_map.base.i18n import t
from copro_map.coverage.face import OfArea, Said
from copro_map.drawing.templates import Html, render


def about_area(view: AreaView, covered: OfArea) -> list[tuple[str, str]]:
    """Return what is known of an area's residents and of its records, translated."""
    row = covered.figures
    return [
        (t("Residents (Census 2021)"), f"{view.area.population:,}"),
        (t("Live within 10 km of an entry"), f"{row['reach_percent_10km']:.0f}%"),
        (
            t("Small areas among the most deprived tenth of Wales"),
            f"{view.deprived_percent:.0f}%",
        ),
        (t("Most residents live in such authorities"), view.rural_urban.text()),
        (
            t("Confirmed in the last 12 months"),
            t("{n} of {total}", n=view.confirmed, total=view.total),
        ),
        (t("Confirmed longer ago"), f"{view.stale}"),
        (t("Not confirmed yet"), f"{view.unverified}"),
        (
            t("Years of the sources"),
            "–".join(dict.fromkeys(filter(None, view.sources))),
        ),
    ]


def folds_html(view: AreaView, covered: OfArea, themes: Sequence[Said]) -> Html:
    """Return what shows no gap, and what is known of the area, folded, as HTML."""
    return render(
        "areas/folds.html",
        passed=passed(covered.gaps, themes),
        about=about_area(view, covered),
    )
