"""Signing in by a provider of identities: an addition, for those who have set one up.

Streamlit does the talking (``st.login``, Authlib); what it then knows of somebody makes
one link of ours, so that every session is in our database and ends there.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import streamlit as st

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import current_language, explain, t
from copro_map.base.today import current_moment
from copro_map.drawing.templates import render
from copro_map.frame import cache, components
from copro_map.frame.who import actor
from copro_map.people.identities import link_for

# Where somebody wants to go on to: Streamlit comes back to the first page, whatever was
# asked for. ``frame.light.with_provider`` sets it.
WAY_ON = "copro_map_goes_to"
# The first page, asked with this, goes on to a provider.
ASKED = "sign_in_with"
SAID = "said_of_sign_in"
DEFAULT = "default"


def provider_settings() -> Mapping[str, Mapping[str, str]]:
    """Return the providers of ``.streamlit/secrets.toml``, by name; none without it.

    One that stands in ``[auth]`` itself is called "default".
    """
    if not st.secrets.load_if_toml_exists():
        return {}
    auth = st.secrets.get("auth", {})
    found = {
        name: dict(section)
        for name, section in auth.items()
        if isinstance(section, Mapping) and "client_id" in section
    }
    return found | ({DEFAULT: dict(auth)} if "client_id" in auth else {})


def providers() -> dict[str, str]:
    """Return how each provider that is set up is called, by its name; {} without any.

    The one without a name is called after its site.
    """
    return {
        name: urlsplit(section["server_metadata_url"]).hostname or name
        if name == DEFAULT
        else name.capitalize()
        for name, section in provider_settings().items()
    }


def sign_in_if_asked() -> None:
    """Go on to a provider, or with what it said; the frame asks this in every run.

    Nothing happens where no provider is set up.
    """
    if not (known := providers()):
        return
    asked = st.query_params.get(ASKED, "")
    if asked in known:
        del st.query_params[ASKED]  # or "back" would lead there again
        st.login(None if asked == DEFAULT else asked)
        st.stop()
    if actor().person is None and st.user.get("is_logged_in"):
        _go_on()
    if said := st.session_state.get(SAID):
        components.show("frame/note.html", text=said)


def _go_on() -> None:
    """Sign in whom Streamlit knows, once; say what hinders it while the tab lives."""
    goes_to = unquote(st.context.cookies.get(WAY_ON, ""))
    spoken = parse_qs(urlsplit(goes_to).query).get("lang", [current_language()])[0]
    try:
        token = link_for(cache.settings(), st.user.to_dict(), goes_to, current_moment())
    except CoproMapError as error:
        st.session_state[SAID] = explain(error, spoken)
        return
    if token:
        href = f"/k/{token}?{urlencode({'lang': spoken})}"
        way = render("frame/go_on.html", href=href, label=t("Go on to sign in"))
        st.html(way, unsafe_allow_javascript=True)
        st.stop()
