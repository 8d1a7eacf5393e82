"""The page of what somebody sent in: how it stands, what was sent, and the presses."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain, long_date, t
from copro_map.base.moments import read_moment
from copro_map.base.today import WALES
from copro_map.by_link import sent_in as answers
from copro_map.by_link.light.opening import Opened, at, go_on
from copro_map.by_link.light.sent_words import (
    DONE,
    agreed_in_words,
    fields_in_words,
    name_in_words,
    state_in_words,
)
from copro_map.drawing.templates import render
from copro_map.frame.light.form import Form
from copro_map.frame.light.page import light_page, status_of

PURPOSE, OF_ALL = "version", "my_page"


def _of(here: Opened, number: str) -> Opened:
    """Return a link as that of one version: on the page of all of an address, of any.

    Whether it is of the address is asked below, as of every link.
    """
    if here.link.purpose != OF_ALL:
        return here
    link = replace(here.link, purpose="version", goes_to=f"/{number}")
    return replace(here, link=link)


def _on(here: Opened, form: Form, said: str) -> Response:
    of_all = {"version": form["entry"]} if here.link.purpose == OF_ALL else {}
    return go_on(at("/k", said=said, **of_all))


def _day(moment: str) -> str:
    return long_date(read_moment(moment).astimezone(WALES).date()) if moment else ""


def page_of_version(
    request: Request,
    here: Opened,
    fault: CoproMapError | None = None,
    typed: str = "",
    of: str = "",
) -> Response:
    """Return the page of what a link's address sent in; opening it changes nothing.

    ``fault`` and ``typed`` are an answer that could not be taken, to the version of the
    number ``of``, if the link is that of all of an address.
    """
    said, number = (request.query_params.get(x, "") for x in ("said", "version"))
    key = (of or number) if here.link.purpose == OF_ALL else ""
    try:
        found = answers.sent_in(here.settings, _of(here, key).link)
    except answers.SentError as error:
        words = t(DONE[said]) if said == "not_me" else explain(error)
        return _nothing(request, words, status=200 if said == "not_me" else 404)
    version = found.version
    body = render(
        "by_link/sent_in.html",
        found=found,
        version=version,
        called=name_in_words(version),
        sent_on=_day(version.sent_at),
        stands=state_in_words(found, _day(version.decided_at)),
        rows=fields_in_words(here.settings, version.sent.asset),
        agreed=agreed_in_words(here.settings, found.agreed),
        address=here.link.address,
        done=t(DONE[said]) if said in DONE and not fault else "",
        fault=explain(fault) if fault else "",
        typed=typed or version.sent.note,
        key=key,
        proof=here.proof,
        at=at,
    )
    status = status_of(fault) if fault else 200
    return light_page(request, t("What you sent in"), body, status=status)


def _nothing(request: Request, words: str, status: int) -> Response:
    href = at("/contribute")
    on = t("Add something to the map")
    body = render("by_link/told.html", words=words, href=href, on=on)
    return light_page(request, t("What you sent in"), body, status=status)


def yes(_request: Request, here: Opened, form: Form) -> Response:
    """Keep that it was them, and show that."""
    answers.say_yes(here.settings, _of(here, form["entry"]).link, here.now)
    return _on(here, form, "yes")


def not_me(_request: Request, here: Opened, form: Form) -> Response:
    """Delete what somebody else sent with their address, and say so."""
    answers.disown(here.settings, _of(here, form["entry"]).link, here.now)
    return _on(here, form, "not_me")


def back(request: Request, here: Opened, form: Form) -> Response:
    """Take back what was sent, and show that."""
    key = form["entry"]
    try:
        answers.take_it_back(here.settings, _of(here, key).link, here.now)
    except CoproMapError as error:
        return page_of_version(request, here, error, of=key)
    return _on(here, form, "back")


def answer(request: Request, here: Opened, form: Form) -> Response:
    """Keep the answer to a question; one that cannot be taken stays in its box."""
    key, words = form["entry"], form.get("words", "")
    try:
        answers.answer(here.settings, _of(here, key).link, words, here.now)
    except CoproMapError as error:
        return page_of_version(request, here, error, words, key)
    return _on(here, form, "answer")


PRESSES = {"yes": yes, "not_me": not_me, "back": back, "answer": answer}
