"""The page of members: who takes part and who is missing, counted anew in SQL."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from copro_map.base.i18n import language_in_force, t
from tests.catalogue import ROOT
from tests.opening import open_page
from tests.recounted import sentences
from tests.recounted.entries import DAY, Recount, groups_of_sectors, names
from tests.recounted.telling import Telling, parts_of, plain, rows_of, text_of

if TYPE_CHECKING:
    from tests.recounted.reading import Place

NOW = f"""
state IN ('member', 'left') AND joined_on <= '{DAY}'
    AND (left_on = '' OR left_on > '{DAY}')
"""
BODIES = f"SELECT {{}} FROM member WHERE form <> 'individual' AND {NOW}"  # noqa: S608
NAMED = f"""
SELECT COUNT(*) FROM member WHERE {NOW} AND seen_on <> ''
    AND (form <> 'individual' OR is_public)
"""  # noqa: S608 - no values
PEOPLE = f"""
SELECT joined_on, left_on, is_public AND seen_on <> '' FROM member
WHERE form = 'individual' AND state IN ('member', 'left') AND joined_on <= '{DAY}'
"""  # noqa: S608 - no values
VOTES = "SELECT in_favour, against, abstained FROM decision WHERE is_public"
LEAST = 10  # people


@cache
def types() -> dict[str, dict[str, Any]]:
    return tomllib.loads((ROOT / "data" / "member_types.toml").read_text("utf-8"))


def _counts(recount: Recount, column: str) -> Counter[str]:
    return Counter(x for (x,) in recount.all(BODIES.format(column)))


def bodies_in(recount: Recount, area: str) -> int:
    """How many organisations of an area are members."""
    counts = _counts(recount, "area")
    return sum(counts[x] for x in recount.within(area))


def people_counted(recount: Recount) -> tuple[int, int]:
    """How many were members when ten people had moved last; how many are named."""
    people = recount.all(PEOPLE)
    shown: set[int] = set()
    for day in sorted({x for a, b, _ in people for x in (a, b) if x}):
        now = {
            at
            for at, (came, left, _) in enumerate(people)
            if came <= day <= f"{DAY}" and not (left and left <= day)
        }
        if day <= f"{DAY}" and len(now ^ shown) >= LEAST:
            shown = now
    return len(shown), sum(people[at][2] for at in shown)


def facts(recount: Recount) -> dict[str, Any]:
    """What the page tells of all Wales."""
    by_type = _counts(recount, "type")
    led = sum(by_type[x] for x, one in types().items() if one.get("citizens"))
    bodies = by_type.total()
    total, named = people_counted(recount)
    return {
        "bodies": bodies,
        "led": led,
        "people": total if total - named >= LEAST else -1,
        "percent": 100 * led / max(1, bodies),
        "no_type": sum(not by_type[x] for x in types()),
    }


def _rows(place: Place, rows: list[list[str]], layer: str, language: str) -> list[str]:
    """The rows of the tables that a recount contradicts."""
    by_type, spoken = (_counts(place.recount, x) for x in ("type", "language"))
    known = {one["label"][language]: by_type[x] for x, one in types().items()}
    known |= {t("Welsh"): spoken["cy"], t("English"): spoken["en"]}
    known[t("Not said")] = spoken[""]
    areas = names(language)
    in_areas = _counts(place.recount, "area")
    whole = sum(in_areas.values())
    placed = sum(bodies_in(place.recount, x) for x in _codes(place.recount, layer))
    known[t("Of several areas, of all Wales, or not said")] = whole - placed
    wrong = []
    for name, count, *_ in rows:
        n = known[name] if name in known else bodies_in(place.recount, areas[name])
        if count != f"{n:,}":
            wrong.append(f"{name}: {count}, not {n}")
    return wrong


def _codes(recount: Recount, layer: str) -> list[str]:
    sql = "SELECT DISTINCT area FROM held WHERE layer = :layer"
    return [code for (code,) in recount.all(sql, layer=layer)]


def taking_part(place: Place, language: str, layer: str) -> Telling:
    """Read who takes part: the large figures, every row, and how many are missing."""
    page = open_page("pages/members.py", language, layer=layer)
    parts = parts_of(page)
    found = facts(place.recount)
    with language_in_force(language):
        telling = Telling(text_of(parts))
        sentences.known(telling, rules=True)
        telling.known(r"\b2026-1\b", r"\b25 (?:sorts|math)\b", r"\b3\.5\b")
        telling.known(r"(?:Services|Cyhoeddus) Cymru 2025|Services 2025")
        for title, fact in (
            (t("Organisations"), "bodies"),
            (t("People who joined as themselves"), "people"),
            (t("Citizens' share"), "percent"),
        ):
            telling.reads(rf"#{fact}%? {re.escape(title)}", found)
        telling.says("made and led by citizens: {n}", found, n="led")
        telling.says("{n} of {total}", found, n="led", total="bodies")
        telling.reads(rf"{re.escape(t('Kinds without a member'))} \(#no_type\)", found)
        empty = sum(
            not bodies_in(place.recount, x) for x in _codes(place.recount, layer)
        )
        title = re.escape(t("Areas without a member organisation"))
        telling.reads(rf"{title} \(#empty\)", {"empty": empty})
        rows = [x for part in parts for x in rows_of(part)]
        wrong = _rows(place, rows, layer, language)
        telling.holds(not wrong, f"{wrong}")
        telling.explained += len(rows)
        _groups(telling, place.recount, parts)
    return telling


def _groups(telling: Telling, recount: Recount, parts: list[str]) -> None:
    """Hold each wider group against its types."""
    by_type, groups = _counts(recount, "type"), Counter[str]()
    for name, one in types().items():
        groups[one.get("group", "")] += by_type[name]
    told = [
        int(found[1].replace(",", ""))
        for part in parts
        for one in re.findall(r"<caption>(.*?)</caption>", part)
        if (found := re.search(r": ([\d,]+)$", plain(one)))
    ]
    wanted = [groups[x] for x in (*dict.fromkeys(groups_of_sectors().values()), "")]
    telling.holds(not told or told == wanted, f"{told} for {wanted}")


def listed(place: Place, language: str) -> list[Telling]:
    """Read how many are listed, and how the Forum and the Board voted."""
    (named,) = place.recount.all(NAMED)[0]
    page = open_page("pages/members.py", language, show="list", q="")
    with language_in_force(language):
        count = Telling(text_of(parts_of(page)))
        count.says("Members listed: {n}", {"n": named}, n="n")
        count.known(".*")  # what members wrote themselves
        page = open_page("pages/members.py", language, show="governing")
        voted = Telling(text_of(parts_of(page)))
        sentences.known(voted)
        voted.known(r"\b2026-1\b")
        known = [tuple(x or 0 for x in one) for one in place.recount.all(VOTES)]
        message = "Votes: in favour {n}, against {against}, abstained {abstained}"
        for said in voted.numbers(message):
            voted.holds(tuple(said.values()) in known, f"{said}")
    return [count, voted]
