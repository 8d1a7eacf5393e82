"""What stands on a public page until Streamlit has drawn it: its words, its first rows.

Each row is a plain link to a light page, so it can be pressed before any script came.
Only what the light pages say stands here too: everybody may read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from copro_map.agenda import cached as events
from copro_map.areas import cached as areas
from copro_map.areas.face import finding
from copro_map.assets.face import Entry, present
from copro_map.base.brief import shortened
from copro_map.base.config import Settings, load_settings
from copro_map.base.i18n import N_, current_language, sort_key, t
from copro_map.base.names import BASE_LAYER
from copro_map.base.today import current_day
from copro_map.coverage import cached as coverage
from copro_map.coverage.face import Ask, Weighed
from copro_map.drawing.templates import Html, render, styles
from copro_map.exchange import cached as exchange
from copro_map.frame import cache
from copro_map.indicators import cached as indicators
from copro_map.indicators.face import Bullet
from copro_map.members import cached as members
from copro_map.open_data.listed import entry_path
from copro_map.open_data.named_pages import PAGES
from copro_map.plan import cached as plan
from copro_map.report import cached as shown
from copro_map.report.face import STYLE, entry_acts, entry_first, entry_known
from copro_map.search import cached
from copro_map.search.face import HOME, PARAMS, Answer, addressed

# The pages to which home leads, in order.
WAYS = ("asset_map", "exchange", "contribute", "coverage", "area", "indicators")
# The two ways onto the board: what the form is then for.
TO_ASK = {"request": N_("Ask for something"), "offer": N_("Offer something")}
LONGEST = 110  # letters of what an entry says of itself
TYPED = ("q", "near")  # parameters that have a field
MOST = 15  # rows; as many as one screen has room for, and a little more


@dataclass(frozen=True)
class Way:
    """A link to a page of ours, and what is said of it."""

    to: str
    words: str


@dataclass(frozen=True)
class Row:
    """An entry in a list, and how far it is from the place that was asked for."""

    entry: Entry
    far: str

    @property
    def does(self) -> str:
        """What it says of itself, shortly."""
        said = self.entry.description
        return shortened(said.text, LONGEST) if said else ""


def _in_words(path: str) -> tuple[str, str]:
    """Return what a page is called, and what it is for."""
    title, lead = PAGES[path]
    return t(title), t(lead)


def _live(path: str) -> str:
    return f"/{path}?lang={current_language()}"


def _rows(answer: Answer) -> list[tuple[str, list[Row]]]:
    """Return the first entries found, in their groups."""
    day = current_day()
    definitions, layers = cache.definitions(), cache.layers()
    return [
        (
            heading,
            [
                Row(present(hit, definitions, layers, day), _far(hit))
                for hit in _tuples(rows)
            ],
        )
        for heading, rows in cached.first_parts(answer, MOST)
    ]


def _tuples(rows: pd.DataFrame) -> Iterable[Any]:
    return rows.itertuples()


def _far(hit: Any) -> str:
    far = getattr(hit, "distance_km", None)
    return "" if far is None or pd.isna(far) else f"{far:.1f} km"


def _found(answer: Answer) -> dict[str, object]:
    """Return what the templates name of an answer."""
    return {
        "result": cached.found_in_words(answer),
        "parts": _rows(answer),
        "path": entry_path,
    }


def _map(params: Mapping[str, str]) -> Html:
    """Return the question, how many answer it, and the first of them."""
    answer = cached.answer(addressed(load_settings(), params).query)
    return render(
        "open_data/shell_map.html",
        title=_in_words("asset_map")[0],
        asked=params.get("q", ""),
        near=params.get("near", ""),
        kept=[
            (x, params[x]) for x in PARAMS.values() if x in params and x not in TYPED
        ],
        **_found(answer),
    )


def _board(params: Mapping[str, str]) -> Html:
    """Return what the board is, and the first that is open and answers the question."""
    title, lead = _in_words("exchange")
    query = addressed(load_settings(), params).query.without("open_only", "ended")
    found = exchange.board(query)
    form = {"lang": current_language()}
    ways = [
        Way(f"/contribute?{urlencode({'kind': kind, **form})}", t(words))
        for kind, words in TO_ASK.items()
    ]
    return render(
        "open_data/shell_board.html",
        title=title,
        lead=lead,
        ways=ways,
        count=len(found.found),
        **_found(found),
    )


def _home(_params: Mapping[str, str]) -> Html:
    title, lead = map(t, HOME)
    ways = [Way(_live(path), _in_words(path)[0]) for path in WAYS]
    return render("open_data/shell_home.html", title=title, lead=lead, ways=ways)


def _entry(params: Mapping[str, str]) -> Html | None:
    if not (entry_id := params.get("id")):
        return None
    found = shown.entry(entry_id).entry
    acts = entry_acts(found, cached.acts(found))
    return render(
        "open_data/shell_entry.html",
        style=styles(STYLE),
        entry=found,
        parts=(entry_first(found), acts, entry_known(found)),
    )


def _areas() -> list[Way]:
    """Return every authority by its name, as a link to its plain page."""
    language, layer = current_language(), cache.layers()[BASE_LAYER]
    found = [
        Way(f"/{language}/area/{code}", layer.area_label(code).text())
        for code in layer.areas
    ]
    return sorted(found, key=lambda way: sort_key(way.words))


def _area(params: Mapping[str, str]) -> Html | None:
    layers = cache.layers().values()
    code = params.get("code", "")
    if not code:
        return _listed("area", _areas())
    found = next((one for one in layers if code in one.areas), None)
    if found is None:
        return None
    answer = cached.answer(addressed(load_settings(), {"area": code}).query)
    return render(
        "open_data/shell_area.html",
        title=found.area_label(code).text(),
        layer=found.label.text(),
        finding=finding(areas.neighbours(found.id, code)),
        to=f"/{current_language()}/area/{code}",
        **_found(answer),
    )


def _events(params: Mapping[str, str]) -> Html:
    """Return the next events that answer the question, or the event that is open."""
    title, lead = _in_words("events")
    if one := events.shown(params.get("event", "")):
        told = " · ".join(x for x in (one.state, one.when, one.where) if x)
        return _list(one.name.text, [], told)
    ways = [
        Way(f"/{current_language()}/event/{one.event.id}", words)
        for one, words in events.first_in_words(tuple(params.items()), MOST)
    ]
    return _list(title, ways, "", lead)


def _list(title: str, ways: list[Way], said: str, lead: str = "") -> Html:
    return render(
        "open_data/shell_list.html", title=title, said=said, lead=lead, ways=ways
    )


def _indicators(_params: Mapping[str, str]) -> Html:
    progress = indicators.progress(current_day())
    language, page = current_language(), progress.first_page()
    ways = [
        Way(
            f"/{language}/indicator/{one.code}",
            f"{one.code} {one.name}: {_now(one)}",
        )
        for one in progress.bullets()
    ]
    return _listed("indicators", ways, f"{page.verdict} {page.own}".strip())


def _now(one: Bullet) -> str:
    """Return how an indicator stands: its figure, if it has one, and its status."""
    figure = f"{one.value_words}. " if one.value is not None else ""
    return f"{figure}{one.status_words}."


def _coverage(_params: Mapping[str, str]) -> Html:
    """Return what was found of the authorities, and each of them by its name."""
    found = Weighed(coverage.coverage(Ask())).finding()
    return _list(_in_words("coverage")[0], _areas(), "", found)


def _listed(path: str, ways: list[Way], said: str = "") -> Html:
    title, lead = _in_words(path)
    return _list(title, ways, said, lead)


def _members(_params: Mapping[str, str]) -> Html:
    """Return the way to join, and who is listed, each with its entry."""
    ways = [Way(f"/join?lang={current_language()}", t("Join the Network"))]
    ways += [
        Way(entry_path(one.entry), one.name.text)
        for one in members.listed()
        if one.entry
    ]
    return _listed("members", ways[: MOST + 1])


def _plan(params: Mapping[str, str]) -> Html:
    """Return where the activities stand, those late first, or the one that is open."""
    if params.get("show"):  # another question than where they stand
        return _listed("plan", [])
    told, lines = plan.lines()
    if one := lines.get(params.get("activity", "")):
        return _list(one.words, [], "")
    way = f"&lang={current_language()}"
    ways = [Way(f"/{x.href}{way}", x.words) for x in lines.values()]
    return _listed("plan", ways[:MOST], told)


OF_ONE: Mapping[str, Callable[[Mapping[str, str]], Html | None]] = {
    "": _home,
    "asset_map": _map,
    "exchange": _board,
    "entry": _entry,
    "area": _area,
    "coverage": _coverage,
    "events": _events,
    "indicators": _indicators,
    "members": _members,
    "plan": _plan,
}


@cache.kept(64, "data", "language", "day")
def _made(where: Settings, path: str, given: tuple[tuple[str, str], ...]) -> Html | str:  # noqa: ARG001 - a key
    """Return the main words of a page, "" if it has none; common ones are shared."""
    return OF_ONE[path](dict(given)) or ""


def shell_of(path: str, params: Mapping[str, str]) -> Html | None:
    """Return the main words of a page until it is drawn, in the language in force.

    ``path`` is a page's path in ``app.py`` without slashes. None of a page that says
    nothing of its own: how it is headed is said then.
    """
    if path in OF_ONE:
        made = _made(path, tuple(params.items()))
        return made if isinstance(made, Html) else None
    return _listed(path, []) if path in PAGES else None
