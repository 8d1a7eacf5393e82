"""What somebody puts on their own site to show a part of the map there."""

from __future__ import annotations

from copro_map.drawing.templates import render
from copro_map.frame.heads import own_address


def snippet(address: str, title: str, language: str) -> str:
    """Return the HTML of a frame of an address, which has a title for screen readers.

    The frame is read without the script beside it, which only sets its height.

    Examples
    --------
    >>> snippet("https://map.example/cy/embed", '"A" & co', "cy").partition(" lang")[0]
    '<iframe src="https://map.example/cy/embed" title="&#34;A&#34; &amp; co"'
    """
    made = render(
        "open_data/snippet.html",
        address=address,
        title=title,
        language=language,
        script=f"{own_address()}/embed.js",
    )
    return str(made)
