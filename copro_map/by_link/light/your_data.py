"""All that is kept of whoever has a link to their page: taken away, and forgotten.

The link of an address alone opens it, not that of one entry: such a link is weeks old,
and is passed on to colleagues.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from copro_map.assets.face import kept_entries
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, explain, t
from copro_map.base.said import Spoken
from copro_map.base.store.connection import reading
from copro_map.by_link.light import cookies
from copro_map.by_link.light.opening import Opened, at
from copro_map.by_link.light.words import spoken_name
from copro_map.drawing.templates import render
from copro_map.files.marking import file_name
from copro_map.frame.light.form import Form
from copro_map.frame.light.page import PRIVATE, light_page, status_of
from copro_map.people.contacts import entries_of
from copro_map.people.links import LinkError
from copro_map.people.rules.permissions import Actor
from copro_map.privacy.face import Told, forget

PURPOSE, FORGET, KEPT = "my_page", "forget", "kept"


class NotSureError(CoproMapError):
    """A press that may have been an accident."""


@dataclass(frozen=True)
class Mine:
    """Whoever has the link that is open, what is kept of them, for what they speak.

    ``goes`` are the names of entries about them as a person, ``stays`` of all others.
    """

    told: Told
    goes: tuple[Spoken, ...]
    stays: tuple[Spoken, ...]


def _mine(here: Opened) -> Mine:
    """Return what is kept of whoever has the link.

    Raises
    ------
    LinkError
        If the link is of an address that is kept no longer.
    """
    if not here.link.address:
        raise LinkError(
            N_("This address is kept no longer, so there is nothing to show of it.")
        )
    with reading(here.settings.database) as database:
        told = Told.of_address(database, here.link.address)
        own = told.whom.entries
        others = entries_of(database, here.link.address) - own
        every = kept_entries(database)
    goes, stays = (
        tuple(spoken_name(every[one]) for one in sorted(some) if one in every)
        for some in (own, others)
    )
    return Mine(told, goes, stays)


def kept_file(_request: Request, here: Opened) -> Response:
    """Return all that is kept of them as one file; nothing is changed by it."""
    called, content = _mine(here).told.file(here.settings, here.now.date())
    name = file_name(here.settings, called)
    headers = dict(PRIVATE) | {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/html; charset=utf-8", headers=headers)


def page_to_forget(
    request: Request, here: Opened, fault: CoproMapError | None = None
) -> Response:
    """Return the page that says what goes, and what stays, before anything does.

    ``fault`` is why they are not forgotten yet.
    """
    mine = _mine(here)
    body = render(
        "by_link/forget.html",
        address=here.link.address,
        whom=mine.told.whom,
        goes=mine.goes,
        stays=mine.stays,
        counts=mine.told.counts,
        fault=explain(fault) if fault else "",
        proof=here.proof(FORGET),
        at=at,
    )
    status = status_of(fault) if fault else 200
    return light_page(request, t("Forget me"), body, status=status)


def forgotten(request: Request, here: Opened, form: Form) -> Response:
    """Forget whoever has the link, and say so; the link opens nothing from then on."""
    try:
        if form.get("sure") != "yes":
            raise NotSureError(
                N_("Nothing is deleted yet. Read the page, tick the box, then press.")
            )
        mine = _mine(here)
        whom = mine.told.whom
        actor = Actor(role="owner", address=here.link.address, own=whom.entries)
        done = forget(here.settings, actor, whom, here.now)
    except LinkError:
        raise
    except CoproMapError as error:
        return page_to_forget(request, here, error)
    body = render(
        "by_link/forgotten.html",
        counts=mine.told.gone(here.settings),
        is_clean=done.is_clean,
        at=at,
    )
    response = light_page(request, t("You are forgotten"), body)
    cookies.drop(response, cookies.LINK)
    return response


PRESSES = {FORGET: forgotten}
