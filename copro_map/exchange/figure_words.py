"""The figures of the exchange in words, and as tables that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_, long_date, t
from copro_map.base.statistics.hiding import BOUND_WORDS, BOUNDS, TOTAL
from copro_map.drawing.dot_range import DotLook, DotRow, Dots
from copro_map.drawing.figures import number
from copro_map.drawing.lettering import ACCENT
from copro_map.exchange.figures import LAYER
from copro_map.exchange.in_area import board_address, category_name
from copro_map.exchange.rules.asked import SEVERAL
from copro_map.exchange.rules.figures import Figures, Share
from copro_map.geography.areas import load_layers

NONE = "–"
# What each figure is, and from which records.
MEANINGS = (
    (
        N_("Match"),
        N_(
            "Two people or bodies were brought together over a request or an offer, "
            "and both said yes. One that was taken back is none."
        ),
    ),
    (
        N_("Days to a match"),
        N_(
            "From the day on which the request was open to the day on which both had "
            "said yes. Told from ten matches on: the middle one, and the middle half."
        ),
    ),
    (
        N_("Requests met"),
        N_(
            "Of all requests on the map that somebody confirmed, open or over, those "
            "that came to a match. A call that was only seen on a page is none."
        ),
    ),
    (
        N_("Small numbers"),
        N_(
            "A share of fewer than ten requests is not shown, and a second one with "
            "it, so that nobody can work it out. Where nearly all, or hardly any, were "
            "met, it only says so."
        ),
    ),
    (
        N_("Giving and receiving"),
        N_(
            "Counted for all members together: what one has given and received is "
            "shown to nobody but them."
        ),
    ),
    (
        N_("Cannot be met now"),
        N_(
            "Open requests less those that could each have an offer of their own: no "
            "offer in reach suits it, or others need all that do."
        ),
    ),
)


@dataclass(frozen=True)
class Large:
    """A large figure: what it is of, what it means, and the way to its records."""

    value: str
    title: str
    words: str
    href: str = ""
    way: str = ""


def share_text(share: Share) -> str:
    """Return a share as it is shown: how many of how many, a bound, or that it is not.

    Examples
    --------
    >>> share_text(Share("venue", 9, 20)), share_text(Share("venue", bound="at_most"))
    ('9 of 20', 'at most 1 in 10')
    >>> share_text(Share("venue"))
    '–'
    """
    if share.bound:
        return t(BOUND_WORDS[share.bound])
    if share.asked is None:
        return NONE
    return t("{n} of {total}", n=share.met, total=share.asked)


def quarter_name(quarter: str) -> str:
    """Return a quarter of a year, such as "2026-4", in the language in force.

    Examples
    --------
    >>> quarter_name("2026-4")
    'Oct–Dec 2026'
    """
    year, nth = (int(x) for x in quarter.split("-"))
    first, last = (
        long_date(date(year, month, 1), "MMM") for month in (3 * nth - 2, 3 * nth)
    )
    return f"{first}–{last} {year}"


def large(found: Figures) -> tuple[Large, ...]:
    """Return the four figures that stand large, with what each means."""
    waits = found.waits
    days = (
        t(
            "Half took no longer; the middle half: {lower} to {upper} days",
            lower=f"{waits.lower:.0f}",
            upper=f"{waits.upper:.0f}",
        )
        if waits.median is not None
        else t("Told from ten matches on. So far: {n}", n=waits.matches)
    )
    shown = found.matches and (found.met.asked or found.met.bound)
    later = t("Told once there are matches, from ten requests on")
    met = share_text(found.met) if shown else later
    percent = found.met.percent
    return (
        Large(
            f"{found.matches:,}",
            t("Matches made"),
            t("Both said yes; they have met: {n}", n=found.done),
            board_address(history="1") if found.matches else "",
            t("See what has been"),
        ),
        Large(
            NONE if waits.median is None else number(waits.median),
            t("Days to a match"),
            days,
        ),
        Large(NONE if percent is None else f"{percent:.0f}%", t("Requests met"), met),
        Large(
            f"{found.unmet:,}",
            t("Cannot be met now"),
            t("Open requests: {n}. Open offers: {offers}", n=found.open,
              offers=found.offers),
            board_address(kind="request"),
            t("All open requests"),
        ),
    )  # fmt: skip


def names_of(settings: Settings, shares: Sequence[Share]) -> dict[str, str]:
    """Return the name of each group of shares: of a category, or of an area."""
    areas = load_layers(settings.boundaries_dir, settings.data_dir)[LAYER].areas
    words = load_definitions(settings.data_dir).terms["exchange_categories"]
    names = {}
    for one in shares:
        if one.group in areas:
            names[one.group] = areas[one.group].label.text()
        elif one.group == SEVERAL:
            names[one.group] = t("In several of them, or in all Wales")
        elif one.group == TOTAL:
            names[one.group] = t("All requests")
        else:
            known = one.group if one.group in words else ""
            names[one.group] = category_name(settings, known)
    return names


def dots_of(settings: Settings, shares: Sequence[Share], of_all: Share) -> Dots | None:
    """Return the shares that may be shown as a table of dots; None of fewer than two.

    The highest first; the line is the share of all requests. Its caption says which
    are met most often, and which least: of those that are shown.
    """
    shown = [one for one in shares if one.asked or one.bound]
    if len(shown) < 2:  # noqa: PLR2004 - nothing to compare
        return None
    names = _under_heading(settings, names_of(settings, shown))
    rows = [
        DotRow(
            names[one.group],
            _place(one),
            DotLook(t(BOUND_WORDS[one.bound]) if one.bound else "", colour=ACCENT),
            cells=(NONE if one.bound else share_text(one),),
        )
        for one in shown
    ]
    rows.sort(key=lambda row: -row.value)
    words = N_("Most often: {first}. Least often: {last}.")
    if hidden(shares):
        words = N_(
            "Of those that can be shown, most often: {first}. Least often: {last}."
        )
    return Dots(
        t(words, first=rows[0].name, last=rows[-1].name),
        (t("Of what"), t("Met, of 100 that were asked"), t("Requests met"), ""),
        tuple(rows),
        _place(of_all),
        t("All requests: {share}", share=share_text(of_all)),
    )


def _under_heading(settings: Settings, names: dict[str, str]) -> dict[str, str]:
    """Return names without what each area of the layer is, which the heading says."""
    layer = load_layers(settings.boundaries_dir, settings.data_dir)[LAYER]
    kind = layer.label.text()
    return {
        group: name.replace(kind, "").strip() if group in layer.areas else name
        for group, name in names.items()
    }


def _place(share: Share) -> float:
    return BOUNDS[share.bound] if share.bound else share.percent or 0.0


def hidden(shares: Sequence[Share]) -> int:
    """Return how many groups are not shown, for small numbers.

    Examples
    --------
    >>> hidden((Share("venue"), Share("advice", bound="at_most"), Share("", 5, 12)))
    1
    """
    return sum(one.asked is None and not one.bound for one in shares)


def left_out(shares: Sequence[Share]) -> str:
    """Return how many groups are not shown; "" if all are. Why: see ``MEANINGS``."""
    n = hidden(shares)
    return t("Others, too few to show: {n}", n=n) if n else ""


def together() -> str:
    """Return how the large figures go together, and why they need not be equal."""
    return t(
        "A request counts as met from its first match on, also before the two have "
        "met. A match over an offer alone, or over a request that has left the map, "
        "is only in the first figure."
    )


def given_both_ways(found: Figures) -> tuple[str, ...]:
    """Return what members gave and received together; nothing of any one of them."""
    told = found.reciprocity
    both = (
        share_text(told.both)
        if told.both.asked or told.both.bound
        else t("told from ten members on")
    )
    return (
        t("Members who took part: {n}", n=f"{told.members:,}"),
        t("Gave and received: {share}", share=both),
        t("Times that members gave: {n}", n=f"{told.times_given:,}"),
        t("Times that members received: {n}", n=f"{told.times_received:,}"),
    )
