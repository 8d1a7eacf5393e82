"""The way to a provider of identities, which remembers where to go on to."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, current_language
from copro_map.frame.light.page import PRIVATE, spoken
from copro_map.frame.providers import ASKED, WAY_ON, provider_settings
from copro_map.people.links import own_path

ANSWERS_WITHIN_S = 5
KEPT_S = 600  # as long as somebody may take at the provider
BY_MAIL = "/sign-in"
LONGEST_WAY = 500  # characters


class ProviderError(CoproMapError):
    """A provider by which nobody can sign in now; says how to get in without it."""


def see_that_it_answers(name: str) -> None:
    """Ask a provider for what it says of itself.

    Raises
    ------
    ProviderError
        If there is none of this name, it does not answer, or it does not say who it is:
        Microsoft's endpoint for all organisations names none, so no token is its own.
    """
    import httpx

    settings = provider_settings().get(name)
    if settings is None:
        raise ProviderError(
            N_("You cannot sign in like this here. Ask for a link by mail: {way}"),
            way=BY_MAIL,
        )
    try:
        answer = httpx.get(settings["server_metadata_url"], timeout=ANSWERS_WITHIN_S)
        issuer = str(answer.raise_for_status().json()["issuer"])
    except (httpx.HTTPError, httpx.InvalidURL, KeyError, TypeError, ValueError):
        raise ProviderError(
            N_(
                "The other site does not answer, so you cannot sign in there now. Try "
                "again later, or ask for a link by mail: {way}"
            ),
            way=BY_MAIL,
        ) from None
    if "{" in issuer:
        raise ProviderError(
            N_(
                "This is not set up rightly: the address of the provider is to name "
                "one organisation. Tell whoever runs the map, and ask for a link by "
                "mail: {way}"
            ),
            way=BY_MAIL,
        )


@spoken
def go_to_provider(request: Request) -> Response:
    """Answer ``/sign-in-with/PROVIDER``, with where to go on to afterwards."""
    name = request.path_params["provider"]
    see_that_it_answers(name)
    query = urlencode({ASKED: name, "lang": current_language()})
    response = RedirectResponse(f"/?{query}", 303, dict(PRIVATE))
    response.set_cookie(
        WAY_ON,
        quote(own_path(request.query_params.get("to", "")[:LONGEST_WAY]), safe=""),
        max_age=KEPT_S,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


ROUTES = (Route("/sign-in-with/{provider}", go_to_provider, methods=["GET"]),)
