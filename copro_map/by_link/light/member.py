"""The page of the link of a membership, and what is pressed there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain, long_date, t
from copro_map.by_link.light.asking import send_now
from copro_map.by_link.light.opening import Opened, at, closed, go_on
from copro_map.drawing.templates import render
from copro_map.frame.light.form import Form
from copro_map.frame.light.page import light_page, status_of
from copro_map.members.light import member

PURPOSE = "member"


def page_of_member(
    request: Request,
    here: Opened,
    fault: str = "",
    form: Form | None = None,
    status: int = 200,
) -> Response:
    """Return the page of a membership; ``form`` and ``fault`` what was not taken."""
    try:
        shown = member.page(
            *(here.settings, here.link, here.now, here.proof, at("/k")),
            said=request.query_params.get("said", ""),
            typed=form,
            fault=fault,
        )
    except member.OwnError as error:
        return closed(request, error)
    until = long_date(here.link.ends_at.astimezone(here.now.tzinfo).date())
    body = render(
        "by_link/member.html", membership=shown, proof=here.proof, at=at, until=until
    )
    return light_page(request, t("Your membership"), body, status=status)


def _pressed(request: Request, here: Opened, form: Form) -> Response:
    what = form.get("press", "")
    try:
        member.press(here.settings, here.link, what, form, here.now)
    except CoproMapError as error:
        return page_of_member(request, here, explain(error), form, status_of(error))
    way = go_on(at("/k", said=what))
    way.background = BackgroundTask(send_now, here.settings)
    return way


PRESSES: Mapping[str, Callable[[Request, Opened, Form], Response]] = dict.fromkeys(
    member.PRESSES, _pressed
)
