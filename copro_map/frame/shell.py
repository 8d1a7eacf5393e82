"""What stands on a page until Streamlit has drawn it: words, and links to press.

It lies over the page while that is drawn, which nobody sees, and is gone in one step
when it is: nothing moves, and whoever waits on a slow line reads meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from copro_map.drawing.on_screen import SCALE
from copro_map.drawing.templates import Html, render, script, styles
from copro_map.frame.foot import foot
from copro_map.frame.heads import Head, Site
from copro_map.frame.light.page import notes
from copro_map.frame.menu import menu

HERE = Path(__file__).parent
SHEETS = (
    *(HERE / f"{x}.css" for x in ("colours", "style", "menu", "figures", "shell")),
    SCALE,
)
SCRIPT = HERE / "shell.js"


def style() -> Html:
    """Return the styles of a shell: those of the live page, and a few of its own."""
    return styles(*SHEETS)


def shell(site: Site, path: str, params: Mapping[str, str], head: Head) -> Html:
    """Return what stands on a page until it is drawn, in the language in force.

    The main words are those of ``site.shell_of``; of a page that it says nothing of,
    how the page is headed.
    """
    own = {name: value for name, value in params.items() if name != "lang"}
    return render(
        "frame/shell.html",
        top=menu(site.pages, path, own),
        notes=notes(),
        main=site.shell_of(path, params),
        head=head,
        script=script(SCRIPT),
        **foot(),
    )
