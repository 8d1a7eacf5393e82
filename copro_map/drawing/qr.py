"""A text as a QR code: the pattern that a phone's camera reads, as SVG."""

from __future__ import annotations

from io import BytesIO

import segno

LEVEL = "m"  # 15 % of it may be hidden
EDGE, SCALE = 4, 8  # modules of nothing around it; points of a module


def qr_svg(text: str) -> str:
    """Return a QR code as SVG, to be drawn at any size, made by ``segno``.

    It says nothing to those who do not see it: the address is to stand beside it.

    Examples
    --------
    >>> qr_svg("https://map.example.org")[:4]
    '<svg'
    """
    drawn = BytesIO()
    code = segno.make(text, error=LEVEL, boost_error=False, micro=False)
    code.save(
        drawn,
        kind="svg",
        scale=SCALE,
        border=EDGE,
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return drawn.getvalue().decode()
