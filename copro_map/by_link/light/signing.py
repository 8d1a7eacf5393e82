"""Signing in by a link, and out: full loads of a page, for that is when cookies count.

A script of Streamlit reads cookies once, when its page connects.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.config import load_settings
from copro_map.base.i18n import t
from copro_map.by_link.light import cookies
from copro_map.by_link.light.opening import Opened, at, go_on, in_language
from copro_map.drawing.templates import render
from copro_map.frame.doors import from_this_machine
from copro_map.frame.light.form import Form
from copro_map.frame.light.page import light_page, spoken
from copro_map.people.sessions import LASTS, SESSION_COOKIE, end_session
from copro_map.people.signing_in import sign_in

# What Streamlit keeps of who somebody is at a provider, in one cookie or several.
OF_STREAMLIT = "_streamlit_user"


def page_to_sign_in(request: Request, opened: Opened) -> Response:
    """Return the page with the one press that signs in: opening alone does not."""
    body = render(
        "by_link/sign_in_press.html",
        address=opened.link.address,
        proof=opened.proof("sign_in"),
        action=at("/k"),
    )
    return light_page(request, t("Sign in"), body)


def signed_in(request: Request, opened: Opened, _form: Form) -> Response:
    """Use the link up, and go on as whoever it is for."""
    signed = sign_in(
        opened.settings,
        opened.token,
        opened.now,
        browser=cookies.kept(request, cookies.BROWSER),
        is_local=from_this_machine(request.scope),
    )
    response = go_on(in_language(signed.goes_to or "/desk"))
    seconds = int(LASTS.total_seconds())
    cookies.keep(response, request, SESSION_COOKIE, signed.token, seconds=seconds)
    cookies.drop(response, cookies.LINK)
    return response


@spoken
def sign_out(request: Request) -> Response:
    """Answer ``/sign-out``: end the session in the database, then in the browser."""
    end_session(load_settings(), cookies.kept(request, SESSION_COOKIE))
    response = go_on(in_language(request.query_params.get("to", "")))
    for name in request.cookies:
        if name.startswith(OF_STREAMLIT):
            cookies.drop(response, name)
    cookies.drop(response, SESSION_COOKIE)
    cookies.drop(response, cookies.LINK)
    return response
