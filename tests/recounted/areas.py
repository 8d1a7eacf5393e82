"""The sentences with numbers that a page or a brief says of areas."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from copro_map.base.i18n import t
from copro_map.coverage.charts.weighing import SHORT, WORDS
from tests.catalogue import ROOT
from tests.recounted import events, sentences
from tests.recounted.entries import APART, MONTHS, Recount, names
from tests.recounted.exchange import across, newly, open_in, unmet
from tests.recounted.members import bodies_in
from tests.recounted.telling import Telling

STANDS = {"n": "entries", "rate": "rate", "wales": "wales"}
PER = "({rate} per 100,000 residents; Wales {wales})."
# How an area stands for its size: "few" is flagged, but no more than chance may leave.
HOW = {
    "fewer": f"On the map: {{n}}, fewer than its size suggests {PER}",
    "usual": f"On the map: {{n}}, as usual for its size {PER}",
    "few": "On the map: {n}, few for its size, though chance alone may leave as few "
    f"{PER}",
    "more": f"On the map: {{n}}, more than its size suggests {PER}",
    "cannot_tell": "On the map: {n}. It is too small to tell whether that is few or "
    f"many for its size {PER}",
}
OF_AREA: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "Of its {n} authorities, {area} has the fewest for its size: {rate} per "
        "100,000 residents, {how}.",
        {"n": "authorities", "rate": "thinnest_rate"},
    ),
    (
        "Of its {n} authorities, these have the fewest for their size: {area} "
        "({rate} per 100,000 residents).",
        {"n": "authorities", "rate": "thinnest_rate"},
    ),
    (
        "{based} based here; {serving} serve it from elsewhere; {entries} in all. "
        "{all_wales} more serve all Wales.",
        {
            **{x: x for x in ("based", "serving", "entries")},
            "all_wales": "national",
        },
    ),
    (
        "Confirmed in the last 12 months: {n} of {total}",
        {"n": "fresh", "total": "entries"},
    ),
    ("Ask the entries' owners to confirm them: {n}.", {"n": "to_confirm"}),
    ("Neighbours' offers within 10 km: {n}. Talk to them.", {"n": "across"}),
    ("Asked here, and nobody within {km} km offers it: {n}", {"n": "isolated"}),
    ("Recorded: {n}", {"n": "entries"}),
    ("Asked in {n} of {total} authorities.", {"n": "asked", "total": "authorities"}),
    (
        "Not known: asked in {n} of {total} authorities",
        {"n": "asked", "total": "authorities"},
    ),
    (
        "Entries: {n}. Shared among the areas that they serve: {count}; {expected} "
        "would be usual",
        {"n": "entries", "count": "count", "expected": "usual"},
    ),
    ("{percent}% live over {km} km away", {"percent": "far"}),
    ("Wales: {rate} per 100,000 residents", {"rate": "wales"}),
)
# A heading or a name, and the number after it.
AFTER = (
    "{Residents (Census 2021)}:? #population",
    "{Live within 10 km of an entry}:? #near%",
    "{Small areas among the most deprived tenth of Wales} #deprived%",
    "{Confirmed in the last 12 months} {{n} of {total}}",
    "{Confirmed longer ago} #stale",
    "{Not confirmed yet} #never",
    "{Years of the sources} #first_year(?:–#last_year)?",
    "{Offers and requests among them}:? \\(?#exchanged",
    "{Open offers, also for all Wales}:? #open_offers",
    "{Open requests, also for all Wales}:? #open_requests",
    "{Based here} \\(#based\\)",
    "{Member organisations of the Network}:? #bodies",
    "{Serves it from elsewhere, or has no address} \\(#serving\\)",
    "{Neighbours' offers within 10 km} \\(#across\\)",
)
# What names the areas of a class, and from how many on only the first are named.
NAMING = {
    "fewer": (
        "Fewer entries than its size suggests: {areas}.",
        "Fewer entries than their size suggests: {areas}.",
    ),
    "more": (
        "More than its size suggests: {areas}.",
        "More than their size suggests: {areas}.",
    ),
    "cannot_tell": (
        "Cannot be judged, as even no entry at all would not stand out: {areas}.",
    ),
}
OTHERS = {
    "In the other {n} areas chance can explain the difference.": "usual",
    "In {n} areas chance can explain the difference.": "usual",
    "Of the areas that can be judged ({n}), none has fewer entries than chance "
    "alone could leave.": "judged",
}
MOST_NAMED = 5
NEEDS_LISTED, NEEDS_NAMED = 6, 3  # on the page of an area, and in its brief
LISTED = 5  # entries of a list on the page


OF_COVERAGE: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("{what} in the areas: {n}", {"n": "placed"}),
    ("for all Wales: {n}", {"n": "everywhere"}),
    ("without a location: {n}", {"n": "nowhere"}),
    ("in all: {n}", {"n": "all"}),
    ("Wales: {rate} per 100,000 residents", {"rate": "rate"}),
    (
        "Areas differ by more than chance alone would make them, so take an area "
        "outside its band as a question. To allow for that, the bands would be {wider} "
        "times as wide (overdispersion {phi}); those drawn here, and the flags, are "
        "not widened.",
        {"wider": "wider", "phi": "phi"},
    ),
)


def of_layer(recount: Recount, codes: Sequence[str]) -> dict[str, Any]:
    """What is told of all areas of a layer together; the parts add up to all."""
    placed, everywhere, nowhere, every = recount.one(APART)
    assert placed + everywhere + nowhere == every
    rows = [recount.area(code) for code in codes]
    z = [2 * (row["count"] ** 0.5 - row["usual"] ** 0.5) for row in rows]
    phi = float(np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2))
    return {
        **{"placed": placed, "everywhere": everywhere, "nowhere": nowhere},
        **{"all": every, "rate": recount.rate_of_wales},
        **{"phi": phi, "wider": phi**0.5},
    }


def of_coverage(telling: Telling, facts: Mapping[str, Any]) -> None:
    """Read what is counted, and where; the language is that in force."""
    for message, named in OF_COVERAGE:
        telling.says(message, facts, **named)


def finding(telling: Telling, classes: Mapping[str, str], language: str) -> None:
    """Hold which areas are named as few or many, and how many others there are."""
    called = {code: name for name, code in names(language).items()}
    by_class = {
        one: [called[code] for code, own in classes.items() if own == one]
        for one in ("fewer", "more", "cannot_tell", "usual")
    }
    for one, messages in NAMING.items():
        said = {
            x["areas"]
            for message in messages
            for x in re.finditer(
                re.escape(t(message)).replace(r"\{areas\}", "(?P<areas>.+?)"),
                telling.text,
            )
        }
        own = by_class[one]
        whole = ", ".join(said).split(", ") if said else []
        if len(own) <= MOST_NAMED:
            telling.holds(sorted(whole) == sorted(own), f"{one}: {own}")
        else:
            left = len(own) - MOST_NAMED
            more = t("{names} and {n} more").format(names="", n=left).strip()
            telling.holds(any(x.endswith(more) for x in said), f"{one}: {more}")
            telling.known(rf"(?<=, |\w ){re.escape(more)}")
    judged = len(classes) - len(by_class["cannot_tell"])
    facts = {"usual": len(by_class["usual"]), "judged": judged}
    for message, named in OTHERS.items():
        telling.says(message, facts, n=named)


def told_of(recount: Recount, code: str) -> dict[str, Any]:
    """All facts of an area that its page and its brief tell."""
    found = recount.area(code)
    return found | {
        "across": across(recount, code),
        **unmet(recount, code),
        **open_in(recount, code),
        "bodies": bodies_in(recount, code),
        **events.of_area(recount, code),
    }


def of_area(telling: Telling, recount: Recount, facts: Mapping[str, Any]) -> None:
    """Read what is said of an area, in the language in force."""
    _how_it_stands(telling, facts)
    _where_it_is_thin(telling, facts)
    for pattern in AFTER:
        telling.reads(_translated(pattern), facts)
    telling.reads(rf"{re.escape(t('Here'))} #entries(?= \d)", facts)
    groups = tomllib.loads((ROOT / "data" / "sector_groups.toml").read_text("utf-8"))
    for one, term in groups.items():
        for label in term["label"].values():
            telling.reads(rf"{re.escape(label)}: #{one}", facts)
    telling.reads(rf"{re.escape(t('Others, or not known'))}: #others", facts)
    unlisted = t("More: {n}. The map lists them all.")
    for listed in (facts[x] for x in ("based", "serving", "exchanged", "across")):
        more = unlisted.format(n=f"{listed - LISTED:,}")
        telling.known(re.escape(more))
    near_in_wales = t("In Wales: {n}%")
    telling.says(near_in_wales, facts, n="near_in_wales")
    events.next_ones(telling, facts)
    _crowded(telling, facts)
    _next(telling, recount)


def _crowded(telling: Telling, facts: Mapping[str, Any]) -> None:
    """Read how many are crowded out, and how many needs there are, within bounds."""
    alone, asked = facts["isolated"], facts["requests"]
    least, most = facts["least_crowded"], facts["most_crowded"]
    # How many are crowded out, of each sentence: by the number that it says.
    sentences: dict[str, Callable[[int], int]] = {
        "Asked here, and too few offer it: {n}": lambda n: n,
        "Asked here, and somebody in reach offers it: {n}": lambda n: asked - n - alone,
        "More: {n}. The board lists them all.": lambda n: n + NEEDS_LISTED - alone,
        "others: {n}": lambda n: n + NEEDS_NAMED - alone,
    }
    for message, crowded in sentences.items():
        for said in telling.numbers(message):
            telling.holds(least <= crowded(said["n"]) <= most, f"{message}: {said}")
    needs = re.escape(t("Asked for here, and nobody can give it yet"))
    for one in re.finditer(rf"{needs} \((\d+)\)", telling.text):
        telling.holds(least <= int(one[1]) - alone <= most, f"needs: {one[0]}")
        telling.known(re.escape(one[0]))
    # Of many the page tells six, the brief three, and how many there are beside.
    further = (("others: {n}", 3), ("More: {n}. The board lists them all.", 6))
    for message, named in further:
        for said in telling.numbers(message):
            known = said["n"] + named - facts["isolated"]
            telling.holds(least <= known <= most, f"further needs: {said}")


def _how_it_stands(telling: Telling, facts: Mapping[str, Any]) -> None:
    stands = facts["stands"]
    few = stands == "usual" and facts["flagged"] != "none"
    for how, message in HOW.items():
        if telling.says(message, facts, **STANDS):
            telling.holds(how == ("few" if few else stands), stands)


def _where_it_is_thin(telling: Telling, facts: Mapping[str, Any]) -> None:
    for message, named in OF_AREA:
        if telling.says(message, facts, **named) and "thinnest_rate" in named.values():
            called = {name for name, x in every_name() if x == facts["thinnest"]}
            telling.holds(any(x in telling.text for x in called), "the thinnest")


def every_name() -> list[tuple[str, str]]:
    """The names of areas in both languages, each with its code."""
    return [*names("en").items(), *names("cy").items()]


def _translated(pattern: str) -> str:
    """A pattern with its words in the language in force."""
    of = t("{n} of {total}").format(n="#fresh", total="#entries")
    pattern = pattern.replace("{{n} of {total}}", of)
    return re.sub(r"\{(.+?)\}", lambda one: re.escape(t(one[1])), pattern)


def _next(telling: Telling, recount: Recount) -> None:
    """Read whom one more entry at a town would reach."""
    message = t("One near {place} brings {people} people within {km} km")
    for one in re.finditer(
        re.escape(message)
        .replace(r"\{place\}", "(?P<place>.+?)")
        .replace(r"\{people\}", r"(?P<people>[\d,]+)")
        .replace(r"\{km\}", "10"),
        telling.text,
    ):
        telling.holds(
            int(one["people"].replace(",", "")) == newly(recount, one["place"]),
            one[0],
        )
        telling.known(re.escape(one[0]))


def row_of_dots(recount: Recount, row: list[str], language: str) -> Telling:
    """Read a row of a table whose rows are drawn: entries, rate, how that stands."""
    telling = Telling(" | ".join(row))
    sentences.known(telling)
    code = names(language).get(row[0])
    if row[0] in ("Wales", "Cymru"):
        facts = {"entries": recount.placed, "rate": recount.rate_of_wales}
    elif code:
        facts = recount.area(code)
    else:
        return telling
    telling.reads(r"\| #entries \| #rate(?: \||$)", facts)
    if stands := facts.get("stands"):
        words = {t(WORDS[stands]), t(SHORT[stands])}
        telling.holds(row[-1] in words, f"{row[0]}: {stands}")
    return telling


def months(recount: Recount, code: str) -> list[int]:
    """How many entries an area had at the end of each month that was kept."""
    return [entries for _, entries in recount.all(MONTHS, area=code)]
