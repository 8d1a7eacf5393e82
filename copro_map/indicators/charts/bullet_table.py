"""The indicators as one table: to read out, and for those without charts."""

from __future__ import annotations

from collections.abc import Sequence

from copro_map.base.i18n import N_, t
from copro_map.drawing.lettering import plain
from copro_map.indicators.charts.bullet_words import (
    Bullet,
    base_words,
    interval_words,
    target_words,
    value_words,
)
from copro_map.indicators.charts.statuses import status_mark

HEADS = (
    N_("Indicator"),
    N_("Now"),
    N_("How sure"),
    N_("Target"),
    N_("Status"),
)


def _row(bullet: Bullet) -> str:
    base, between = base_words(bullet), interval_words(bullet)
    about = " ".join(x for x in (f"{base}." if base else "", between) if x)
    words = f"<div>{plain(bullet.words)}</div>" if bullet.words else ""
    return (
        f'<tr><th scope="row">{plain(bullet.code)} {plain(bullet.name)}</th>'
        f"<td>{plain(value_words(bullet))}</td><td>{plain(about)}</td>"
        f"<td>{plain(target_words(bullet))}</td>"
        f"<td>{status_mark(bullet.status)}{words}</td></tr>"
    )


def bullets_html(bullets: Sequence[Bullet]) -> str:
    """Return the indicators as one table, to read out and for those without charts.

    A group for each outcome, in the order of the first of its indicators; each row has
    the figure, what it is of, its target and date, its status and what matters.

    Examples
    --------
    >>> "<table" in bullets_html([])
    True
    """
    heads = [t(x) for x in HEADS]
    head = "".join(f'<th scope="col">{plain(x)}</th>' for x in heads)
    groups = []
    for outcome in dict.fromkeys(x.outcome for x in bullets):
        rows = "".join(_row(x) for x in bullets if x.outcome == outcome)
        over = f'<th scope="rowgroup" colspan="{len(HEADS)}">{plain(outcome)}</th>'
        name = f"<tr>{over}</tr>"
        groups.append(f"<tbody>{name if outcome else ''}{rows}</tbody>")
    caption = plain(t("Indicators and their targets"))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="printed bullets"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead>{''.join(groups)}</table></div>"
    )
