"""What a page says of itself to search engines, previews and feeds: in one place."""

from __future__ import annotations

import os
import runpy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from copro_map.base.config import ROOT
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_, t
from copro_map.base.store.programme import DEMONSTRATION
from copro_map.drawing.templates import Html
from copro_map.people.post import site_address

# A page's file, its title in English, its path, and in whose menu it stands.
Page = tuple[str, str, str, bool | str]
HOME = "http://localhost:{port}"


class AddressError(CoproMapError):
    """An address at which there is nothing; the answer has its ``status``."""

    status = 404


class GoneError(AddressError):
    """An address at which there was something that was taken away for good."""

    status = 410


class MovedError(AddressError):
    """What was here is somewhere else now: ``to``, as ``Head.path``."""

    status = 301

    def __init__(self, to: str) -> None:
        """Say where it is now; the path has no language."""
        self.to = to
        super().__init__(N_("This is at another address now."))


@dataclass(frozen=True)
class Head:
    """What one page is called and is about, in the current language.

    ``path`` is its light page without the language ("entry/tir-coed"), empty if it has
    none; ``live`` its page in Streamlit ("entry?id=tir-coed"): that of the home page is
    empty, None says that there is none. ``picture`` is the
    path of its preview, ``feed`` that of what changes in it, ``embed`` that of a frame
    for other sites. ``data`` are objects of schema.org. ``changed`` is the day of its
    latest change.
    """

    title: str
    description: str
    path: str = ""
    live: str | None = None
    picture: str = ""
    feed: str = ""
    embed: str = ""
    data: tuple[Mapping[str, object], ...] = ()
    changed: date | None = None

    def address(self, language: str) -> str:
        """Return the whole address of the page in a language: the light one first."""
        if self.path:
            return f"{own_address()}/{language}/{self.path}"
        return f"{own_address()}{self.live_path(language)}"

    def live_path(self, language: str) -> str:
        """Return the path of its page in Streamlit, in a language."""
        live = self.live or ""
        return f"/{live}{'&' if '?' in live else '?'}lang={language}"

    @property
    def is_at(self) -> bool:
        """Whether it has an address of its own."""
        return bool(self.path) or self.live is not None

    @property
    def addresses(self) -> dict[str, str]:
        """The address of the page in each language."""
        return {language: self.address(language) for language in LANGUAGES}

    @property
    def picture_address(self) -> str:
        """The whole address of its preview."""
        return f"{own_address()}{self.picture}"


def whole_title(title: str, *, invented: bool = False) -> str:
    """Return what a browser's tab says: the page, then the site, in this language.

    ``invented``: of a demonstration, which is said first.

    Examples
    --------
    >>> whole_title("Areas")
    'Areas · Asset map of co-production in Wales'
    """
    site = t("Asset map of co-production in Wales")
    names = [title] if title == site else [title, site]
    return " · ".join([DEMONSTRATION.text(), *names] if invented else names)


# What the page of a path and its parameters says of itself, in the current language;
# None if it says nothing of its own. It raises what an ``AddressError`` says.
Describe = Callable[[str, Mapping[str, str]], Head | None]
# The main words of a page until it is drawn, as HTML; None if there are none.
Outline = Callable[[str, Mapping[str, str]], Html | None]


@dataclass(frozen=True)
class Site:
    """What the server answers beside its routes: the pages, and what is said of each.

    ``head_of`` says how one is headed, ``shell_of`` what stands on it at first.
    """

    pages: Sequence[Page] = ()
    head_of: Describe = lambda _path, _params: None
    shell_of: Outline = lambda _path, _params: None

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all pages, without slashes; that of the first one is ""."""
        return frozenset(path for _, _, path, _ in self.pages)


def read_site(head_of: Describe, *more: Outline) -> Site:
    """Return the pages that ``app.py`` lists, read without drawing one."""
    return Site(runpy.run_path(str(ROOT / "app.py"))["PAGES"], head_of, *more)


def own_address(environment: Mapping[str, str] = os.environ) -> str:
    """Return the site's own address without a last slash, whatever host was asked.

    Examples
    --------
    >>> own_address({"COPRO_MAP_ADDRESS": "https://map.example/"})
    'https://map.example'
    >>> own_address({"COPRO_MAP_PORT": "8600"})
    'http://localhost:8600'
    """
    port = environment.get("COPRO_MAP_PORT", "8501")
    return site_address(environment) or HOME.format(port=port)


def unfolded(params: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes of the indicators that an address unfolds, each once.

    As "open=1.1,2.2"; addresses from before have a parameter "open1.1=1" for each.

    Examples
    --------
    >>> unfolded({"open": "1.1,2.2", "open2.2": "1", "open3.1": "", "lang": "en"})
    ('1.1', '2.2')
    """
    codes = params.get("open", "").split(",")
    codes += [
        name[4:] for name, value in params.items() if _is_fold(name) and value == "1"
    ]
    return tuple(dict.fromkeys(code for code in codes if code))


def _is_fold(name: str) -> bool:
    return name[:4] == "open" and name[4:5].isdecimal()


def without_folds(params: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of an address but those that unfold indicators."""
    return {
        name: value
        for name, value in params.items()
        if name != "open" and not _is_fold(name)
    }
