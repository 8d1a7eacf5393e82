"""What is told of each indicator, counted anew on ``tests.indicators.recount``."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from tests.catalogue import ROOT
from tests.indicators.recount import Figure, Recount

DATA = ROOT / "data"
# The change of each target that no other supersedes.
CHANGES = """
SELECT indicator, due_on, value FROM target_change AS c WHERE changed_on <= :day
AND NOT EXISTS (SELECT 1 FROM target_change
                WHERE supersedes = c.id AND changed_on <= :day)
"""
SNAPSHOT = (
    "SELECT content FROM snapshot WHERE as_at <= :day ORDER BY as_at DESC, id DESC"
)
LONG_AGO = """
SELECT COUNT(*) FROM asset WHERE verified_on < date(:day, '-12 months')
AND id IN (SELECT value FROM json_each(:ids))
"""
RECENT = 6  # months
CODE = r"(?:\d\.\d|N\d)"  # of an indicator
COUNTED = ("1.1", "2.3", "3.1", "3.2")  # from records


@cache
def definition(code: str) -> dict[str, Any]:
    """The file of an indicator, one of the Network's own too."""
    (path,) = DATA.glob(f"*indicators/{code}.toml")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def _figures(path: Path, day: date) -> Figures:
    return Figures(path, DATA, day)


class Figures(Recount):
    """The figures, and the level that stands beside each, by the day of its wave."""

    def _of_people(self) -> dict[str, Figure]:
        self.levels = {}
        for survey, name, one in questions():
            if code := one.get("baseline_of"):
                own = one | {"indicator": f"level of {code}"}
                self.levels[code] = self._of_question(survey, name, own)
        return super()._of_people()


def questions() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every question of every survey, with the survey's name and its own."""
    for path in (DATA / "surveys").glob("*.toml"):
        known = tomllib.loads(path.read_text("utf-8"))["questions"]
        yield from ((path.stem, name, one) for name, one in known.items())


def asked_for(language: str) -> dict[str, str]:
    """The question that gives each indicator's figure, in words."""
    return {
        one["indicator"]: one["text"][language]
        for _, _, one in questions()
        if "indicator" in one
    }


def questions_of_roles(language: str, *, later: bool) -> dict[str, int]:
    """How many questions each role is asked; what has changed is asked only later."""
    named = roles_of_surveys(language)
    asked = Counter(
        role
        for _, _, one in questions()
        if later or "indicator" not in one or "baseline_of" in one
        for role in one["roles"]
    )
    return {named[role]: count for role, count in asked.items()}


def roles_of_surveys(language: str) -> dict[str, str]:
    """The name of each role, by its id."""
    return {
        one: words[language]
        for path in (DATA / "surveys").glob("*.toml")
        for one, words in tomllib.loads(path.read_text("utf-8"))["roles"].items()
    }


def codes() -> list[str]:
    """Every indicator that was promised."""
    return sorted(one.stem for one in (DATA / "indicators").glob("*.toml"))


def own_codes() -> list[str]:
    """Every indicator of the Network's own, which no verdict counts."""
    return sorted(one.stem for one in (DATA / "own_indicators").glob("*.toml"))


@dataclass(frozen=True)
class Programme:
    """The indicators of a database as at a day."""

    path: Path
    day: date

    def ask(self, statement: str, **values: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as database:
            found = database.execute(statement, {"day": str(self.day)} | values)
            return found.fetchall()

    @cached_property
    def start(self) -> date:
        found = self.ask("SELECT start FROM demonstration")
        if found:
            return date.fromisoformat(found[0][0])
        known = tomllib.loads((DATA / "programme.toml").read_text("utf-8"))
        return date.fromisoformat(str(known["start"]))

    def _due(self, month: int | str) -> date:
        """The first day after so many months of the programme, or after its end."""
        known = tomllib.loads((DATA / "programme.toml").read_text("utf-8"))
        months = (
            self.start.month - 1 + int(known["months"] if month == "end" else month)
        )
        return self.start.replace(
            year=self.start.year + months // 12, month=months % 12 + 1
        )

    @cached_property
    def now(self) -> Figures:
        return _figures(self.path, self.day)

    @cached_property
    def then(self) -> dict[str, dict[str, Any]]:
        """What the last snapshot says of each indicator; nothing without one."""
        found = self.ask(SNAPSHOT)
        told = json.loads(found[0][0]) if found else {}
        every = [*told.get("indicators", ()), *told.get("own", ())]
        return {one["code"]: one for one in every}

    @cached_property
    def waiting(self) -> int:
        """Records that wait to be confirmed, each once."""
        return len({x for one in self.now.figures.values() for x in one.silent or ()})

    def targets(self, code: str) -> dict[date, float]:
        """The targets in force, by their day, in order."""
        found: dict[date, float | None] = {
            self._due(one["due_month"]): float(one["value"])
            for one in definition(code).get("targets", ())
        }
        for indicator, due, value in self.ask(CHANGES):
            if indicator == code:
                found[date.fromisoformat(due)] = value
        return {due: x for due, x in sorted(found.items()) if x is not None}

    def facts(self, code: str) -> dict[str, Any]:
        """All that is told of an indicator, by name; what is not known is left out."""
        one, targets = self.now.figures[code], self.targets(code)
        told = one.told
        ahead = [due for due in targets if due >= self.day] or list(targets)[-1:]
        found: dict[str, Any] = {
            "value": _whole(told["value"], one),
            "waiting": len(one.silent or ()),
            "records": len(one.records or ()),
            "others": None if one.others is None else len(one.others),
            "besides": one.besides,
            "numerator": told["numerator"],
            "denominator": told["denominator"],
            "invited": told["invited"],
            **self._responded(one),
            **self.levels(code),
            **dict(
                zip(("lower", "upper"), told["interval"] or (None,) * 2, strict=True)
            ),
        }
        if targets:
            target, final = targets[ahead[0]], list(targets.values())[-1]
            found |= {"target": int(target), "final": int(final)}
            found["days"] = (ahead[0] - self.day).days
            found["missing"] = int(target - told["value"]) if told["value"] else None
        if one.records is not None:
            found |= self._of_records(code, one, targets)
        return {name: value for name, value in found.items() if value is not None}

    def _pace(
        self, code: str, value: int, targets: dict[date, float]
    ) -> dict[str, Any]:
        """What is needed a month, what six months brought, where that leads."""
        due = min((x for x in targets if x > self.day), default=None)
        if due is None:
            return {}
        left = months(self.day, due)
        found: dict[str, Any] = {"needed": max(0.0, targets[due] - value) / left}
        was = _figures(self.path, _on(self.day, -RECENT)).figures[code].numerator or 0
        found["recent"] = (value - was) / RECENT
        found["projected"] = max(0, round(value + found["recent"] * left))
        found["shortfall"] = int(targets[due]) - found["projected"]
        return found

    @staticmethod
    def _responded(one: Figure) -> dict[str, float | None]:
        """The share that replied, and what the silent ones could make of the figure."""
        told = one.told
        said, of, asked = told["numerator"], told["denominator"], told["invited"]
        if not asked or not of:
            return {}
        silent = {"responded": 100 * of / asked}
        if said is not None:
            silent |= {"least": 100 * said / asked}
            silent |= {"most": 100 * (said + asked - of) / asked}
        return dict(silent)

    def _of_records(
        self, code: str, one: Figure, targets: dict[date, float]
    ) -> dict[str, Any]:
        ids = json.dumps(one.records)
        ((long_ago,),) = self.ask(LONG_AGO, ids=ids)
        found: dict[str, Any] = {"long_ago": long_ago}
        if one.denominator is None:
            found |= self._pace(code, one.numerator or 0, targets)
        past = [due for due in targets if due <= self.day]
        if past:
            was = _figures(self.path, past[-1]).figures[code]
            found |= {
                "last_target": int(targets[past[-1]]),
                "there_were": was.numerator,
            }
            found["in_year"] = len({*one.records} - {*was.records})
        return found

    def statuses(self, code: str) -> set[str]:
        """What an indicator may be said to be, by its figure and its targets alone."""
        found, targets = self.facts(code), self.targets(code)
        if "value" not in found:
            return {"no_figure_yet"}
        if not targets:
            return {"not_due_yet"}
        if len(targets) == 1 and self.day < min(targets):
            return {"not_due_yet"}
        if found["value"] >= found["target"]:
            return {"met"}
        if self.day >= max(targets):
            return {"missed"}
        first = {"not_due_yet"} if self.day < min(targets) else set()
        return {"on_course", "at_risk"} | first

    @cached_property
    def changed(self) -> tuple[int, int]:
        """How many indicators differ from the last snapshot, at least and at most.

        By their figure as it is written, their target, or how they stand.
        """
        surely, perhaps = 0, 0
        for code, was in self.then.items():
            found, may_be = self.facts(code), self.statuses(code)
            whole = self.now.figures[code].denominator is None
            values = (
                "" if x is None else f"{x:.{0 if whole else 1}f}"
                for x in (was["value"], found.get("value"))
            )
            targets = was["target"], found.get("target")
            differs = len({*values}) > 1 or (
                None not in targets and len({*targets}) > 1
            )
            surely += differs or was["status"] not in may_be
            perhaps += differs or may_be != {was["status"]}
        return surely, perhaps

    def levels(self, code: str) -> dict[str, Any]:
        """The level that is asked in every wave: in the first, and in the last."""
        waves = list(self.now.levels.get(code, {}).values())
        found: dict[str, Any] = {}
        for name, one in zip(("first", "last"), waves[:1] + waves[-1:], strict=False):
            said, of = one.numerator or 0, one.denominator or 1
            found |= {f"{name}_said": said, f"{name}_of": of}
            found[f"{name}_share"] = 100 * said / of
        return found

    def roles(self, code: str, language: str) -> dict[str, tuple[int, int]]:
        """Who said so, and who answered, in the last wave, by the name of the role."""
        waves = self.now.roles.get(code)
        if not waves:
            return {}
        last = list(waves.values())[-1]
        named = roles_of_surveys(language)
        both = [sum(part) for part in zip(*last.values(), strict=True)]
        together = {"en": "All together", "cy": "Pawb gyda'i gilydd"}[language]
        return {named[x]: y for x, y in last.items()} | {together: (both[0], both[1])}

    def by_area(
        self, based: dict[str, str]
    ) -> dict[str, tuple[Counter[str], Counter[str] | None]]:
        """How many records of each indicator, and of its base, each authority has.

        ``based``: the authority of each entry; "" stands for the others.
        """

        def of(ids: Iterable[str]) -> Counter[str]:
            return Counter(based.get(one, "") for one in ids)

        return {
            code: (of(one.records or ()), None if one.base is None else of(one.base))
            for code, one in self.now.figures.items()
        }


def _later(first: date, months: int) -> date:
    """The first of a month so many months later."""
    at = first.month - 1 + months
    return first.replace(year=first.year + at // 12, month=at % 12 + 1)


def months(first: date, last: date) -> float:
    """Calendar months between days, with a part of the one that is not over.

    >>> round(months(date(2026, 2, 28), date(2026, 11, 22)), 4)
    8.8065
    """
    whole = (last.year - first.year) * 12 + last.month - first.month
    whole -= last.day < first.day
    begin = _on(first, whole)
    return float(whole + (last - begin).days / (_on(first, whole + 1) - begin).days)


def _on(first: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    month = _later(first.replace(day=1), months)
    last = (_later(month, 1) - timedelta(1)).day
    return month.replace(day=min(first.day, last))


def _whole(value: float | None, one: Figure) -> float | None:
    """A count as a whole number; a share as it is."""
    return int(value) if value is not None and one.denominator is None else value
