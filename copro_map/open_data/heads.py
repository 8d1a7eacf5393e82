"""Title, description and preview of every public page, in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from copro_map.assets.face import EXCHANGE_KINDS, UnknownEntryError
from copro_map.base.brief import shortened
from copro_map.base.config import load_settings
from copro_map.base.errors import UnknownAreaError
from copro_map.base.i18n import N_, current_language, t
from copro_map.frame.heads import (
    AddressError,
    Head,
    MovedError,
    own_address,
    unfolded,
)
from copro_map.open_data import cached
from copro_map.open_data.named_pages import PAGES
from copro_map.open_data.pictured import picture_of
from copro_map.open_data.rules.linked import told, way
from copro_map.open_data.whereabouts import whereabouts
from copro_map.report.face import UnknownIndicatorError
from copro_map.search.face import PARAMS, addressed

LONGEST_QUESTION = 70  # letters of a title


def head_of_entry(entry_id: str) -> Head:
    """Return how an entry's page is headed, in the language in force.

    Raises
    ------
    AddressError
        If it is not on the map: gone, at another address, or never there.
    """
    try:
        return cached.entry(entry_id)
    except UnknownEntryError:
        whereabouts(load_settings(), entry_id)
        raise


def head_of_area(area_code: str) -> Head:
    """Return how an area's page is headed, in the language in force.

    Raises
    ------
    AddressError
        If there is no such area.
    """
    try:
        return cached.area(area_code)
    except UnknownAreaError:
        raise AddressError(N_("There is no such area.")) from None


def head_of_indicator(code: str) -> Head:
    """Return how an indicator's page is headed, in the language in force.

    Raises
    ------
    AddressError
        If there is no such indicator.
    """
    try:
        return cached.indicator(code)
    except UnknownIndicatorError:
        raise AddressError(N_("There is no such indicator.")) from None


def head_of_event(event_id: str) -> Head:
    """Return how an event's page is headed, in the language in force.

    Raises
    ------
    AddressError
        If there is no such event, or it is not public.
    """
    if (found := cached.event(event_id)) is None:
        raise AddressError(N_("There is no such event."))
    return found


def _page(path: str) -> Head:
    title, description = map(t, PAGES[path])
    head = Head(title, shortened(description), live=path, picture=picture_of())
    language = current_language()
    steps = [(t("Home"), f"{own_address()}/?lang={language}")]
    if path:
        return replace(head, data=(way(*steps, (title, head.address(language))),))
    site = told(
        "WebSite",
        name=title,
        description=head.description,
        url=head.address(language),
        inLanguage=["cy", "en"],
    )
    feed = f"/open/feed.atom?{urlencode({'lang': language})}"
    return replace(head, feed=feed, data=(site,))


def _map(params: Mapping[str, str], path: str = "asset_map", **fixed: str) -> Head:
    """Return how the map is headed, with what it is asked in words.

    Or another page of a path on which the same is asked, of what is ``fixed`` there.
    """
    asked = addressed(load_settings(), params)
    language = {"lang": current_language()}
    meant = {
        name: params[name]
        for name in PARAMS.values()
        if params.get(name) and name not in asked.ignored
    }
    own, whole = urlencode(meant), {**fixed, **meant, **language}
    head = replace(
        _page(path),
        live=f"{path}?{own}" if own else path,
        feed=f"/open/feed.atom?{urlencode(whole)}",
        embed=f"/embed?{urlencode(whole)}",
    )
    if not asked.brief:
        return head
    words = shortened(" · ".join(asked.brief), LONGEST_QUESTION)
    said = t("On the map of co-production in Wales: {words}.", words=words)
    areas, kinds = asked.query.areas, asked.query.kinds
    picture = picture_of(
        areas[0] if len(areas) == 1 else "", kinds[0] if len(kinds) == 1 else ""
    )
    title = f"{words} · {t(PAGES[path][0])}"
    return replace(head, title=title, description=said, picture=picture)


def _board(params: Mapping[str, str]) -> Head:
    """Return how the board is headed: what is open, offered or asked for."""
    asked = {name: params[name] for name in params if name not in ("open", "ended")}
    return _map(asked, "exchange", kind=",".join(EXCHANGE_KINDS), open="1")


def _entry(params: Mapping[str, str]) -> Head | None:
    if not (entry_id := params.get("id")):
        return None
    try:
        return head_of_entry(entry_id)
    except MovedError as error:
        _, _, now = error.to.partition("/")
        raise MovedError(f"entry?{urlencode({'id': now})}") from None


def _area(params: Mapping[str, str]) -> Head:
    """Return how the page of areas is headed; it says itself if there is no such."""
    try:
        return head_of_area(params["code"])
    except (KeyError, AddressError):
        return _page("area")


def _events(params: Mapping[str, str]) -> Head:
    """Return how the page of events is headed, or the event that is open.

    Of one that there is not the page says so itself.
    """
    try:
        return head_of_event(params["event"])
    except (KeyError, AddressError):
        return _page("events")


def _indicators(params: Mapping[str, str]) -> Head:
    """Return how the page of progress is headed, or the indicator that is unfolded."""
    codes = unfolded(params)
    if len(codes) != 1:
        return _page("indicators")
    try:
        return head_of_indicator(codes[0])
    except AddressError:
        return _page("indicators")


OF_ONE: Mapping[str, Callable[[Mapping[str, str]], Head | None]] = {
    "asset_map": _map,
    "exchange": _board,
    "entry": _entry,
    "area": _area,
    "events": _events,
    "indicators": _indicators,
}


def head_of(path: str, params: Mapping[str, str]) -> Head | None:
    """Return what a page says of itself, in the current language.

    ``path`` is a page's path in ``app.py`` without slashes; None if it says nothing of
    its own.

    Raises
    ------
    AddressError
        If it is the page of an entry that is not on the map. What moved has its page in
        Streamlit: "entry?id=tir-coed".
    """
    if path in OF_ONE:
        return OF_ONE[path](params)
    return _page(path) if path in PAGES else None
