"""A document on a screen: one HTML page, nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from copro_map.drawing.document import Document
from copro_map.drawing.document_data import as_data
from copro_map.drawing.dot_range import STYLE as DOTS
from copro_map.drawing.templates import Html, render, styles

STYLE = Path(__file__).parent / "document.css"
SCALE = Path(__file__).parent / "scale.css"  # bars and statuses, on the pages too
# Whatever a text may hold, nothing runs and nothing is fetched.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def html_of(document: Document) -> Html:
    """Return a document as one HTML page, everything that is in it.

    Each language is an article with its ``lang`` and a link to the others. No script,
    and nothing from another host.

    Examples
    --------
    >>> from datetime import date
    >>> from copro_map.drawing.document import Edition, Title
    >>> title = Title("Bwrdd", "Tŷ & <b>")
    >>> html = html_of(Document(date(2027, 3, 1), (
    ...     Edition("cy", "Tŷ", "Bwrdd", (title,)),
    ... )))
    >>> "<h1>Tŷ &amp; &lt;b&gt;</h1>" in html, '<article id="cy" lang="cy">' in html
    (True, True)
    """
    style = styles(SCALE, DOTS, STYLE)
    return render(
        "drawing/document.html", document=as_data(document), policy=POLICY, style=style
    )
