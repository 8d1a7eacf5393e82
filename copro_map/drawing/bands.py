"""Classes of a map's colours: few, with rounded bounds, light to dark in one hue."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from copro_map.base.i18n import t

# From clearly darker than land and sea to the accent, in equal steps of lightness
# (OKLab); neighbours differ in contrast by at least 1.4.
PALETTE = ("#B3DBD6", "#8BB8B8", "#67999E", "#3C757F", "#0B5563")
_SHADES = {1: (2,), 2: (1, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
_FINENESS = 5  # bounds are rounded to a fifth of an even class, or finer
SEVERAL = 2
_ALIKE = 1e-9  # a range so small beside the values is rounding, not difference


@dataclass(frozen=True)
class Band:
    """Values from ``lower`` up to ``upper``, in one colour; ``text`` says which.

    A value on a bound belongs to the band that begins there; only the last band holds
    its own ``upper``.
    """

    lower: float
    upper: float
    colour: str
    text: str


def _step(span: float, how_many: int) -> float:
    """Return 1, 2 or 5 times a power of ten: what the bounds are rounded to."""
    fine = span / how_many / _FINENESS
    power = 10.0 ** math.floor(math.log10(fine))
    return max(power * digit for digit in (1, 2, 5) if power * digit <= fine * 1.000001)


def _decimals(step: float) -> int:
    return max(0, -math.floor(math.log10(step * 1.000001)))


def _bounds(known: pd.Series, how_many: int, step: float) -> list[float]:
    """Return rounded bounds that hold about as many values in each band, none empty."""
    decimals = _decimals(step)
    low, high = float(known.min()), float(known.max())
    parts = [part / how_many for part in range(1, how_many)]
    inner = {
        round(math.floor(q / step + 0.5) * step, decimals)
        for q in known.quantile(parts)
    }
    # Rounding may carry an end past the value it must hold.
    bounds = [min(round(math.floor(low / step) * step, decimals), low)]
    for bound in sorted(inner):
        if ((known >= bounds[-1]) & (known < bound)).any() and bound <= high:
            bounds.append(bound)
    return [*bounds, max(round(math.ceil(high / step) * step, decimals), high)]


def number(value: float, decimals: int) -> str:
    """Return a number as people read it.

    Examples
    --------
    >>> number(12500, 0), number(-0.04, 1)
    ('12,500', '0.0')
    """
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.") else text


def _texts(bounds: Sequence[float], decimals: int, *, whole: bool) -> list[str]:
    """Return each band in words; whole numbers end one before the next band begins."""
    ends = [*(bound - 1 if whole else bound for bound in bounds[1:-1]), bounds[-1]]
    pairs = [
        (number(lower, decimals), number(upper, decimals))
        for lower, upper in zip(bounds, ends, strict=False)
    ]
    return [
        lower if lower == upper else t("{lower} to {upper}", lower=lower, upper=upper)
        for lower, upper in pairs
    ]


def _alike(known: pd.Series) -> bool:
    """Say whether all known values are the same, apart from rounding."""
    low, high = float(known.min()), float(known.max())
    return high - low <= _ALIKE * max(abs(low), abs(high))


def classes_of_areas(values: pd.Series, ground: str) -> tuple[Band, ...]:
    """Return the classes of a map of areas, as ``classes``.

    Where two areas or more are all alike, one colour for all would seem to say
    something: they are left in that of the ground, and the class says it in words.

    Examples
    --------
    >>> alike = classes_of_areas(pd.Series([0.0, 0.0, None]), "#FFFFFF")
    >>> [(band.text, band.colour) for band in alike]
    [('All 2 areas are alike: 0', '#FFFFFF')]
    >>> [band.text for band in classes_of_areas(pd.Series([0, 3]), "#FFFFFF")]
    ['0 to 1', '2 to 3']
    """
    known, bands = values.dropna(), classes(values)
    if len(known) < SEVERAL or not _alike(known):
        return bands
    words = t("All {n} areas are alike: {figure}", n=len(known), figure=bands[0].text)
    return (replace(bands[0], colour=ground, text=words),)


def classes(values: pd.Series, how_many: int = 5) -> tuple[Band, ...]:
    """Return the classes of a map: every known value lies in exactly one.

    Parameters
    ----------
    values
        Any unit; missing values belong to no class.
    how_many
        At most so many classes, 1 to 5; fewer where values are alike.

    Returns
    -------
    tuple of Band
        From low to high, touching, none without a value. One class in a middle shade if
        all values are the same; none if all are missing.

    Notes
    -----
    Quantiles, so that every shade is seen, each moved to a rounded number near it; of
    the different values where too many are alike.

    Examples
    --------
    >>> [x.text for x in classes(pd.Series([0.4, 1.3, 2.2, 2.9, 6.1, None]), 3)]
    ['0.4 to 1.6', '1.6 to 2.6', '2.6 to 6.2']
    >>> [x.text for x in classes(pd.Series([0, 1, 2, 3, 4, 8]), 2)]
    ['0 to 2', '3 to 8']
    >>> classes(pd.Series([3.0, 3.0]))[0].text, classes(pd.Series([None], dtype=float))
    ('3', ())
    """
    known = values.dropna().astype(float)
    if known.empty:
        return ()
    low, high = float(known.min()), float(known.max())
    if _alike(known):
        text = number(low, 0 if low.is_integer() else 1)
        return (Band(low, high, PALETTE[2], text),)
    whole = bool((known % 1 == 0).all())
    step = max(_step(high - low, how_many), 1.0 if whole else 0.0)
    # Many equal values would swallow every bound; then the others are spread evenly.
    each = known.drop_duplicates()
    most = min(how_many, len(each))
    bounds = max((_bounds(x, most, step) for x in (known, each)), key=len)
    texts = _texts(bounds, _decimals(step), whole=whole)
    shades = [PALETTE[shade] for shade in _SHADES[len(texts)]]
    return tuple(map(Band, bounds, bounds[1:], shades, texts))


def band_of(value: float, bands: Sequence[Band]) -> Band | None:
    """Return the class that a value lies in; none if it is missing or beyond them.

    Examples
    --------
    >>> bands = classes(pd.Series([0.0, 1, 2, 3]), 2)
    >>> band_of(3, bands) == bands[1], band_of(float("nan"), bands)
    (True, None)
    """
    if bands and value == bands[-1].upper:
        return bands[-1]
    return next((band for band in bands if band.lower <= value < band.upper), None)
