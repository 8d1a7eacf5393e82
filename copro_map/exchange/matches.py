"""The best matching as a program, or somebody at a terminal, reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.exchange.matching import match
from copro_map.exchange.rules.records import Matched, Pair, Ring, Why
from copro_map.exchange.words import reasons_in_words, ring_in_words, why_in_words
from copro_map.search.face import all_assets


@dataclass(frozen=True)
class Told:
    """A matching, and what its entries are called."""

    matched: Matched
    assets: pd.DataFrame

    def name(self, entry_id: str) -> str:
        """Return what an entry is called in the current language."""
        return str(self.assets.at[entry_id, "called"])

    def members(self, ring: Ring) -> list[str]:
        """Return what the members of a ring are called: whose their requests are."""
        asked = [self.assets.loc[pair.request] for pair in ring.pairs]
        return [str(one["run_by"] or one["called"]) for one in asked]


def told(settings: Settings, day: date) -> Told:
    """Return the best matching of a day, with the unmet requests that coverage counts.

    Pairs that were tried before are among them: the desk alone leaves them out.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    assets = all_assets(settings, day)
    return Told(match(settings, assets, day), assets)


def _reason(why: Why) -> dict[str, Any]:
    said: dict[str, Any] = {"reason": why.reason}
    if why.words:
        said["words"] = list(why.words)
    return said if why.km is None else said | {"km": why.km}


def _entries(ring: Ring) -> list[str]:
    return [entry for one in ring.pairs for entry in (one.request, one.offer)]


def as_json(settings: Settings, answer: Told, *, edges: bool) -> dict[str, Any]:
    """Return a matching as one document.

    ``rings``: of each its entries, each request before the offer that would meet it;
    ``ring_members``: whose the requests are. With ``edges`` every pair that could be,
    and the ``capacity`` of each offer.
    """
    found = answer.matched
    document: dict[str, Any] = {
        "matched": len(found.pairs),
        "pairs": [
            {
                "request": one.request,
                "offer": one.offer,
                "score": one.score,
                "why": reasons_in_words(one, settings),
                "reasons": [_reason(why) for why in one.why],
            }
            for one in found.pairs
        ],
        "unmet": [{"request": one.request, "why": one.why} for one in found.unmet],
        "rings": [_entries(one) for one in found.rings],
        "ring_members": [list(one.members) for one in found.rings],
    }
    if edges:
        document["edges"] = [list(one) for one in found.edges]
        document["capacity"] = dict(found.capacity)
    return document


def summary(answer: Told) -> str:
    """Return in a sentence how many could be matched, and how many not."""
    found = answer.matched
    isolated = sum(one.why == "isolated" for one in found.unmet)
    return t(
        "Requests that an offer can meet: {n}. Nobody in reach offers it: {isolated}. "
        "All who do are taken: {taken}.",
        n=len(found.pairs),
        isolated=isolated,
        taken=len(found.unmet) - isolated,
    )


Table = tuple[str, tuple[str, ...], list[tuple[object, ...]]]


def tables(settings: Settings, answer: Told, *, edges: bool) -> Iterator[Table]:
    """Yield what there is to print: a heading, the names of columns, the rows."""
    found = answer.matched
    columns = t("Request"), t("Offer"), t("Score"), t("Why")
    if found.rings:
        rings = [ring_in_words(x, answer.members(x)) for x in found.rings]
        yield t("Rings"), (t("Who could help whom"),), [(one,) for one in rings]

    def row(one: Pair) -> tuple[object, ...]:
        names = answer.name(one.request), answer.name(one.offer)
        return *names, f"{one.score:.2f}", why_in_words(one, settings)

    if found.pairs:
        yield t("Pairs"), columns, [row(one) for one in found.pairs]
    if found.unmet:
        words = {"isolated": t("nobody in reach"), "crowded_out": t("all are taken")}
        rows = [(answer.name(one.request), words[one.why]) for one in found.unmet]
        yield t("Not met"), (t("Request"), t("Why")), list(rows)
    if edges:
        yield (
            t("Every pair that could be"),
            columns[:2],
            [tuple(x) for x in found.edges],
        )
