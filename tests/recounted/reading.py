"""What pages, briefs and the report tell, read and held against the recount."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from copro_map.areas.brief import brief_of
from copro_map.base.i18n import language_in_force, long_date, t
from copro_map.drawing.on_screen import html_of
from copro_map.indicators.charts.statuses import STATUS_WORDS
from copro_map.indicators.first_page import MET, SHORTLY
from copro_map.indicators.progress import progress
from copro_map.report.report import report_of
from copro_map.search.face import all_assets
from tests.conftest import PROJECT
from tests.opening import open_page
from tests.recounted import areas, events, plan, sentences
from tests.recounted.entries import ALL_CHECKED, DAY, Recount, facts, kinds_in, names
from tests.recounted.progress import (
    CODE,
    COUNTED,
    Programme,
    asked_for,
    codes,
    definition,
    own_codes,
    questions_of_roles,
)
from tests.recounted.telling import Telling, parts_of, plain, rows_of, text_of

WHOLE = re.compile(r'<section class="whole">.*?</section>', re.S)
SCALE = re.compile(r'<div class="scale".*?</div>', re.S)
# The classes of the map by area: tests/report/page/test_by_area.py counts in them.
KEY = re.compile(r'<ul class="gap-key">.*?</ul>', re.S)
CONFIRMED = "Confirmed in the last 12 months: {n} of {total}."
TAKEN = "Taken from published pages, and confirmed by nobody yet: {n}."
NEVER = "SELECT COUNT(*) FROM live WHERE verification = 'unverified'"
GINI = r"\(Gini\): #gini"
WALES = "Wales: {rate} per 100,000 residents"
WAITING = "Records that wait to be confirmed and do not count yet: {n}."
ROW_OF_REPORT, ROW_OF_PLAN = 5, 7
CHANGED = r"\| #then%? \| #value%? \|"
# How the rows of these tables are read, by their number of cells.
ROWS = {
    ROW_OF_REPORT: r"\| (?:#value%?|[^\d|]+) \| (?:#target%? \(|–)",
    4: CHANGED,
}


FOLD = re.compile(r"<details.*?<summary[^>]*>(.*?)</summary>(.*?)</details>", re.S)
EDITIONS = re.compile(r'<article id="(\w+)".*?>(.*?)</article>', re.S)
NAMES = re.compile(r'<ul class="names">.*?</ul>', re.S)
DOTS, MONTHLY, PLANNED = 5, 4, 4
CHANGES = 5  # told one by one


class Place:
    """A database, and what it comes to."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.settings = name, replace(PROJECT, database=path)
        self.recount, self.programme = Recount(path), Programme(path, DAY)

    @cached_property
    def assets(self) -> pd.DataFrame:
        """The entries, as the code under test reads them."""
        return all_assets(self.settings)

    @cached_property
    def plan(self) -> dict[str, Any]:
        """What was promised of events in the year of the day, and what took place."""
        return events.plan_of(self.recount, self.programme.start)

    @property
    def waves(self) -> int:
        """How many surveys have been held."""
        return self.programme.ask("SELECT COUNT(DISTINCT name) FROM wave")[0][0]

    @cached_property
    def indicators(self) -> dict[str, dict[str, Any]]:
        then = self.programme.then
        return {
            code: self.programme.facts(code)
            | {"then": then.get(code, {}).get("value")}
            | {
                "short": definition(code)["short"],
                "base": definition(code).get("base", {}),
            }
            for code in [*codes(), *own_codes()]
        }


def short(code: str, language: str) -> str:
    name: str = definition(code)["short"][language]
    return name


def by_indicator(text: str, language: str) -> list[tuple[str, str]]:
    """A text cut before each indicator's name, each piece with its code."""
    named = {short(code, language): code for code in [*codes(), *own_codes()]}
    any_name = "|".join(map(re.escape, named))
    coded = rf"(?=\b{CODE} (?:{any_name}))"
    pieces = re.split(rf"{coded}|(?<!\d\.\d )(?<!\bN\d )(?={any_name})", text)
    found = []
    for piece in filter(None, pieces):
        code = next(
            (
                c
                for n, c in named.items()
                if re.match(rf"({CODE} )?{re.escape(n)}", piece)
            ),
            "",
        )
        found.append((code, piece))
    return found


def verdict(telling: Telling, place: Place) -> None:
    """Hold the verdict against what each may be; its parts add up to all of them."""
    own = {"own": len(own_codes())}
    telling.says("Besides, of the Network's own, without a target: {n}.", own, n="own")
    possible = [place.programme.statuses(code) for code in codes()]
    parts = {"met": MET, **SHORTLY}
    said = {x: telling.numbers(message) for x, message in parts.items()}
    for status, places in said.items():
        for numbers in places:
            least = sum(one == {status} for one in possible)
            most = sum(status in one for one in possible)
            telling.holds(least <= numbers["n"] <= most, f"{numbers['n']} {status}")
            telling.holds(numbers.get("total", len(possible)) == len(possible), "total")
    if said["met"]:
        together = sum(numbers["n"] for x in said.values() for numbers in x)
        telling.holds(together == len(possible) * len(said["met"]), "a verdict")


def report(place: Place, language: str) -> list[Telling]:
    with language_in_force(language):
        html = str(html_of(report_of(progress(place.settings, DAY))))
        of_plan, html = plan.of_report(place, html, language)
        rest = WHOLE.sub(" ", html)
        told = [
            *of_plan,
            *(x for one in WHOLE.findall(html) for x in section(place, one, language)),
            *(
                events.row_of_plan(row, place.plan, language)
                if len(row) == ROW_OF_PLAN and row[0] != t("Sort of event")
                else row_told(place, row, language)
                for row in rows_of(rest)
            ),
        ]
        for code, piece in by_indicator(text_of([rest]), language):
            telling = Telling(piece)
            telling.reads(GINI, {"gini": place.recount.gini})
            verdict(telling, place)
            telling.says(WALES, {"rate": place.recount.rate_of_wales}, rate="rate")
            telling.says(WAITING, {"waiting": place.programme.waiting}, n="waiting")
            events.plan_told(telling, place.plan, language)
            of_piece(place, telling, code, language)
            told.append(telling)
    return told


def home(place: Place, language: str) -> list[Telling]:
    """What the first page tells: kinds, areas, how sure, whether it goes well."""
    parts = parts_of(open_page("pages/home.py", language))
    telling = Telling(text_of(parts))
    recount = place.recount
    sentences.known(telling)
    kinds = dict(recount.all("SELECT kind, COUNT(*) FROM live GROUP BY kind"))
    telling.named({words: kinds.get(x, 0) for x, words in kinds_in(language).items()})
    areas = {name: code for name, code in names(language).items() if code in facts()}
    telling.named({x: recount.area(code)["based"] for x, code in areas.items()})
    fresh, live = recount.one(ALL_CHECKED)
    checked = {"fresh": fresh, "live": live, "never": recount.one(NEVER)[0]}
    with language_in_force(language):
        telling.says(CONFIRMED, checked, n="fresh", total="live")
        telling.says(TAKEN, checked, n="never")
        verdict(telling, place)
    return [telling]


def indicators(place: Place, language: str, show: str = "") -> list[Telling]:
    """What a view of the page of progress tells."""
    asked = {"show": show} if show else {}
    parts = [
        KEY.sub(" ", part)
        for part in parts_of(open_page("pages/indicators.py", language, **asked))
    ]
    with language_in_force(language):
        told = [
            one
            for part in parts
            for row in rows_of(part)[1:]
            for one in row_of_progress(place, row, language)
        ]
        for code, piece in by_indicator(text_of(parts), language):
            telling = Telling(piece)
            verdict(telling, place)
            of_piece(place, telling, code, language)
            least, most = place.programme.changed
            for said in telling.numbers("{n} more"):
                telling.holds(least <= said["n"] + CHANGES <= most, f"changed: {said}")
            told.append(telling)
    return told


def row_of_progress(place: Place, row: list[str], language: str) -> list[Telling]:
    """A row of an indicator, or of an area with the records of each indicator."""
    if by_area := areas_of_records(place, row, language):
        return [by_area]
    found = by_indicator(" | ".join(row), language)
    code = next((code for code, _ in found if code), "")
    telling = Telling(" | ".join(row))
    of_piece(place, telling, code, language)
    if code:
        facts = place.indicators[code]
        telling.reads(CHANGED, facts)
        telling.reads(r"^[^|]*\| #value%?(?= \||\b)", facts)
        if len(row) == PLANNED:
            targets_told(telling, place, code)
    return [telling]


def targets_told(telling: Telling, place: Place, code: str) -> None:
    """The days and values of a plan: each target on its day."""
    told = re.findall(rf"({sentences.DATE}): (\d+)", telling.text)
    targets = place.programme.targets(code)
    known = {f"{long_date(due)}: {value:g}" for due, value in targets.items()}
    telling.holds({f"{day}: {x}" for day, x in told} <= known, f"{told}")
    telling.known(*map(re.escape, known))


def areas_of_records(place: Place, row: list[str], language: str) -> Telling | None:
    """The records of each indicator that are based in an area; None of another row."""
    code = names(language).get(row[0], "")
    is_rest = row[0] == t("All Wales, or place not known")
    is_all = row[0] == t("All together")
    if len(row) != 1 + len(COUNTED) or not (code or is_rest or is_all):
        return None
    counts = place.programme.by_area(place.recount.based_in)
    cells = []
    for one in COUNTED:
        own, base = counts[one]
        parts = None if is_all else ("",) if is_rest else place.recount.within(code)
        said = own.total() if parts is None else sum(own[x] for x in parts)
        if base is None:
            cells.append(f"{said}")
        else:
            of = base.total() if parts is None else sum(base[x] for x in parts)
            cells.append(t("{n} of {total}", n=said, total=of))
    telling = Telling(" | ".join(row))
    telling.holds(row[1:] == cells, f"{cells}")
    telling.known(r"(?<=\| ).*")
    return telling


def coverage(place: Place, language: str, layer: str) -> list[Telling]:
    """What the page of coverage tells: a finding, every area, what is counted apart."""
    recount = place.recount
    parts = parts_of(open_page("pages/coverage.py", language, layer=layer))
    rows = [row for one in parts for row in rows_of(one)]
    classes = {code: recount.for_its_size(code)[0] for code in recount.codes(layer)}
    facts = areas.of_layer(recount, list(classes))
    with language_in_force(language):
        telling = Telling(text_of(parts))
        telling.reads(GINI, {"gini": recount.gini})
        sentences.known(telling, rules=True)
        areas.of_coverage(telling, facts)
        areas.finding(telling, classes, language)
        told = [areas.row_of_dots(recount, row, language) for row in rows]
        telling.holds(
            {names(language)[row[0]] for row in rows[1:]} == {*classes}, "all"
        )
    return [telling, *told]


def survey(place: Place, language: str) -> list[Telling]:
    """What the page between two surveys tells of the last one."""
    telling = Telling(text_of(parts_of(open_page("pages/survey.py", language))))
    sentences.known(telling, rules=True)
    with language_in_force(language):
        for code, text in asked_for(language).items():
            facts = place.indicators[code]
            said = t("{n} of the {total} who answered chose one of these: {options}.")
            said = re.escape(said.partition(":")[0])
            said = said.replace(r"\{n\}", "#numerator")
            said = said.replace(r"\{total\}", "#denominator")
            telling.reads(f"#value% {re.escape(text)} {said}", facts)
            telling.known(rf"{t('Progress: {code}').format(code=code)}\b")
        for name, count in questions_of_roles(language, later=place.waves > 0).items():
            telling.reads(f"{re.escape(name)}: #count", {"count": count})
    return [telling]


def area(place: Place, language: str, code: str) -> list[Telling]:
    """What the page of an area tells."""
    parts = parts_of(open_page("pages/area.py", language, code=code))
    facts = areas.told_of(place.recount, code)
    rows = [row for one in parts for row in rows_of(one)]
    with language_in_force(language):
        told = [
            areas.row_of_dots(place.recount, row, language)
            for row in rows
            if len(row) == DOTS
        ]
        told.append(trend(place, code, [row for row in rows if len(row) == MONTHLY]))
        for one in parts:
            telling = Telling(text_of([one]))
            sentences.known(telling)
            folded(telling, one)
            areas.of_area(telling, place.recount, facts)
            told.append(telling)
    return told


def folded(telling: Telling, html: str) -> None:
    """Hold how many lines a fold says that it has."""
    for summary, lines in FOLD.findall(html):
        (said,) = re.findall(r"\((\d+)\)", summary) or ["0"]
        telling.holds(int(said) in (0, lines.count("<li")), plain(summary))
        telling.known(re.escape(plain(summary)))


def trend(place: Place, code: str, rows: list[list[str]]) -> Telling:
    """The entries at the end of each month, and today."""
    telling = Telling("\n".join(" | ".join(row) for row in rows))
    sentences.known(telling)
    kept = [*areas.months(place.recount, code), place.recount.area(code)["entries"]]
    told = [int(row[1].replace(",", "")) for row in rows]
    telling.holds(told == (kept if rows else []), f"{kept}")
    telling.known(
        r"(?<=\| )\d[\d,]*(?= \|)", rf"{t('Recorded: {n}').partition(':')[0]}: \d+"
    )
    return telling


def brief(place: Place, code: str) -> list[Telling]:
    """What a brief tells, in both of its languages."""
    facts = areas.told_of(place.recount, code)
    html = str(html_of(brief_of(place.settings, place.assets, code)))
    editions = dict(EDITIONS.findall(html))
    assert set(editions) == {"en", "cy"}
    told = []
    for language, own in editions.items():
        with language_in_force(language):
            telling = Telling(text_of([own]))
            shown = sum(one.count("<li>") for one in NAMES.findall(own))
            left_out = t("More, not shown here: {n}")
            telling.known(re.escape(left_out.format(n=facts["entries"] - shown)))
            sentences.known(telling, rules=True)
            areas.of_area(telling, place.recount, facts)
            rows = [row for row in rows_of(own) if len(row) == DOTS]
            told += [areas.row_of_dots(place.recount, x, language) for x in rows]
            told.append(telling)
    return told


def of_piece(place: Place, telling: Telling, code: str, language: str) -> None:
    sentences.known(telling, rules=True)
    if code:
        sentences.of_indicator(telling, place.indicators[code], language)


def section(place: Place, html: str, language: str) -> list[Telling]:
    """What the report says of one indicator: its scale, its roles, its words."""
    text = text_of([SCALE.sub(" ", html)])
    code = text.partition(" ")[0]
    telling, facts = Telling(text), place.indicators[code]
    of_piece(place, telling, code, language)
    return [
        telling,
        *scale(facts, html),
        *(role(place, code, row, language) for row in rows_of(html)[1:]),
    ]


def scale(facts: dict[str, Any], html: str) -> list[Telling]:
    """The numbers below a bar: its target, the last one, and the ends of the scale."""
    ends = [0, 100] if "denominator" in facts else [0]
    largest = facts.get("value", 0) + facts["waiting"]
    targets = [facts[x] for x in ("target", "final") if x in facts]
    allowed = [*targets, *ends, max([*targets, largest])]
    told = []
    for one in SCALE.findall(html):
        telling = Telling(plain(one))
        telling.each(allowed)
        told.append(telling)
    return told


def role(place: Place, code: str, row: list[str], language: str) -> Telling:
    """A row of the table by role: who said so, of how many, and within what."""
    split = place.programme.roles(code, language)
    telling = Telling(" | ".join(row))
    if row[0] in split:
        sentences.share(telling, *split[row[0]], language)
    return telling


def row_told(place: Place, row: list[str], language: str) -> Telling:
    """A row of a table that has every indicator, or every area."""
    telling = Telling(" | ".join(row))
    sentences.known(telling)
    if row[0] in {*names(language), t("Wales")}:
        return areas.row_of_dots(place.recount, row, language)
    if (code := row[0].partition(" ")[0]) in place.indicators:
        telling.reads(ROWS[len(row)], place.indicators[code])
        words = {t(one): status for status, one in STATUS_WORDS.items()}
        status = words[re.split("[:,]", row[-1])[0]]
        telling.holds(status in place.programme.statuses(code), f"{code}: {status}")
    return telling
