"""The head of a page, live or light: title, description, preview and languages."""

from __future__ import annotations

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.store.programme import demonstration_note
from copro_map.drawing.templates import Html, render
from copro_map.frame.heads import Head, whole_title


def in_head(head: Head, *, found: bool = True) -> Html:
    """Return what a page says in its head, in the language in force.

    What is not there is not ``found``: no search engine is to keep it. Nor is one to
    keep a demonstration, whose title and description say first that it is one.
    """
    try:
        note = demonstration_note(load_settings())
    except CoproMapError:
        note = ""
    return render(
        "frame/head.html",
        head=head,
        found=found and not note,
        title=whole_title(head.title, invented=bool(note)),
        description=" ".join(filter(None, (note, head.description))),
    )
