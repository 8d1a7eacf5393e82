"""The plan as the report tells it: activities and outcomes, counted anew in SQL."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import escape

from copro_map.base.i18n import t
from tests.catalogue import ROOT
from tests.recounted import events, members, sentences
from tests.recounted.entries import DAY
from tests.recounted.telling import Telling, rows_of, text_of

if TYPE_CHECKING:
    from tests.recounted.reading import Place

STATES = {
    "late": "Late",
    "going_on": "Going on",
    "not_begun": "Not begun",
    "done": "Done",
    "dropped": "Dropped",
}
STANDS = f"said_on <= '{DAY}' AND (withdrawn_on = '' OR withdrawn_on > '{DAY}')"
ADDED = f"SELECT code, year, label_en, label_cy FROM activity WHERE {STANDS}"  # noqa: S608
MOVES = f"SELECT code, indicators FROM activity WHERE {STANDS}"  # noqa: S608
# The row of each activity that was said last.
SAID = f"""
SELECT activity, state, due_on, words_{{0}} FROM activity_said AS a WHERE {STANDS}
AND NOT EXISTS (SELECT 1 FROM activity_said AS b WHERE b.activity = a.activity
    AND b.said_on <= '{DAY}' AND (b.withdrawn_on = '' OR b.withdrawn_on > '{DAY}')
    AND (b.said_on, b.number) > (a.said_on, a.number))
"""  # noqa: S608 - no values
# What an indicator tells of its activities, and the part of the report of its own.
OF_ONE = r"<dt>{}</dt><dd>(.*?)</dd>"
PART = r"<h2>{}</h2>(.*?)<h3>{}</h3>"
MEMBERS = r"<h3>{}</h3>\s*<dl>(.*?)</dl>"


def activities(place: Place, language: str) -> dict[str, tuple[int, str, str]]:
    """The year, the state and the words of each activity as at the day, by code."""
    years = events.years(place.programme.start)
    known = tomllib.loads((ROOT / "data" / "activities.toml").read_text("utf-8"))
    every = {x: (y.get("year", 0), y["label"][language]) for x, y in known.items()}
    for code, year, english, welsh in place.recount.all(ADDED):
        every[code] = (year, english if language == "en" else welsh)
    said = {x: y for x, *y in place.recount.all(SAID.format(language))}
    found = {}
    for code, (year, words) in every.items():
        state, due, _ = said.get(code, ("not_begun", "", ""))
        over = (due or years[year - 1][1]) < f"{DAY}"  # of every year: the last one's
        if over and state not in ("done", "dropped"):
            state = "late"
        found[code] = (year, state, words)
    return found


def moves(place: Place, codes: set[str]) -> set[str]:
    """Return the indicators that some activities are to move."""
    text = (ROOT / "data" / "activities.toml").read_text("utf-8")
    found = {x: y.get("indicators", []) for x, y in tomllib.loads(text).items()}
    for code, indicators in place.recount.all(MOVES):
        found[code] = indicators.split(",")
    return {x for code in codes for x in found[code] if x}


def lists(place: Place, html: str, language: str) -> Iterator[Telling]:
    """What each indicator says of its activities: each as it stands, none dropped."""
    known = activities(place, language)
    lines = {
        f"{code} {words} ({t(STATES[state])})".removeprefix(
            "" if code[0].isdigit() else f"{code} "
        )
        for code, (_, state, words) in known.items()
        if state != "dropped"
    }
    none = 0
    for one in re.findall(OF_ONE.format(re.escape(t("Activities"))), html, re.S):
        telling = Telling(text_of([one]))
        left = telling.text.replace(t("none yet"), "")
        none += not left
        for line in sorted(lines, key=len, reverse=True):
            left = left.replace(line, "")
        telling.holds(not left.strip("; "), f"activities: {left}")
        telling.known(".*")
        yield telling
    moved = moves(
        place, {x for x, (_, state, _) in known.items() if state != "dropped"}
    )
    own = {path.stem for path in (ROOT / "data" / "own_indicators").glob("*.toml")}
    wanted = len(({*place.indicators} | own) - moved)
    every = Telling("")
    every.holds(none == wanted, f"none yet: {none}, not {wanted}")
    yield every


def section(place: Place, html: str, language: str) -> Iterator[Telling]:
    """The report's own part of the plan: how many in each state, year by year."""
    found = activities(place, language)
    every = Counter(state for _, state, _ in found.values())
    telling = Telling(text_of([html]))
    for state, words in STATES.items():
        told = telling.reads(rf"\b{t(words)}: #n\b", {"n": every[state]})
        telling.holds(told == bool(every[state]), f"{words}: {every[state]}")
    late = sorted(code for code, (_, state, _) in found.items() if state == "late")
    silent = t("Late, and nothing has been said of them: {codes}.").partition("{")[0]
    if silent in telling.text:
        codes = telling.text.partition(silent)[2].partition(".\n")[0]
        telling.holds(all(x in late for x in re.findall(r"\d\.\d+", codes)), codes)
        telling.known(re.escape(silent) + r"(?:[\w.-]+, )*[\w-]+(?:\.\d+)?")
    telling.known(re.escape(t("Outcomes of year {n}").partition("{")[0]) + r"\d")
    yield telling
    names = {t("Year {n}", n=n): n for n in range(1, 4)} | {t("Every year"): 0}
    for row in rows_of(html):
        cells = Telling(" | ".join(row))
        if row[0] in names and len(row) == len(STATES) + 1:
            own = Counter(x for year, x, _ in found.values() if year == names[row[0]])
            wanted = [f"{own[x]}" if own[x] else "–" for x in STATES]
            cells.holds(row[1:] == wanted, f"{wanted}")
            cells.known(".*")
            cells.explained += 1
        elif code := next((x for x in found if row[0].startswith(f"{x} ")), ""):
            cells.holds(found[code][1] in ("late", "dropped"), code)
            cells.known(re.escape(row[0]))
            sentences.known(cells)
        yield cells


def of_members(place: Place, html: str) -> Telling:
    """The members in numbers: organisations, people, the citizens' share."""
    telling, facts = Telling(text_of([html])), members.facts(place.recount)
    sentences.known(telling)
    for title, fact in (
        ("Organisations", "bodies"),
        ("People who joined as themselves", "people"),
        ("Citizens' share", "percent"),
    ):
        telling.reads(rf"{re.escape(t(title))} #{fact}%?", facts)
    telling.says("made and led by citizens: {n}", facts, n="led")
    telling.says("{n} of {total}", facts, n="led", total="bodies")
    return telling


def of_report(place: Place, html: str, language: str) -> tuple[list[Telling], str]:
    """What the report tells of activities, outcomes and members, and all else of it."""
    told = list(lists(place, html, language))
    rest = re.sub(OF_ONE.format(re.escape(t("Activities"))), " ", html, flags=re.S)
    heads = (t("Plan, events and members"), t("Events: plan and actual"))
    part = PART.format(*(re.escape(str(escape(one))) for one in heads))
    found = re.findall(part, rest, re.S)
    assert len(found) == 1  # the section is in every report
    for one in found:
        told += section(place, one, language)
    rest = re.sub(part, " ", rest, flags=re.S)
    of_them = MEMBERS.format(re.escape(t("Members")))
    told += [of_members(place, one) for one in re.findall(of_them, rest, re.S)]
    return told, re.sub(of_them, " ", rest, flags=re.S)
