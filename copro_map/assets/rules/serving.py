"""Which authorities an entry is for: every count of entries by area begins here."""

from __future__ import annotations

import pandas as pd


def authorities_of(assets: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the authorities that each entry is for, in the order of the frame.

    Those that it serves; where it is based, if it names none. None of one that serves
    all Wales (it is apart), or has neither. ``assets`` has ``authority`` ("" without a
    base), ``served_authorities`` and ``serves_all_wales``.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "authority": ["W06000008", "W06000023", "W06000015"],
    ...     "served_authorities": [frozenset(), {"W06000002", "W06000001"}, {"W"}],
    ...     "serves_all_wales": [False, False, True]})
    >>> authorities_of(frame)
    [('W06000008',), ('W06000001', 'W06000002'), ()]
    """
    columns = zip(
        assets["authority"],
        assets["served_authorities"],
        assets["serves_all_wales"],
        strict=True,
    )
    return [
        () if everywhere else tuple(sorted(served)) or (base,) * bool(base)
        for base, served, everywhere in columns
    ]
