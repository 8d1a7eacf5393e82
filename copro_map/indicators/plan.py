"""What will be measured, and when: the indicators as they were promised."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from copro_map.base.i18n import long_date, t
from copro_map.indicators.charts.bullets import figure_text
from copro_map.indicators.rules.indicator import Indicator, Target


class Planned(NamedTuple):
    """An indicator as it was promised, in words of the language in force."""

    code: str
    name: str
    what: str
    first: str
    later: tuple[str, ...]
    collected: str


def _aim(one: Indicator, target: Target) -> str:
    return f"{long_date(target.due)}: {figure_text(target.value, one.kind)}"


def planned(indicators: Iterable[Indicator]) -> list[Planned]:
    """Return what was promised of each indicator, and how it is collected."""
    rows = []
    for one in indicators:
        aims = [_aim(one, target) for target in one.targets]
        first = aims[0] if aims else t("No target set.")
        rows.append(
            Planned(
                one.code,
                one.short.text(),
                one.label.text(),
                first,
                tuple(aims[1:]),
                one.collection.text(),
            )
        )
    return rows
