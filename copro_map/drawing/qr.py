"""A text as a QR code: the pattern that a phone's camera reads, as SVG.

ISO/IEC 18004, bytes alone, level M (15 % of it may be hidden), up to 106 bytes, as
an address of a page needs no more. No text of it is ever drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[np.uint8]
Numbers = Any
# By version, which is the size: codewords for errors of a block, blocks, data of each.
BLOCKS = {
    1: (10, 1, 16),
    2: (16, 1, 28),
    3: (26, 1, 44),
    4: (18, 2, 32),
    5: (24, 2, 43),
    6: (16, 4, 27),
}
FIELD, FORMAT, FORMAT_MASK = 0x11D, 0x537, 0x5412  # polynomials of the standard
BYTES, PADS = 0b0100, (0xEC, 0x11)
EDGE = 4  # modules of nothing around it
FINDER = np.array([[max(abs(x), abs(y)) not in (2, 4) for x in range(-4, 5)]
                   for y in range(-4, 5)], dtype=np.uint8)  # fmt: skip
ALIGNING = np.array([[max(abs(x), abs(y)) != 1 for x in range(-2, 3)]
                     for y in range(-2, 3)], dtype=np.uint8)  # fmt: skip
MASKS: tuple[Callable[[Numbers, Numbers], Numbers], ...] = (
    lambda y, x: (y + x) % 2,
    lambda y, x: y % 2 + 0 * x,
    lambda y, x: x % 3 + 0 * y,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
LIKE_A_FINDER = ("10111010000", "00001011101")


@cache
def _powers() -> tuple[list[int], dict[int, int]]:
    """Return the powers of 2 in the field of 256 numbers, and of which each is one."""
    powers = [1]
    while len(powers) < 255:
        double = powers[-1] << 1
        powers.append(double ^ FIELD if double > 255 else double)
    return powers, {power: n for n, power in enumerate(powers)}


def _times(one: int, other: int) -> int:
    powers, of = _powers()
    return powers[(of[one] + of[other]) % 255] if one and other else 0


def _for_errors(data: list[int], count: int) -> list[int]:
    """Return the codewords by which errors are put right (Reed and Solomon)."""
    powers, _ = _powers()
    by = [1]
    for n in range(count):
        longer = [_times(x, powers[n]) for x in by]
        by = [a ^ b for a, b in zip([*by, 0], [0, *longer], strict=True)]
    rest = [*data, *[0] * count]
    for at in range(len(data)):
        lead = rest[at]
        for n, factor in enumerate(by):
            rest[at + n] ^= _times(factor, lead)
    return rest[-count:]


def _codewords(content: bytes, version: int) -> list[int]:
    """Return what is written: the blocks by turns, then what puts errors right."""
    count, blocks, size = BLOCKS[version]
    bits = f"{BYTES:04b}{len(content):08b}" + "".join(f"{x:08b}" for x in content)
    bits += "0" * min(4, blocks * size * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    data = [int(bits[x : x + 8], 2) for x in range(0, len(bits), 8)]
    data += [PADS[n % 2] for n in range(blocks * size - len(data))]
    parts = [data[x * size : (x + 1) * size] for x in range(blocks)]
    errors = [_for_errors(part, count) for part in parts]
    return [
        part[n] for group in (parts, errors) for n in range(len(group[0]))
        for part in group
    ]  # fmt: skip


def _frame(version: int) -> tuple[Grid, Grid]:
    """Return what is the same in every code of a size, and where that is."""
    side = 17 + 4 * version
    grid, taken = (np.zeros((side, side), dtype=np.uint8) for _ in range(2))
    taken[6], taken[:, 6] = 1, 1
    grid[6], grid[:, 6] = (np.arange(side) + 1) % 2, (np.arange(side) + 1) % 2
    taken[:9, :9], taken[-8:, :9], taken[:9, -8:] = 1, 1, 1
    grid[:8, :8], grid[-8:, :8], grid[:8, -8:] = (
        FINDER[1:, 1:],
        FINDER[:-1, 1:],
        FINDER[1:, :-1],
    )
    if version > 1:
        grid[-9:-4, -9:-4] = ALIGNING
        taken[-9:-4, -9:-4] = 1
    return grid, taken


def _fill(grid: Grid, taken: Grid, bits: list[int]) -> None:
    """Write bits upwards and downwards in turns, two columns at a time, from right."""
    side, waiting = len(grid), iter(bits)
    columns = [x for x in range(side - 1, 0, -2) if x > 6] + [5, 3, 1]
    for turn, right in enumerate(columns):
        rows = range(side) if turn % 2 else range(side - 1, -1, -1)
        for y in rows:
            for x in (right, right - 1):
                if not taken[y, x]:
                    grid[y, x] = next(waiting, 0)


def _write_format(grid: Grid, mask: int) -> None:
    """Write which level and which mask it has, twice."""
    rest = mask << 10
    for at in range(14, 9, -1):
        rest ^= FORMAT << (at - 10) if rest >> at & 1 else 0
    told = (mask << 10 | rest) ^ FORMAT_MASK
    bits = [told >> n & 1 for n in range(15)]
    grid[[0, 1, 2, 3, 4, 5, 7, 8], 8] = bits[:8]
    grid[8, [7, 5, 4, 3, 2, 1, 0]] = bits[8:]
    grid[8, [-1, -2, -3, -4, -5, -6, -7, -8]] = bits[:8]
    grid[range(-7, 0), 8] = bits[8:]
    grid[-8, 8] = 1


def _faults(grid: Grid) -> int:
    """Return how hard a code is to read: long lines, squares, what is like a corner."""
    found = 0
    for lines in (grid, grid.T):
        for line in lines:
            runs = [len([*run]) for _, run in groupby(line.tolist())]
            found += sum(run - 2 for run in runs if run >= 5)
            text = "".join(map(str, line.tolist()))
            found += 40 * sum(
                text[at : at + 11] in LIKE_A_FINDER for at in range(len(text) - 10)
            )
    sums = grid[1:, 1:] + grid[1:, :-1] + grid[:-1, 1:] + grid[:-1, :-1]
    found += 3 * int(np.isin(sums, (0, 4)).sum())
    return found + 10 * int(abs(grid.mean() * 100 - 50) // 5)


def qr_grid(text: str) -> Grid | None:
    """Return the modules of a QR code, 1 for a dark one; None if it is too long.

    Examples
    --------
    >>> qr_grid("https://map.example.org/workshop").shape, qr_grid("a" * 107)
    ((29, 29), None)
    """
    content = text.encode()
    fits = (x for x, (_, n, size) in BLOCKS.items() if len(content) + 2 <= n * size)
    version = next(fits, None)
    if version is None:
        return None
    words = _codewords(content, version)
    frame, taken = _frame(version)
    _fill(frame, taken, [word >> n & 1 for word in words for n in range(7, -1, -1)])
    y, x = np.indices(frame.shape)
    grids: list[Grid] = []
    for number, mask in enumerate(MASKS):
        grid = frame ^ ((mask(y, x) == 0) & (taken == 0)).astype(np.uint8)
        _write_format(grid, number)
        grids.append(grid)
    return min(grids, key=_faults)


def qr_svg(text: str) -> str:
    """Return a QR code as SVG, to be drawn at any size; "" if the text is too long.

    It says nothing to those who do not see it: the address is to stand beside it.

    Examples
    --------
    >>> qr_svg("https://map.example.org")[:4], qr_svg("a" * 107)
    ('<svg', '')
    """
    grid = qr_grid(text)
    if grid is None:
        return ""
    size = len(grid) + 2 * EDGE
    dark = np.argwhere(grid).tolist()
    path = "".join(f"M{x + EDGE} {y + EDGE}h1v1h-1z" for y, x in dark)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'width="{size * 8}" height="{size * 8}" aria-hidden="true" '
        f'shape-rendering="crispEdges"><path d="M0 0h{size}v{size}h-{size}z" '
        f'fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )
