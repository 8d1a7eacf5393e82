"""The numbers by which coverage is judged, as its method names them in words."""

from __future__ import annotations

from copro_map.assets.rules import exchange
from copro_map.coverage.rules import inequality, knowledge, low_record, where_next
from copro_map.geography.rules import border


def numbers() -> dict[str, str]:
    """Return each number by the name under which a text holds it.

    Examples
    --------
    >>> numbers()["usual"], numbers()["red"]
    ('3.69', '1')
    """
    return {
        "amber": f"{low_record.AMBER * 1000:g}",
        "red": f"{low_record.RED * 1000:g}",
        "usual": f"{low_record.SIGNIFICANT_ZERO:.2f}",
        "times": f"{100 / (100 - inequality.HIGH_PERCENT):.0f}",
        "months": f"{knowledge.MONTHS}",
        "km": f"{exchange.KM}",
        "border_km": f"{border.KM}",
        "towns": f"{where_next.CANDIDATES}",
        "picks": f"{where_next.PICKS}",
    }
