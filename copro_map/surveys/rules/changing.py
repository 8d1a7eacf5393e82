"""What is changed of a wave: what is said of it, and field by field what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from copro_map.surveys.rules.records import Wave

OPENED, FIRST, LAST, BASELINE, WELSH, WORD = (
    "opened",
    "first_day",
    "last_day",
    "baseline",
    "name_cy",
    "word",
)
INVITED = "invited "  # and then the role
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WaveChange:
    """What is said of a wave; what is None or missing stays as it was.

    ``code`` is a word that opens the form to anybody who knows it: only its checksum is
    kept. A wave without one has a form once codes are made for it (``surveys.codes``).
    Of a role of which nobody knows any more how many were invited, ``invited`` says
    None. ``is_new``: a wave of that name is refused, not corrected.
    """

    survey: str
    name: str
    invited: Mapping[str, int | None]
    entered_by: str
    opens_on: str | None = None
    closes_on: str | None = None
    baseline: bool | None = None
    code: str | None = None
    name_cy: str | None = None
    is_new: bool = False


def record_of(survey: str, wave: str) -> str:
    """Return the id of a wave among what is changed.

    Examples
    --------
    >>> record_of("members", "2027")
    'members/2027'
    """
    return f"{survey}/{wave}"


def last_day(closes_on: str) -> str:
    """Return the last day of replies of a wave that closes on a day.

    Examples
    --------
    >>> last_day("2027-03-01")
    '2027-02-28'
    """
    return (date.fromisoformat(closes_on) - ONE_DAY).isoformat()


def closing_day(last: str) -> str:
    """Return the day on which a wave closes, of its last day of replies.

    Examples
    --------
    >>> closing_day("2027-02-28")
    '2027-03-01'
    """
    return (date.fromisoformat(last) + ONE_DAY).isoformat()


def _facts(wave: Wave) -> dict[str, str]:
    invited = {f"{INVITED}{role}": f"{n}" for role, n in wave.invited.items()}
    return {
        FIRST: wave.opens_on,
        LAST: last_day(wave.closes_on),
        BASELINE: "1" if wave.baseline else "",
        WELSH: wave.name_cy,
        **invited,
    }


def differences(old: Wave | None, new: Wave) -> list[tuple[str, str, str]]:
    """Return what differs between two records of a wave: field, before, after.

    Days are the first and the last of replies. Of a word only that it is another one is
    told. A new wave is one difference: "opened".

    Examples
    --------
    >>> old = Wave("s", "w", "2027-03-01", "2027-04-01", False, {"citizen": 4}, "x", "")
    >>> from dataclasses import replace
    >>> differences(old, replace(old, closes_on="2027-05-01", invited={}))
    [('last_day', '2027-03-31', '2027-04-30'), ('invited citizen', '4', '')]
    >>> differences(None, old)
    [('opened', '', '2027-03-01 2027-03-31')]
    """
    after = _facts(new)
    if old is None:
        return [(OPENED, "", f"{after[FIRST]} {after[LAST]}")]
    before = _facts(old)
    found = [
        (what, before.get(what, ""), after.get(what, ""))
        for what in {**before, **after}
        if before.get(what, "") != after.get(what, "")
    ]
    if old.code != new.code:
        words = ["1" if one.code else "" for one in (old, new)]
        found.append((WORD, words[0], words[1]))
    return found


def taken_back(what: str, was: str) -> dict[str, object] | None:
    """Return what a ``WaveChange`` says to put an earlier value back; None if it can't.

    Examples
    --------
    >>> taken_back("last_day", "2027-03-31"), taken_back("invited citizen", "")
    ({'closes_on': '2027-04-01'}, {'invited': {'citizen': None}})
    >>> taken_back("opened", "") is None
    True
    """
    if what.startswith(INVITED):
        number = int(was) if was else None
        return {"invited": {what.removeprefix(INVITED): number}}
    if what == LAST:
        return {"closes_on": closing_day(was)}
    known: dict[str, dict[str, object]] = {
        FIRST: {"opens_on": was},
        BASELINE: {"baseline": was == "1"},
        WELSH: {"name_cy": was},
    }
    return known.get(what)
