"""Grid references and points as people write them: to metres, and to degrees."""

from __future__ import annotations

import re

# The letters of the National Grid: 500 km squares, each of 25 squares of 100 km, from
# the north-west, row by row; I is left out. Its origin is the corner of square SV.
LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
SQUARE_M = 100_000
FIGURES = (4, 6, 8, 10)  # two figures a side are 1 km, five are 1 m
GRID = re.compile(
    r"([HNOST][A-HJ-Z])[\s:.,-]*(\d{2,5})[\s,/-]*(\d{2,5})", re.IGNORECASE
)
TOGETHER = re.compile(r"([HNOST][A-HJ-Z])\s*(\d{4,10})", re.IGNORECASE)
METRES = re.compile(r"E?\s*(\d{6})(?:\.\d+)?\s*[,;/\s]\s*N?\s*(\d{6})(?:\.\d+)?", re.I)
MINUS = re.compile("[\u2212\u2013\u2010\u2011]")
NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
COMMA_NUMBER = r"[+-]?\d{1,3},\d+"
# How the two numbers of a point may be parted; with decimal commas only so.
POINTS = (
    re.compile(rf"({NUMBER})\s*[,;\s]\s*({NUMBER})"),
    re.compile(rf"({COMMA_NUMBER})\s*(?:[;/]|,\s|\s)\s*({COMMA_NUMBER})"),
)
# 52.41 N 4.08 W: what the letters say of the sign.
COMPASS = re.compile(
    rf"({NUMBER})\s*([NSEW])[,;\s]*({NUMBER})\s*([NSEW])", re.IGNORECASE
)


def _corner(letters: str) -> tuple[int, int]:
    """Return the south-west corner of a square of 100 km, in metres.

    Two letters, by the arithmetic of the National Grid.
    """
    first, second = (LETTERS.index(letter) for letter in letters.upper())
    east = (first % 5 - 2) * 5 + second % 5
    north = (3 - first // 5) * 5 + (4 - second // 5)
    return east * SQUARE_M, north * SQUARE_M


def parse_grid(text: str) -> tuple[float, float] | None:
    """Return easting and northing (metres, EPSG:27700) of a grid reference, or None.

    Two letters and 4 to 10 figures, with spaces or without, or easting and northing in
    six figures each. A reference means the south-west corner of its square, as it does
    on the maps of Ordnance Survey.

    Examples
    --------
    >>> parse_grid("SH 723 198"), parse_grid("sh723198"), parse_grid("272300 319800")
    ((272300.0, 319800.0), (272300.0, 319800.0), (272300.0, 319800.0))
    >>> parse_grid("SH 7219"), parse_grid("SY23"), parse_grid("SH 72 198")
    ((272000.0, 319000.0), None, None)
    """
    tidy = text.strip()
    if found := METRES.fullmatch(tidy):
        return float(found[1]), float(found[2])
    if found := TOGETHER.fullmatch(tidy):
        half = len(found[2]) // 2
        figures = (found[2][:half], found[2][half:])
    elif found := GRID.fullmatch(tidy):
        figures = (found[2], found[3])
    else:
        return None
    if len(figures[0]) != len(figures[1]):
        return None
    unit = SQUARE_M / 10 ** len(figures[0])
    east, north = _corner(found[1])
    return east + int(figures[0]) * unit, north + int(figures[1]) * unit


def _signed(number: str, letter: str) -> float:
    return -abs(float(number)) if letter.upper() in "SW" else abs(float(number))


def parse_pair(text: str) -> tuple[float, float] | None:
    """Return the two numbers of a point, in the order in which they stand, or None.

    A decimal point or comma, a minus of any kind, degrees and N, S, E, W.

    Examples
    --------
    >>> parse_pair("52.41, -4.08"), parse_pair("52,41; -4,08")
    ((52.41, -4.08), (52.41, -4.08))
    >>> parse_pair("52.41\u00b0N 4.08\u00b0W"), parse_pair("52.41 \u22124.08")
    ((52.41, -4.08), (52.41, -4.08))
    >>> parse_pair("SY23"), parse_pair("1,2,3")
    (None, None)
    """
    tidy = MINUS.sub("-", text.strip()).replace("\u00b0", " ").strip("()[] ")
    if found := COMPASS.fullmatch(tidy):
        one, other = _signed(found[1], found[2]), _signed(found[3], found[4])
        return (one, other) if found[2].upper() in "NS" else (other, one)
    for pattern in POINTS:
        if found := pattern.fullmatch(tidy):
            return float(found[1].replace(",", ".")), float(found[2].replace(",", "."))
    return None
