"""Who replied before: the rows of a file beside the replies that a wave has from files.

A person is known by what is said, as parsed, never by how a file is laid out. The 32
signs of a respondent are two halves, each an HMAC by the key of the wave. *Who*: an id;
of an id that a form counts up, the name of the form too; without an id the same as
when. *When*: the minute, or the day if no time is told, the role, and a number, so that
two people of one minute have nothing in common.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, takewhile
from typing import Any, Literal

from copro_map.surveys.rules.records import Reply
from copro_map.surveys.rules.respondents import HALF, Given, Signs, Then

Record = Mapping[str, Any]
Alike = Literal["", "same", "new"]
FEWEST_ALIKE, FEWEST_SURE = 2, 3


@dataclass
class Recognised:
    """The replies of a file by row, each with its respondent, and who they were.

    ``known`` has the record of each row that is of somebody who replied before.
    ``clashes`` are rows with a counted id of another time or role, ``alike`` those that
    say the same as replies that no row was: with any of them, ask and change nothing.
    ``left`` is how many replies no row was.
    """

    replies: dict[int, Reply] = field(default_factory=dict)
    known: dict[int, Record] = field(default_factory=dict)
    clashes: list[int] = field(default_factory=list)
    alike: list[int] = field(default_factory=list)
    left: int = 0


def said(reply: Record) -> tuple[object, ...]:
    """Return what makes two replies the same, whenever they were entered.

    Examples
    --------
    >>> one = {"role": "citizen", "answered_on": "2026-11-03", "organisation_id": "",
    ...        "answers": {"valued": ("no",)}, "source": "a.csv"}
    >>> said(one) == said(one | {"source": "b.xlsx"})
    True
    """
    names = ("role", "answered_on", "organisation_id")
    answers = json.dumps(reply["answers"], sort_keys=True)
    return (*(reply[name] for name in names), answers)


class _Comparison:
    """The rows of a file beside the records of a wave, one to one."""

    def __init__(
        self, given: Mapping[int, Given], records: Iterable[Record], signs: Signs
    ) -> None:
        rows = list(records)
        self.given, self.signs = given, signs
        self.times = {one["respondent"][HALF:] for one in rows}
        in_force = [one for one in rows if one["superseded_by"] is None]
        self.left = {one["respondent"]: one for one in in_force}
        self.by_who = {sign[:HALF]: sign for sign in self.left}
        self.by_when = {sign[HALF:]: sign for sign in self.left}
        self.found: dict[int, Record] = {}
        self.anew: set[int] = set()  # rows that get the signs of what they say now
        self.numbers: dict[Then, dict[str, int]] = {}

    def rows(self) -> list[int]:
        """Return the rows that are nobody's as yet."""
        return [row for row in self.given if row not in self.found]

    def take(self, row: int, sign: str, *, anew: bool = False) -> None:
        """Take a row for the reply of a respondent."""
        self.found[row] = self.left.pop(sign)
        if anew:
            self.anew.add(row)

    def halves(self, given: Given) -> dict[str, int]:
        """Return the half of each who ever replied at a moment, with its number."""
        if given.then not in self.numbers:
            halves = ((self.signs.when(given, n), n) for n in count(1))
            known = takewhile(lambda one: one[0] in self.times, halves)
            self.numbers[given.then] = dict(known)
        return self.numbers[given.then]

    def groups(self) -> Iterator[tuple[list[int], dict[str, int]]]:
        """Yield the rows of each moment, and the signs of then that are left."""
        rows: dict[Then, list[int]] = {}
        for row in self.rows():
            rows.setdefault(self.given[row].then, []).append(row)
        for own in rows.values():
            halves = self.halves(self.given[own[0]])
            signs = {self.by_when.get(half, ""): n for half, n in halves.items()}
            left = {sign: n for sign, n in signs.items() if sign in self.left}
            if left:
                yield own, left

    def fits(self, given: Given, sign: str) -> bool:
        """Say whether a counted id is of somebody: it was sent in the same minute.

        On the same day alone the answers must be the same.
        """
        is_then = sign[HALF:] in self.halves(given)
        same = given.has_time or said(self.left[sign]) == said(vars(given.reply))
        return is_then and same

    def by_id(self, alike: Alike) -> list[int]:
        """Take rows by their ids; return those of a counted id that does not fit."""
        clashes = []
        for row, one in self.given.items():
            known = {self.by_who.get(self.signs.who(one), "")} if one.who else set()
            known = (known | self.signs.before(one)) & self.left.keys()
            if not known:
                continue
            sign = min(known)
            fits = not one.is_counted or self.fits(one, sign)
            if fits or alike == "same":
                is_new = not fits or sign[:HALF] != self.signs.who(one)
                self.take(row, sign, anew=is_new)
            else:
                clashes.append(row)
        return clashes

    def by_moment(self, forms: Collection[str]) -> None:
        """Take rows that say the same as a reply of their moment, if one has no id.

        Or if the id is counted, and was that of another form.
        """
        every = [replace(self.signs, form=form) for form in forms]
        for rows, left in self.groups():
            by_said: dict[tuple[object, ...], list[str]] = {}
            for sign in left:
                by_said.setdefault(said(self.left[sign]), []).append(sign)
            for row in rows:
                one = self.given[row]
                own = {x.who(one) for x in every} if one.is_counted else set()
                for sign in by_said.get(said(vars(one.reply)), []):
                    if sign not in self.left:
                        continue
                    nobody = self.signs.who(replace(one, who=""), left[sign])
                    if not one.who or sign[:HALF] in {nobody, *own}:
                        self.take(row, sign, anew=bool(one.who))
                        break

    def in_order(self) -> None:
        """Take what is left of a minute in order: rows and replies without an id."""
        for rows, left in self.groups():
            one = self.given[rows[0]]
            without = [row for row in rows if one.has_time and not self.given[row].who]
            nobody = replace(one, who="")
            signs = [
                x for x, n in left.items() if x[:HALF] == self.signs.who(nobody, n)
            ]
            for row, sign in zip(without, signs, strict=False):
                self.take(row, sign)

    def by_all_moments(self) -> None:
        """Take rows with other ids than replies that say the same in the same minute.

        Only if they are several, and all the rows or all the replies that are left: a
        tool may count anew, while two of many may well agree by chance.
        """
        pairs: dict[int, str] = {}
        for rows, left in self.groups():
            timed = [row for row in rows if self.given[row].has_time]
            by_said: dict[object, list[str]] = {}
            for sign in left:
                by_said.setdefault(said(self.left[sign]), []).append(sign)
            for row in timed:
                same = by_said.get(said(vars(self.given[row].reply)))
                if same:
                    pairs[row] = same.pop()
        if len(pairs) < FEWEST_SURE:
            return
        if len(pairs) in (len(self.rows()), len(self.left)):
            for row, sign in pairs.items():
                self.take(row, sign, anew=True)

    def alike(self) -> dict[int, str]:
        """Return the rows that look like replies that are left, with their signs.

        They say the same, or were sent in the same minute in the same role.
        """
        pool = {x: one for x, one in self.left.items() if one["status"] == "checked"}
        by_said: dict[object, list[str]] = {}
        for sign, record in pool.items():
            by_said.setdefault(said(record), []).append(sign)
        for rows, left in self.groups():
            one = self.given[rows[0]]
            by_said[one.then] = [x for x in left if one.has_time and x in pool]
        found = {}
        for row in self.rows():
            one = self.given[row]
            for key in (said(vars(one.reply)), one.then):
                same = by_said.get(key, [])
                while same and row not in found:
                    sign = same.pop()
                    if pool.pop(sign, None):
                        found[row] = sign
        return found

    def is_then(self, found: Mapping[int, str]) -> bool:
        """Say whether rows are of the very minutes of all the replies that are left."""
        left = [x for x, one in self.left.items() if one["status"] == "checked"]
        return sorted(found.values()) == sorted(left) and all(
            self.given[row].has_time and sign[HALF:] in self.halves(self.given[row])
            for row, sign in found.items()
        )

    def signed(self, row: int) -> Reply:
        """Return the reply of a row with its respondent."""
        one, record = self.given[row], self.found.get(row)
        if record and row not in self.anew:
            return replace(one.reply, respondent=record["respondent"])
        halves = self.halves(one)
        half = record["respondent"][HALF:] if record else ""
        if half not in halves:
            half = self.signs.when(one, len(halves) + 1)
            halves[half] = len(halves) + 1
        sign = self.signs.who(one, halves[half]) + half
        return replace(one.reply, respondent=sign)


def form_of(
    given: Iterable[Given],
    respondents: Collection[str],
    signs: Signs,
    forms: Iterable[str],
) -> str:
    """Return the form by which most rows are known already, id and moment; "" if none.

    ``respondents`` are those of the wave, ``forms`` the names that forms of it have.
    """
    counted = [one for one in given if one.is_counted]

    def known(form: str) -> int:
        own = replace(signs, form=form)
        return sum(own.who(x) + own.when(x, 1) in respondents for x in counted)

    return max(["", *forms], key=known)


def recognise(
    given: Mapping[int, Given],
    records: Iterable[Record],
    signs: Signs,
    forms: Collection[str] = (),
    alike: Alike = "",
) -> Recognised:
    """Return the replies of a file with their respondents, and who they were before.

    Parameters
    ----------
    given
        By row of the file.
    records
        Every reply that the wave ever had from files: respondent, status, role,
        answered_on, organisation_id, answers, superseded_by (None if it is in force).
    signs
        The key of the wave, and the form's name.
    forms
        The names that forms of the wave have had.
    alike
        What is told of rows that look like replies that are there: "same" or "new";
        without, they are only found.
    """
    compared = _Comparison(given, records, signs)
    clashes = compared.by_id(alike)
    compared.by_moment({"", *forms})
    compared.in_order()
    if alike != "new":
        compared.by_all_moments()
    found = compared.alike() if alike != "new" else {}
    fewest = min(len(compared.rows()), len(compared.left)) / 2
    if alike == "same":
        for row, sign in found.items():
            compared.take(row, sign, anew=True)
    elif len(found) < max(FEWEST_ALIKE, fewest) and not compared.is_then(found):
        found = {}
    return Recognised(
        {row: compared.signed(row) for row in given},
        compared.found,
        [row for row in clashes if row not in compared.found],
        [] if alike else list(found),
        sum(one["status"] == "checked" for one in compared.left.values()),
    )
