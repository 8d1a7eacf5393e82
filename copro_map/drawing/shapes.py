"""The shape of each kind of entry, as SVG: one drawing for map, list and legend."""

from __future__ import annotations

from base64 import b64encode

# Each shape inside a box of 20 by 20.
PATHS = {
    "circle": "M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z",
    "square": "M3.5 3.5h13v13h-13z",
    "triangle_up": "M10 2l8.5 15.5h-17z",
    "triangle_down": "M10 18l8.5-15.5h-17z",
    "diamond": "M10 1.5l8.5 8.5l-8.5 8.5l-8.5-8.5z",
    "star": "M10 1.5l2.6 5.6 6 .6-4.5 4.2 1.3 6.1L10 15l-5.4 3 1.3-6.1L1.4 7.7l6-.6z",
}


def shape_svg(shape: str, colour: str, *, hollow: bool = False) -> str:
    """Return a shape as an SVG picture that screen readers pass over.

    A hollow one stands for a place known only roughly.

    Examples
    --------
    >>> 'aria-hidden="true"' in shape_svg("circle", "#0072B2")
    True
    """
    paint = (
        f'fill="#FFFFFF" stroke="{colour}" stroke-width="3"'
        if hollow
        else f'fill="{colour}" stroke="#FFFFFF" stroke-width="1.4"'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="shape" viewBox="0 0 20 20" '
        'width="18" height="18" aria-hidden="true" focusable="false">'
        f'<path d="{PATHS[shape]}" {paint}/></svg>'
    )


def svg_address(svg: str) -> str:
    """Return an address that holds an SVG.

    Examples
    --------
    >>> svg_address("<svg/>")
    'data:image/svg+xml;base64,PHN2Zy8+'
    """
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
