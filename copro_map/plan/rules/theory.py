"""The theory of change: the parts of the plan, and which leads to which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from copro_map.indicators.rules.verdicts import Detail, Status
from copro_map.plan.rules.activities import Standing, State

Sort = Literal["activity", "indicator", "outcome"]
LETTERS: dict[Sort, str] = {"activity": "a", "indicator": "i", "outcome": "o"}


@dataclass(frozen=True)
class Arrow:
    """That a part leads to another; both by key. Not ``is_kept``: it is dropped."""

    start: str
    end: str
    is_kept: bool = True


@dataclass(frozen=True)
class Part:
    """A part of the theory; all texts come translated.

    ``key`` as ``key_of``; ``mark`` is what its code shows to people ("" for none).
    ``name`` is short, ``whole`` says it in full. ``state`` is that of an activity, or
    the status of an indicator with ``detail``, its second word; ``words`` say it,
    ``figure`` with its target. ``group`` is the name of an activity's year.
    ``has_evidence``: anything shows that it is so.
    """

    key: str
    sort: Sort
    code: str
    mark: str
    name: str
    whole: str
    words: str
    state: State | Status | Literal[""] = ""
    detail: Detail = ""
    figure: str = ""
    group: str = ""
    has_evidence: bool = False


def key_of(sort: Sort, code: object) -> str:
    """Return what an address calls a part.

    Examples
    --------
    >>> key_of("activity", "1.1"), key_of("outcome", 4)
    ('a:1.1', 'o:4')
    """
    return f"{LETTERS[sort]}:{code}"


def arrows(
    activities: Iterable[Standing], outcome_of: Mapping[str, int], outcomes: Set[int]
) -> tuple[Arrow, ...]:
    """Return what leads to what: activities to indicators, and these to outcomes.

    An activity leads to an outcome by itself where none of its indicators does.
    ``outcome_of``: the outcome of each indicator by code. What an activity names and
    nobody knows is left out.
    """
    found = []
    for one in activities:
        start, is_kept = key_of("activity", one.code), one.state != "dropped"
        moved = [code for code in dict.fromkeys(one.indicators) if code in outcome_of]
        reached = {outcome_of[code] for code in moved}
        alone = [
            x for x in dict.fromkeys(one.outcomes) if x in outcomes and x not in reached
        ]
        found += [Arrow(start, key_of("indicator", x), is_kept) for x in moved]
        found += [Arrow(start, key_of("outcome", x), is_kept) for x in alone]
    found += [
        Arrow(key_of("indicator", code), key_of("outcome", outcome))
        for code, outcome in outcome_of.items()
        if outcome in outcomes
    ]
    return tuple(found)


def before(every: Iterable[Arrow], key: str) -> frozenset[str]:
    """Return the parts that lead to one, also by way of others; not the dropped.

    Examples
    --------
    >>> every = [Arrow("a:1", "i:1"), Arrow("i:1", "o:1"), Arrow("a:2", "o:1", False)]
    >>> sorted(before(every, "o:1")), sorted(before(every, "a:1"))
    (['a:1', 'i:1'], [])
    """
    kept = [(one.end, one.start) for one in every if one.is_kept]
    return _reached(kept, key)


def after(every: Iterable[Arrow], key: str) -> frozenset[str]:
    """Return the parts that one leads to, also by way of others.

    Examples
    --------
    >>> sorted(after([Arrow("a:1", "i:1"), Arrow("i:1", "o:1")], "a:1"))
    ['i:1', 'o:1']
    """
    return _reached([(one.start, one.end) for one in every], key)


def _reached(steps: Iterable[tuple[str, str]], key: str) -> frozenset[str]:
    known, found, waiting = list(steps), set[str](), [key]
    while waiting:
        at = waiting.pop()
        new = {end for start, end in known if start == at} - found
        found |= new
        waiting += new
    return frozenset(found)
