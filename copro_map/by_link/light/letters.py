"""The page of a letter's link: no more of these letters, or again. One press each.

It opens no entry, and signs nobody in.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.i18n import t
from copro_map.by_link.light.opening import Opened, at, go_on
from copro_map.drawing.templates import render
from copro_map.frame.light.form import Form
from copro_map.frame.light.page import light_page
from copro_map.people.wanted import NAMES, is_stopped, set_wanted

PURPOSE = "letters"
NO_MORE, AGAIN = "no_more", "again"


def page_of_letters(request: Request, here: Opened) -> Response:
    """Return the page that says whether a letter is written, with the one button.

    Raises
    ------
    LinkError
        If the link is about no letter.
    """
    stopped = is_stopped(here.settings, here.link)
    what = AGAIN if stopped else NO_MORE
    body = render(
        "by_link/letters.html",
        letter=t(NAMES[here.link.entry]),
        stopped=stopped,
        press=what,
        proof=here.proof(what),
        action=at("/k"),
    )
    return light_page(request, t("Your letters from the asset map"), body)


def _press(here: Opened, *, wanted: bool) -> Response:
    set_wanted(here.settings, here.link, here.now, wanted=wanted)
    return go_on(at("/k"))


def no_more(_request: Request, here: Opened, _form: Form) -> Response:
    """Write this letter no more to whoever the link is for, and show that."""
    return _press(here, wanted=False)


def again(_request: Request, here: Opened, _form: Form) -> Response:
    """Let this letter be written again, and show that."""
    return _press(here, wanted=True)


def in_one_press(request: Request, here: Opened) -> Response:
    """Do as ``no_more`` for a mail program, which follows no way on (RFC 8058)."""
    set_wanted(here.settings, here.link, here.now, wanted=False)
    return page_of_letters(request, here)
