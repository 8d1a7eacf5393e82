"""How the page of an indicator is headed."""

from __future__ import annotations

from dataclasses import replace

from copro_map.base.brief import described
from copro_map.base.i18n import current_language, t
from copro_map.frame.heads import Head, own_address
from copro_map.open_data.pictured import picture_of
from copro_map.open_data.rules.linked import part, told, way
from copro_map.report.face import IndicatorShown


def indicator_head(shown: IndicatorShown, network: str) -> Head:
    """Return how the page of an indicator is headed, in the language in force.

    ``network`` is what the Network that runs the map is called.
    """
    bullet, indicator = shown.bullet, shown.standing.indicator
    language = current_language()
    name = f"{bullet.code} {bullet.name}"
    now = t("Now: {figure}", figure=bullet.value_words)
    head = Head(
        title=f"{name} · {t('Progress')}",
        description=described(f"{now}. {bullet.status_words}.", bullet.target_words),
        path=f"indicator/{bullet.code}",
        live=f"indicators?open={bullet.code}",
        picture=picture_of(),
    )
    figures = told(
        "Dataset",
        name=name,
        description=f"{indicator.label.text()} {indicator.definition.text()}",
        url=head.address(language),
        inLanguage=language,
        isAccessibleForFree=True,
        creator=part("Organization", name=network),
        spatialCoverage=t("Wales"),
        variableMeasured=bullet.name,
    )
    steps = (
        (t("Home"), f"{own_address()}/?lang={language}"),
        (t("Progress"), f"{own_address()}/indicators?lang={language}"),
        (name, head.address(language)),
    )
    return replace(head, data=(figures, way(*steps)))
