"""Asking for a link: to one's page, or to sign in. The answer tells nobody anything.

Whether an address is known is not said, not seen in how long it takes, and not by how
often it is asked.
"""

from __future__ import annotations

from contextlib import suppress

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import AtRestError, CoproMapError
from copro_map.base.i18n import explain, t
from copro_map.base.store.connection import reading
from copro_map.base.store.network import contact_on
from copro_map.base.today import current_day, current_moment
from copro_map.by_link.light import cookies
from copro_map.by_link.light.opening import at, in_language
from copro_map.by_link.light.sending import send_my_link
from copro_map.by_link.light.words import spoken_name
from copro_map.drawing.templates import is_inner, render
from copro_map.frame.light.form import Form, pressed
from copro_map.frame.light.page import light_page, spoken, status_of
from copro_map.frame.providers import providers
from copro_map.people.limits import TooOftenError, check_limit
from copro_map.people.links import LIFETIMES
from copro_map.people.mail import send_waiting
from copro_map.people.rules.addresses import AddressError, read_address
from copro_map.people.sessions import SESSION_COOKIE, who
from copro_map.people.signing_in import ask_to_sign_in

# An hour's worth, of a computer: a whole council may have one address.
BY_CLIENT = "60 per hour"
LONGEST_WAY = 500  # characters of an address to go on to


def _entry_named(settings: Settings, given: str) -> KeptEntry | None:
    """Return the entry that is asked about; None if none is, or it is not public."""
    with reading(settings.database) as database:
        found = kept_entries(database, given).get(given) if given else None
    return found if found and found.status == "published" else None


def _way(given: str) -> str:
    """Return where to go on to, empty if that is not inside this site."""
    return given if is_inner(given) and len(given) <= LONGEST_WAY else ""


def client_of(request: Request) -> str:
    """Return the network address of who asks, as far as it is known."""
    return request.client.host if request.client else ""


def _too_often(request: Request) -> str:
    """Return what to say to a computer that asks too often; empty if it does not."""
    try:
        check_limit(BY_CLIENT, "ask", client_of(request))
    except TooOftenError as error:
        return explain(error)
    return ""


def _my_link(
    request: Request, given: str, fault: str = "", typed: str = "", status: int = 400
) -> Response:
    entry = _entry_named(load_settings(), given)
    body = render(
        "by_link/ask_my_link.html",
        at=at,
        entry=entry.id if entry else "",
        called=spoken_name(entry) if entry else None,
        fault=fault,
        typed=typed,
    )
    return light_page(
        request, t("Send me my link"), body, status=status if fault else 200
    )


@spoken
def ask_my_link(request: Request) -> Response:
    """Answer GET ``/my-link``, with or without the entry that it is about."""
    return _my_link(request, request.query_params.get("entry", ""))


def send_now(settings: Settings) -> None:
    """Send what waits, before the clock does; what fails now it tries again."""
    with suppress(CoproMapError):
        send_waiting(settings, current_moment())


def _asked(request: Request, address: str, again: str, minutes: int) -> Response:
    """Return what everybody reads who asked; what is to be sent is sent after it."""
    settings = load_settings()
    body = render(
        "by_link/asked.html",
        address=address,
        again=again,
        lasts=t("The link works for a time. Minutes: {n}", n=minutes),
        contact=contact_on(settings, current_day()),
    )
    page = light_page(request, t("Look in your mail"), body)
    page.background = BackgroundTask(send_now, settings)
    return page


@pressed
def my_link_asked(request: Request, form: Form) -> Response:
    """Answer POST ``/my-link``: the same, whether or not the address is known."""
    settings, now = load_settings(), current_moment()
    given, typed = form.get("entry", ""), form.get("address", "")
    if fault := _too_often(request):
        return _my_link(request, given, fault, typed)
    try:
        address = read_address(typed)
    except AddressError as error:
        return _my_link(request, given, explain(error), typed)
    entry = _entry_named(settings, given)
    try:
        send_my_link(settings, address, entry, now, client=client_of(request))
    except AtRestError as error:
        return _my_link(request, given, explain(error), typed, status_of(error))
    again = at("/my-link", **({"entry": entry.id} if entry else {}))
    minutes = LIFETIMES["my_page"].seconds // 60
    return _asked(request, address, again, minutes)


def _sign_in(request: Request, to: str, fault: str = "", typed: str = "") -> Response:
    now, to = current_moment(), _way(to)
    session = cookies.kept(request, SESSION_COOKIE)
    body = render(
        "by_link/ask_sign_in.html",
        at=at,
        to=to,
        goes_to=in_language(to or "/desk"),
        providers=providers(),
        called=who(load_settings(), session, now).name,
        fault=fault,
        typed=typed,
    )
    return light_page(request, t("Sign in"), body, status=400 if fault else 200)


@spoken
def ask_sign_in(request: Request) -> Response:
    """Answer GET ``/sign-in``, with where to go on to afterwards."""
    return _sign_in(request, request.query_params.get("to", ""))


@pressed
def sign_in_asked(request: Request, form: Form) -> Response:
    """Answer POST ``/sign-in``: the same, whether or not the address is known.

    The link opens in this browser alone, so it is given a cookie to know it by.
    """
    settings, now = load_settings(), current_moment()
    typed, to = form.get("address", ""), _way(form.get("to", ""))
    if fault := _too_often(request):
        return _sign_in(request, to, fault, typed)
    browser, goes_to = cookies.browser_of(request), in_language(to or "/desk")
    try:
        address = read_address(typed)
        ask_to_sign_in(
            settings, address, browser, goes_to, now, client=client_of(request)
        )
    except (AddressError, TooOftenError) as error:
        return _sign_in(request, to, explain(error), typed)
    again = at("/sign-in", **({"to": to} if to else {}))
    lifetime = LIFETIMES["sign_in"].seconds
    page = _asked(request, address, again, lifetime // 60)
    cookies.keep(page, request, cookies.BROWSER, browser, seconds=lifetime)
    return page
