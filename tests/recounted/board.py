"""The page of offers and requests: what is open, and how it goes, counted anew."""

from __future__ import annotations

import re
from statistics import median, quantiles
from typing import Any

from copro_map.base.i18n import language_in_force, t
from copro_map.search.headings import PARTS
from tests.opening import open_page
from tests.recounted import sentences
from tests.recounted.entries import DAY, Recount
from tests.recounted.exchange import open_by_category, open_in, unmet
from tests.recounted.reading import Place
from tests.recounted.telling import Telling, parts_of, rows_of, text_of

MATCHED = "state IN ('agreed', 'done')"
WAITS = f"""
SELECT julianday(agreed_on) - julianday(asked_on) FROM meeting
WHERE {MATCHED}
"""  # noqa: S608 - no values
MEETINGS = f"""
SELECT COUNT(*), COUNT(*) FILTER (WHERE state = 'done') FROM meeting WHERE {MATCHED}
"""  # noqa: S608 - no values
# What somebody asked: confirmed once, and opened; and which of them met their match.
ASKED = f"""
SELECT COUNT(*), COUNT(*) FILTER (WHERE id IN (
    SELECT request FROM meeting WHERE {MATCHED}))
FROM asset_public WHERE kind = 'request' AND verification IN ('confirmed', 'stale')
    AND opens_on <= '{DAY}'
"""  # noqa: S608 - no values
BY_CATEGORY = f"""
SELECT COUNT(DISTINCT exchange_category) FROM asset_public
WHERE kind = 'request' AND verification IN ('confirmed', 'stale')
    AND opens_on <= '{DAY}'
"""  # noqa: S608 - no values
REGIONS = 8  # seven areas, and several of them
EXCHANGED = "SELECT COUNT(*) FROM asset_public WHERE kind IN ('offer', 'request')"
FIGURES = (
    ("Both said yes; they have met: {n}", {"n": "done"}),
    (
        "Half took no longer; the middle half: {lower} to {upper} days",
        {"lower": "lower", "upper": "upper"},
    ),
    (
        "Open requests: {n}. Open offers: {offers}",
        {"n": "open_requests", "offers": "open_offers"},
    ),
    ("{n} of {total}", {"n": "met", "total": "asked"}),
)
PAST = (
    "Not open, and not counted above: {n}. Calls found on web pages that nobody "
    "confirmed, and what has closed, was withdrawn, or is agreed."
)
LIMIT = r"(?:fewer than|llai na) 10\b"
FEWEST = 10  # of which a share, or a median, is told


def facts(recount: Recount) -> dict[str, Any]:
    """What the page tells of all Wales."""
    found: dict[str, Any] = {**open_in(recount), **unmet(recount)}
    found["open"] = found["open_requests"] + found["open_offers"]
    ((found["matches"], found["done"]),) = recount.all(MEETINGS)
    ((found["asked"], found["met"]),) = recount.all(ASKED)
    found["unmet"] = found["isolated"] + found["least_crowded"]
    ((every,),) = recount.all(EXCHANGED)
    found["past"] = every - found["open"]
    waits = [days for (days,) in recount.all(WAITS)]
    if len(waits) >= FEWEST:
        lower, _, upper = quantiles(waits, n=4, method="inclusive")
        found |= {"days": median(waits), "lower": lower, "upper": upper}
    return found | {"share": 100 * found["met"] / max(1, found["asked"])}


def board(place: Place, language: str) -> Telling:
    """Read the board: what is open, of each kind and category, and what is not."""
    page = open_page("pages/exchange.py", language)
    with language_in_force(language):
        telling = Telling(text_of(parts_of(page)))
        sentences.known(telling, rules=True)
        found = facts(place.recount)
        for name, fact in (
            *(("All", "open"), ("Requests", "open_requests")),
            ("Offers", "open_offers"),
        ):
            telling.reads(rf"{re.escape(t(name))} \(#{fact}\)", found)
        for name, n in open_by_category(place.recount, language).items():
            telling.reads(rf"{re.escape(name)} \(#n\)", {"n": n})
        telling.says(PAST, found, n="past")
        whole = found["open"]
        parts = [t(one) for one in PARTS]
        said = [re.findall(rf"(\d+) {re.escape(one)}", telling.text) for one in parts]
        if whole:
            telling.holds(sum(int(x) for one in said for x in one) == whole, "parts")
        telling.known(*(rf"\d+ {re.escape(one)}" for one in parts), r"\+\d+\b")
        telling.reads(r"(?m)^#open (?:entries|o gofnodion)", found)
    return telling


def going(place: Place, language: str) -> list[Telling]:
    """Read how it goes: the large figures, the sentences, the quarters add up."""
    page = open_page("pages/exchange.py", language, show="figures")
    parts = parts_of(page)
    found = facts(place.recount)
    with language_in_force(language):
        telling = Telling(text_of(parts))
        sentences.known(telling, rules=True)
        for title, fact in (
            *(("Matches made", "matches"), ("Days to a match", "days")),
            *(("Requests met", "share"), ("Cannot be met now", "unmet")),
        ):
            telling.reads(rf"#{fact}%? {re.escape(t(title))}", found)
        _given(telling, place.recount)
        _hidden(telling, place.recount)
        for message, named in FIGURES:
            telling.says(message, found, **named)
        telling.known(LIMIT)
        telling.known(re.escape(t("So far: {n}").partition("{")[0]) + r"\d")
    return [telling, *_quarters(parts, found)]


def _quarters(parts: list[str], found: dict[str, Any]) -> list[Telling]:
    rows = [row for part in parts for row in rows_of(part)]
    years = [row for row in rows if row and re.match(r"20\d\d: \d+$", row[0])]
    told = [Telling(row[0].partition(": ")[2]) for row in years]
    for one in told:
        one.each([found["matches"]])
    return told


def _given(telling: Telling, recount: Recount) -> None:
    """Read who gave and received: it adds up, as members are known to entries alone."""
    ((matches, _),) = recount.all(MEETINGS)
    for message in ("Members who took part: {n}", "Gave and received: {share}"):
        telling.known(re.escape(t(message).partition("{")[0]) + r"\d+(?: \w+ \d+)?")
    for message in ("Times that members gave: {n}", "Times that members received: {n}"):
        for said in telling.numbers(message):
            telling.holds(said["n"] <= matches, f"{message}: {said}")


def _hidden(telling: Telling, recount: Recount) -> None:
    """Read how many groups are hidden: never one alone, which could be worked out."""
    ((categories,),) = recount.all(BY_CATEGORY)
    for said in telling.numbers("Others, too few to show: {n}"):
        most = max(categories, REGIONS)
        telling.holds(2 <= said["n"] <= most, f"hidden: {said}")
