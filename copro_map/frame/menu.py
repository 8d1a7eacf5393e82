"""What stands at the top of every page: the site, its pages in words, the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from copro_map.base.i18n import LANGUAGES, N_, current_language, t
from copro_map.drawing.templates import Html, render
from copro_map.frame.heads import Page

SIGNED_IN = "signed_in"  # A page that stands in the menu of whoever is signed in.
# What most come for, in the order of the menu: in words that stay short on a phone.
WANTED_MOST = {
    "asset_map": N_("Find"),
    "exchange": N_("Ask or offer"),
    "coverage": N_("What is missing"),
    "indicators": N_("Progress"),
    "contribute": N_("Add"),
}
# What a phone has no room for: it stands with the rest there.
WIDE = ("indicators",)


@dataclass(frozen=True)
class Entry:
    """A page in the menu.

    ``is_here`` of the one that is shown, ``is_own`` of one that stands there for
    whoever is signed in, ``is_wide`` of one that a phone has no room for.
    """

    word: str
    to: str
    is_here: bool
    is_own: bool
    is_wide: bool


@dataclass(frozen=True)
class Somebody:
    """Who is signed in, and what they are here."""

    name: str
    role: str


def _query(params: Mapping[str, str], language: str) -> str:
    return urlencode({**params, "lang": language})


def menu(
    pages: Sequence[Page],
    path: str,
    params: Mapping[str, str],
    somebody: Somebody | None = None,
) -> Html:
    """Return the top of the page at a path, in the current language.

    Examples
    --------
    >>> pages = (("", "Home", "", True), ("", "Areas", "area", True))
    >>> top = menu(pages, "area", {"code": "W06000008"})
    >>> 'href="/area?code=W06000008&amp;lang=cy"' in top
    True
    """
    language = current_language()
    other = next(code for code in LANGUAGES if code != language)
    in_menu = {True, SIGNED_IN} if somebody else {True}
    titles = {at: title for _, title, at, shown in pages if shown in in_menu and at}
    own = {at for _, _, at, shown in pages if shown == SIGNED_IN}
    first = [at for at in WANTED_MOST if at in titles]
    order = [*first, *(at for at in titles if at not in WANTED_MOST)]
    listed = [
        Entry(
            t(WANTED_MOST.get(at, titles[at])),
            f"/{at}?lang={language}",
            is_here=at == path,
            is_own=at in own,
            is_wide=at in WIDE,
        )
        for at in order
    ]
    return render(
        "frame/menu.html",
        is_home=not path,
        wanted=listed[: len(first)],
        rest=listed[len(first) :],
        other=other,
        other_name=LANGUAGES[other],
        switch=f"/{path}?{_query(params, other)}",
        somebody=somebody,
        out=urlencode({"to": f"/{path}", "lang": language}),
    )
