"""The plain page of an indicator."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.today import current_day
from copro_map.drawing.figures import figures_html
from copro_map.drawing.templates import Html, render
from copro_map.frame import cache
from copro_map.frame.light.public import in_own_language, public_page
from copro_map.open_data.charts.indicator import graph
from copro_map.open_data.heads import head_of_indicator
from copro_map.open_data.light.turns import light
from copro_map.open_data.listed import EntryList, entry_list, entry_path
from copro_map.report import cached as shown_cached
from copro_map.report.face import IndicatorShown, Listed
from copro_map.search import cached

MOST_RECORDS = 25


def _by_role(shown: IndicatorShown) -> Html | str:
    told = shown.replied
    if told is None or not told.rows:
        return ""
    return figures_html(t("By role"), told.heads, told.rows)


def _list(one: Listed) -> EntryList:
    assets = cached.assets()
    found = assets[assets.index.isin(one.ids)]
    return entry_list(cache.settings(), one.title, found, MOST_RECORDS)


def indicator_page(request: Request) -> Response:
    """Return where an indicator stands, as a page that needs no script."""
    code, day = request.path_params["id"], current_day()
    head = head_of_indicator(code)
    shown = shown_cached.indicator(day, code)
    live = {"open": code, "lang": current_language()}
    body = render(
        "open_data/indicator.html",
        outcome=shown.bullet.outcome,
        day=f"{t('As at')} {long_date(day)}",
        links=[(f"/indicators?{urlencode(live)}", t("All indicators, live"))],
        graph=graph(shown.bullet),
        replied=shown.replied,
        by_role=_by_role(shown),
        about=shown.about,
        lists=[_list(one) for one in shown.listed],
        path=entry_path,
        unaudited=shown.unaudited,
    )
    heading = f"{shown.bullet.code} {shown.bullet.name}"
    return public_page(request, head, body, heading=heading)


ROUTES = (
    Route("/{language:language}/indicator/{id:id}", light(indicator_page)),
    Route("/indicator/{id:id}", in_own_language),
)
