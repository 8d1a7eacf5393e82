"""The frame of every page: language, style, menu, footer, and errors in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from copro_map.base.config import ROOT
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.store.programme import demonstration_note
from copro_map.base.today import moved_day
from copro_map.drawing.dot_range import STYLE as DOTS
from copro_map.drawing.on_screen import SCALE
from copro_map.drawing.templates import render, styles
from copro_map.frame import (
    announced,
    components,
    faults,
    labels,
    menu,
    providers,
    state,
    useful,
)
from copro_map.frame import cache as ui_cache
from copro_map.frame.foot import foot
from copro_map.frame.heads import Describe, Page, whole_title
from copro_map.frame.menu import SIGNED_IN
from copro_map.frame.who import actor
from copro_map.people.rules.permissions import PUBLIC, Actor
from copro_map.people.wording import role_name

T = TypeVar("T")
WANTED = "wanted_page"
FRAMED = "framed"
HERE = Path(__file__).parent
SHEETS = ("colours", "style", "menu", "widgets", "figures", "print")
STYLE = (*(HERE / f"{x}.css" for x in SHEETS), SCALE, DOTS)
_inside: ContextVar[bool] = ContextVar("inside_frame", default=False)


@st.fragment(run_every=timedelta(days=1))
def _come_back() -> None:
    """Draw nothing; where a part draws itself again, so does a tab that reconnects.

    Streamlit's browser side then asks for the whole page, whatever ran last in it.
    """


def _unless_wrong(ask: Callable[[], T]) -> T | None:
    """Return an answer; what is wrong with a database or a day a page says."""
    try:
        return ask()
    except CoproMapError:
        return None


def _top(pages: Sequence[Page], path: str, who: Actor) -> None:
    """Draw the top of the page: the site, its pages, the language, who is signed in."""
    signed_in = who.person is not None
    somebody = menu.Somebody(who.name, role_name(who.role)) if signed_in else None
    st.html(menu.menu(pages, path, st.query_params.to_dict(), somebody))


def _scripts(pages: Sequence[Page]) -> None:
    """Draw what the browser runs: the language, labels, and links without a load.

    The server set the language of the document for the first page.
    """
    going = render("frame/going.html", paths=[path for _, _, path, _ in pages])
    spoken = render("frame/language.html") + labels.script() + going
    st.html(spoken, unsafe_allow_javascript=True)


def _above(pages: Sequence[Page], title: str, path: str, who: Actor) -> None:
    """Draw what stands above every page, and name the browser's tab."""
    note = _unless_wrong(lambda: demonstration_note(ui_cache.settings()))
    day = _unless_wrong(moved_day)
    st.set_page_config(
        page_title=whole_title(title, invented=bool(note)),
        page_icon=str(ROOT / "static" / "icon.png"),
        layout="wide",
    )
    st.html(styles(*STYLE))
    _scripts(pages)
    _top(pages, path, who)
    moved = day and t(
        "For a trial, this server takes today to be {date}.", date=long_date(day)
    )
    for words in filter(None, (note, moved)):
        components.show("frame/note.html", text=words)
    _unless_wrong(lambda: announced.show(who))
    _come_back()


def _listed(pages: Sequence[Page], who: Actor) -> list[StreamlitPage]:
    """Return the pages as Streamlit takes them; keep what each is called."""
    in_menu = {True, SIGNED_IN} if who.person is not None else {True}
    listed = [
        st.Page(
            file,
            title=t(title),
            url_path=path,
            default=not path,
            visibility="visible" if shown in in_menu else "hidden",
        )
        for file, title, path, shown in pages
    ]
    useful.name_pages({one.url_path: one.title for one in listed})
    return listed


def _title(page: StreamlitPage, head_of: Describe) -> str:
    """Return what the browser's tab says: what the page is headed by, else its name."""
    params = st.query_params.to_dict()
    head = _unless_wrong(lambda: head_of(page.url_path, params))
    return head.title if head else page.title


def run(pages: Sequence[Page], head_of: Describe = lambda _path, _params: None) -> None:
    """Draw the frame and the page that the address names.

    ``pages`` are (file, title, url path, shown in the menu: or ``SIGNED_IN``, to
    whoever is signed in); titles are translated here, when the language is known.
    ``head_of`` says what the browser's tab says of a page.
    """
    is_other = state.choose_language()
    who = _unless_wrong(actor) or PUBLIC
    listed = _listed(pages, who)
    page = st.navigation(listed, position="hidden")
    wanted = st.session_state.pop(WANTED, None)
    for one, (file, *_) in zip(listed, pages, strict=True):
        if wanted and Path(file).stem == wanted and one is not page:
            st.switch_page(one, query_params=dict(st.query_params.to_dict()))
    _above(pages, _title(page, head_of), page.url_path, who)
    providers.sign_in_if_asked()
    st.session_state[FRAMED] = True
    inside = _inside.set(True)
    try:
        with st.container(key="content"), state.filling_anew(is_other):
            page.run()
    finally:
        _inside.reset(inside)
    useful.ask(page.url_path)
    components.show("frame/footer.html", **foot())


@contextmanager
def page(name: str) -> Iterator[None]:
    """Wrap the body of a page: through the frame always, and errors in plain words.

    Under ``streamlit run`` a first visit straight to a page runs that file alone; it is
    then sent through ``app.py`` and comes back to the same page.
    """
    context = get_script_run_ctx()
    alone = not _inside.get()
    if alone and context and Path(context.main_script_path).name == "app.py":
        st.session_state[WANTED] = name
        st.switch_page("app.py", query_params=dict(st.query_params.to_dict()))
    if alone:
        state.choose_language()
    try:
        yield
    except CoproMapError as error:
        faults.show(error, "page")


def part(draw: Callable[[], None]) -> Callable[[], None]:
    """Make a part of a page that is drawn again by itself when its widgets change.

    Such a run does not come through the frame, so the language is chosen anew, and an
    error is explained here.
    """
    return st.fragment(_by_itself(draw))


def part_every(seconds: int) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Make a part of a page that is also drawn again every so many seconds."""

    def made(draw: Callable[[], None]) -> Callable[[], None]:
        return st.fragment(_by_itself(draw), run_every=timedelta(seconds=seconds))

    return made


def _by_itself(draw: Callable[[], None]) -> Callable[[], None]:
    @wraps(draw)
    def body() -> None:
        state.choose_language()
        inside = _inside.set(bool(st.session_state.get(FRAMED)))
        try:
            draw()
        except CoproMapError as error:
            faults.show(error, draw.__qualname__)
        finally:
            _inside.reset(inside)

    return body


def link(page_file: str, label: str, icon: str, **params: str) -> None:
    """Draw a link to another page that keeps the language.

    Where a page runs alone Streamlit knows no others, so the link is a plain one.
    """
    query = {"lang": current_language(), **params}
    if _inside.get():
        st.page_link(page_file, label=label, icon=icon, query_params=query)
        return
    path = Path(page_file).stem.replace("home", "")
    components.show("frame/link.html", path=path, query=urlencode(query), label=label)
