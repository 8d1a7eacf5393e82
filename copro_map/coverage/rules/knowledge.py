"""What people say of an area: what we know of it, and the requests nobody can meet.

From a ledger of the outreach to local partners (who was asked when, and who said when
that there is none), and from the open requests and offers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from copro_map.assets.rules.matching import KM as KM
from copro_map.assets.rules.matching import unmet
from copro_map.assets.rules.opening import open_exchanges as open_exchanges
from copro_map.base.errors import UnknownAreaError
from copro_map.base.i18n import N_
from copro_map.coverage.rules.counting import served_by

Known = Literal["not_asked", "asked", "confirmed_none"]
# From the weakest knowledge to the strongest.
STATES: tuple[Known, ...] = ("not_asked", "asked", "confirmed_none")
EVERY_THEME = ""
MONTHS = 12  # that a confirmation holds


def in_force(none_on: str, today: date) -> bool:
    """Say whether a confirmation of ``none_on`` (ISO date, or "") holds today.

    It holds on its day and for 12 calendar months: through the same day of the next
    year (28 February for one of 29 February), and no longer from the day after. One
    dated in the future does not hold.

    Examples
    --------
    >>> in_force("2025-11-21", date(2026, 11, 21))
    True
    >>> in_force("2025-11-21", date(2026, 11, 22))
    False
    """
    if not none_on:
        return False
    confirmed, now = pd.Timestamp(none_on), pd.Timestamp(today)
    return bool(confirmed <= now <= confirmed + pd.DateOffset(months=MONTHS))


def by_cell(
    ledger: pd.DataFrame,
    members: Mapping[str, frozenset[str]],
    themes: Sequence[str],
) -> pd.DataFrame:
    """Return the ledger, each row once for every authority and theme it holds for."""
    unknown = set(ledger["area_code"]) - set(members)
    if unknown:
        raise UnknownAreaError(
            N_("{areas}: the ledger names areas that there are not. Correct it."),
            areas=", ".join(sorted(unknown)),
        )
    held = [sorted(members[code]) for code in ledger["area_code"]]
    topics = [list(themes) if t == EVERY_THEME else [t] for t in ledger["theme"]]
    cells = ledger.assign(
        area_code=pd.Series(held, ledger.index, dtype=object),
        theme=pd.Series(topics, ledger.index, dtype=object),
    )
    return cells.explode("area_code").explode("theme")


def state(
    ledger: pd.DataFrame,
    members: Mapping[str, frozenset[str]],
    authorities: Sequence[str],
    themes: Sequence[str],
    *,
    today: date,
) -> pd.DataFrame:
    """Return what is known of each theme in each authority.

    Parameters
    ----------
    ledger
        A row for each contact: ``area_code`` (of any layer), ``theme`` ("" = every
        theme), ``asked_on`` and ``none_on`` (ISO dates, or ""). A row for a region
        holds for each of its authorities, one for every theme for each theme. Dates in
        the future count for nothing.
    members
        The authorities of each area of every layer, and of all Wales if the ledger
        names it; an authority has itself.
    authorities, themes
        The cells asked about. The theme "" stands for all themes together: only rows
        for every theme hold for it.
    today
        The day on which confirmations are judged.

    Returns
    -------
    pandas.DataFrame
        A row for each authority and theme, in the order given: ``area_code``,
        ``theme``; ``state``, one of ``STATES``; ``asked_on`` and ``none_on``, the
        latest asking and the latest confirmation (ISO dates, "" if never), the latter
        also when it has lapsed. A confirmation that has lapsed (see :func:`in_force`)
        leaves "asked" if someone was asked, else "not_asked".

    Raises
    ------
    UnknownAreaError
        If the ledger names an area that ``members`` does not have.

    Examples
    --------
    >>> ledger = pd.DataFrame({"area_code": ["powys"], "theme": [""],
    ...                        "asked_on": ["2026-02-01"], "none_on": ["2026-03-09"]})
    >>> state(ledger, {"powys": frozenset({"W06000023"})}, ["W06000023"], ["food"],
    ...       today=date(2026, 11, 21)).values.tolist()
    [['W06000023', 'food', 'confirmed_none', '2026-02-01', '2026-03-09']]
    """
    rows = by_cell(ledger, members, themes)
    # ISO dates sort as text; "" comes before every one of them.
    dates = rows[["asked_on", "none_on"]].astype(object)
    past = dates.where(dates <= today.isoformat(), "")
    latest = past.groupby([rows["area_code"], rows["theme"]]).max()
    cells = pd.MultiIndex.from_product(
        [authorities, themes], names=["area_code", "theme"]
    )
    known = latest.reindex(cells, fill_value="").reset_index()
    none = [in_force(day, today) for day in known["none_on"]]
    asked = known["asked_on"] != ""
    word = np.select([none, asked], ["confirmed_none", "asked"], "not_asked")
    known.insert(2, "state", word)
    return known


def region_state(
    count: float, states: Iterable[Known]
) -> Literal["recorded", "not_asked", "asked", "confirmed_none"]:
    """Return what is known of an area that has ``count`` entries.

    "recorded" if it has any; else the weakest of what is known of its authorities
    (``states``), for none is confirmed of a region until each part of it is.

    Examples
    --------
    >>> region_state(0, ["confirmed_none", "asked"])
    'asked'
    >>> region_state(0.5, ["not_asked"])
    'recorded'
    """
    if count > 0:
        return "recorded"
    return min(states, key=STATES.index, default="not_asked")


def unmet_by_area(
    requests: pd.DataFrame,
    offers: pd.DataFrame,
    of_authority: Mapping[str, str],
    km: float,
) -> pd.DataFrame:
    """Return the open requests of each area, and how many no offer can meet.

    Parameters
    ----------
    requests, offers
        Those that are open, as ``open_exchanges`` returns them.
    of_authority
        The area that holds each authority.
    km
        How far an offer reaches (km), as for ``assets.rules.matching.unmet``.

    Returns
    -------
    pandas.DataFrame
        Index ``area_code``; ``requests``, and of these ``isolated`` and
        ``crowded_out``: entries, a request counts in every area that it serves.

    Examples
    --------
    >>> entry = {"easting_m": 0, "northing_m": 0, "precision": "town",
    ...          "authority": "W06000023", "served_authorities": (),
    ...          "serves_all_wales": False, "themes": ("food",), "languages": ("cy",),
    ...          "exchange_category": "", "organisation_id": ""}
    >>> requests = pd.DataFrame([entry, entry], index=["a", "b"])
    >>> offers = pd.DataFrame([entry], index=["one"])
    >>> found = unmet_by_area(requests, offers, {"W06000023": "powys"}, 10)
    >>> found.loc["powys"].to_dict()
    {'requests': 2, 'isolated': 0, 'crowded_out': 1}
    """
    status = unmet(requests, offers, km)["status"]
    counted = {
        name: served_by(requests[which], of_authority)
        for name, which in (
            ("requests", status != ""),
            ("isolated", status == "isolated"),
            ("crowded_out", status == "crowded_out"),
        )
    }
    return pd.DataFrame(counted)
