"""A few areas side by side: which are asked for, and their entries by kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from copro_map.assets.face import live_entries
from copro_map.base.definitions import Definitions
from copro_map.base.today import current_day
from copro_map.coverage.gaps import Coverage, chosen
from copro_map.coverage.rules.whole import whole_entries

MOST = 4  # areas


@dataclass(frozen=True)
class Wanted:
    """The areas to compare, those too many, and what no area is called."""

    codes: tuple[str, ...]
    beyond: tuple[str, ...]
    unknown: tuple[str, ...]


def wanted(text: str, known: Collection[str]) -> Wanted:
    """Return what the address asks to compare: codes with commas between them.

    Examples
    --------
    >>> wanted("b,a,x,b", ("a", "b"))
    Wanted(codes=('b', 'a'), beyond=(), unknown=('x',))
    >>> wanted("a,b,c,d,e", "abcdef").beyond
    ('e',)
    """
    asked = list(dict.fromkeys(filter(None, (x.strip() for x in text.split(",")))))
    codes = [code for code in asked if code in known]
    unknown = tuple(code for code in asked if code not in known)
    return Wanted(tuple(codes[:MOST]), tuple(codes[MOST:]), unknown)


@dataclass(frozen=True)
class ByKind:
    """Whole entries of areas: a head for each kind, a number for each, then all."""

    heads: tuple[str, ...]
    rows: Mapping[str, tuple[int, ...]]


def by_kind(
    coverage: Coverage,
    assets: pd.DataFrame,
    definitions: Definitions,
    codes: Sequence[str],
) -> ByKind:
    """Return the entries of some areas by kind, which add up to those of each.

    ``assets`` as ``search.search.all_assets``; of kinds that none of them has, none.
    """
    ask, live = coverage.ask, live_entries(assets, current_day())
    counts = {
        kind.plural.text(): whole_entries(
            chosen(live, replace(ask, kind=kind.id)), coverage.layer.of_authority
        )["entries"].reindex(list(codes))
        for kind in definitions.kinds.values()
        if ask.kind in ("", kind.id)
    }
    kept = {head: one for head, one in counts.items() if one.any()}
    return ByKind(
        tuple(kept),
        {
            code: (
                *(int(one[code]) for one in kept.values()),
                int(coverage.table["entries"][code]),
            )
            for code in codes
        },
    )
