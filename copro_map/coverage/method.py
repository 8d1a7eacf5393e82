"""How coverage is worked out, in plain words: for the page, the files and the brief."""

from __future__ import annotations

import math

from copro_map.base.i18n import N_, t
from copro_map.coverage.gaps import Coverage
from copro_map.coverage.rules import inequality, knowledge, low_record, where_next
from copro_map.coverage.words import LOOKED_UP
from copro_map.geography.rules import border

# Heading and text, in the order of the page.
METHOD = (
    (N_("What a flag says"), LOOKED_UP),
    (
        N_("What is counted"),
        N_(
            "Entries of this map: who takes part in the Network, not all co-production "
            "there is. Numbers of entries are whole: based in an area, or serving it. "
            "What is usual and the rates go by shares: an entry that serves several "
            "areas is an equal part in each, so the areas add up to Wales. Entries for "
            "all Wales and those without a location are in no share."
        ),
    ),
    (
        N_("What is usual"),
        N_(
            "If entries were spread like residents (Census 2021), an area would have "
            "this many. It is a yardstick, not a target."
        ),
    ),
    (
        N_("Few entries"),
        N_(
            "So few would be recorded by chance in fewer than {amber} of 1,000 cases "
            "(one triangle) or fewer than {red} (two), by the exact Poisson "
            "distribution. It is shown for the largest area of which it is true."
        ),
    ),
    (
        N_("None recorded"),
        N_(
            "Judged only where at least {usual} would be usual. Below that, none is "
            "what chance often gives: there are too few in Wales to judge."
        ),
    ),
    (
        N_("Fewer or more than its size suggests"),
        N_(
            "The band of each area holds what chance alone leaves areas of its size in "
            "998 of 1,000 cases (exact Poisson limits). Below it there are fewer, "
            "above it more. Where the band begins at 0 not even none would be beyond "
            "chance: too few to tell. Of 22 areas that differ by luck alone, one is "
            "below its band in two maps of a hundred."
        ),
    ),
    (
        N_("Rate, evened out"),
        N_(
            "In the files beside the raw rate. Rates of small areas swing by chance, "
            "so it draws each rate towards that of Wales, the more the smaller the "
            "area (empirical Bayes, Marshall 1991)."
        ),
    ),
    (
        N_("What we know"),
        N_(
            "Nobody asked yet; asked and nothing recorded; checked locally and none "
            "found. What was checked lapses after {months} months. Only this and unmet "
            "requests are evidence from people; the rest is statistics. Where nobody "
            "was asked, nothing is said to be without a gap."
        ),
    ),
    (
        N_("Unmet requests"),
        N_(
            "Requests that are confirmed as open and that no available offer can "
            "meet. To meet one, an offer must be of the same theme and sort, in a "
            "common language, from another member, and within {km} km, remote, or "
            "serving the place. No offer is used twice."
        ),
    ),
    (
        N_("Reach"),
        N_(
            "Residents who live within the distance shown, in a straight line, of an "
            "entry with a point of its own. "
            "Each live residential postcode stands for an equal part of its "
            "authority's "
            "residents: an approximation."
        ),
    ),
    (
        N_("The English border"),
        N_(
            "Nothing is recorded in England. Areas where most residents live within "
            '{border_km} km of the border carry the words "may be served from England".'
        ),
    ),
    (
        N_("Where next"),
        N_(
            "Of the {towns} largest towns, the {picks} whose circles would hold most "
            "residents who are out of reach now (maximal covering, Church and ReVelle "
            "1974)."
        ),
    ),
    (
        N_("No score"),
        N_(
            "These stand side by side. They are never added up into one score, for "
            "that would hide which of them is evidence from people."
        ),
    ),
)


def method(*wanted: str, of: Coverage | None = None) -> list[tuple[str, str]]:
    """Return how coverage is worked out, translated: a heading and a text each.

    All of it, or what is ``wanted`` by its heading in ``METHOD``; at last how unequal
    it is, if it is said ``of`` which coverage.
    """
    facts = numbers()
    rows = [
        (t(heading), t(text, **facts))
        for heading, text in METHOD
        if not wanted or heading in wanted
    ]
    return [*rows, (t("How unequal"), inequality_in_words(of))] if of else rows


def inequality_in_words(coverage: Coverage) -> str:
    """Return how unequal the authorities are, beside what chance alone gives."""
    wales = coverage.wales
    if "gini" not in wales:
        return t("Nothing is recorded, so there is no inequality to measure.")
    return t(
        "How unequally entries are spread over the authorities (Gini): {gini}. Chance "
        "alone gives {usual} on average, and more than {high} once in {times} times.",
        gini=f"{wales['gini']:.2f}",
        usual=f"{wales['gini_by_chance']:.2f}",
        high=f"{wales['gini_by_chance_97_5']:.2f}",
        times=numbers()["times"],
    )


def spread_in_words(coverage: Coverage) -> str:
    """Return that areas differ by more than chance makes them; "" if they do not."""
    if coverage.phi <= 1:
        return ""
    return t(
        "Areas differ by more than chance alone would make them, so take an area "
        "outside its band as a question. To allow for that, the bands would be {wider} "
        "times as wide (overdispersion {phi}); those drawn here, and the flags, are "
        "not widened.",
        phi=f"{coverage.phi:.2f}",
        wider=f"{math.sqrt(coverage.phi):.2f}",
    )


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
        "km": f"{knowledge.KM}",
        "border_km": f"{border.KM}",
        "towns": f"{where_next.CANDIDATES}",
        "picks": f"{where_next.PICKS}",
    }
