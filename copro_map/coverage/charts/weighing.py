"""How an area stands for its size, as it looks and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from copro_map.base.i18n import N_, t
from copro_map.coverage.rules.counting import PER
from copro_map.coverage.rules.for_its_size import ForItsSize
from copro_map.drawing.choropleth import Tint
from copro_map.drawing.dot_range import DotLook, DotRow, Dots
from copro_map.drawing.figures import number
from copro_map.drawing.lettering import ACCENT, AMBER, HIGH, INK, LOW, MUTED
from copro_map.drawing.outlines import LAND

WORDS: dict[ForItsSize, str] = {
    "fewer": N_("Fewer than its size suggests"),
    "usual": N_("As usual for its size"),
    "more": N_("More than its size suggests"),
    "cannot_tell": N_("Cannot be judged"),
}
# The same below the head "For its size".
SHORT: dict[ForItsSize, str] = {
    "fewer": N_("Fewer"),
    "usual": N_("As usual"),
    "more": N_("More"),
    "cannot_tell": N_("Cannot be judged"),
}
_LOOKS: dict[ForItsSize, tuple[str, str, bool]] = {
    "fewer": ("triangle_down", AMBER, False),
    "usual": ("circle", MUTED, False),
    "more": ("triangle_up", ACCENT, False),
    "cannot_tell": ("circle", MUTED, True),
}
# The same classes on a map: by colour and by mark, or by lines.
TINTS: dict[ForItsSize, Tint] = {
    "fewer": Tint("#F2BE83", mark=LOW),
    "usual": Tint(LAND),
    "more": Tint("#A5CFCB", mark=HIGH),
    "cannot_tell": Tint(hatched=True),
}


def look_of(stands: ForItsSize) -> DotLook:
    """Return how an area that stands so looks in a table, translated.

    Examples
    --------
    >>> look_of("fewer").words, look_of("cannot_tell").hollow
    ('Fewer', True)
    """
    return DotLook(t(SHORT[stands]), *_LOOKS[stands])


def dot_row(
    name: str, row: Mapping[str, Any], href: str = "", *, own: bool, inner: bool
) -> DotRow:
    """Return an area's row: its rate, and what chance alone leaves areas of its size.

    ``row`` has the columns of ``coverage.gaps.Coverage.table``; in the drawing, entries
    per 100,000 residents, shared out, with the 99.8% limits.
    """
    per = PER / row["population"]
    return DotRow(
        name=name,
        value=row["rate_per_100k"],
        look=look_of(row["for_its_size"]),
        lower=row["lower_998"] * per,
        upper=row["upper_998"] * per,
        cells=(f"{row['entries']:,}", f"{row['rate_per_100k']:.1f}"),
        href=href,
        own=own,
        inner=inner,
    )


def heads() -> tuple[str, ...]:
    """Return the heads of the table, translated."""
    return (
        t("Area"),
        t("The rate, and the range that chance alone allows"),
        t("Entries"),
        t("Per 100,000"),
        t("For its size"),
    )


def dots_of(rows: Iterable[DotRow], rate: float, caption: str) -> Dots:
    """Return rows as a table, beside the rate of Wales (per 100,000 residents)."""
    wales = t("Wales: {rate} per 100,000 residents", rate=number(rate))
    whole = t(
        "An entry counts whole in every area that it serves, so the entries do not add "
        "up; the rates share it out."
    )
    line = f"{wales}. {whole}"
    return Dots(caption, heads(), tuple(rows), rate, line)


def wales_row(rate: float, entries: int) -> DotRow:
    """Return the row of Wales itself: a dot on the line, without a band."""
    look = DotLook("", "diamond", INK)
    cells = (f"{entries:,}", f"{rate:.1f}")
    return DotRow(t("Wales"), rate, look, cells=cells)
