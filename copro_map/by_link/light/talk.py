"""The page of a conversation: what was written, and what each side can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from copro_map.assets.face import kept_entries
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label, explain, long_date, t
from copro_map.base.moments import read_moment
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.by_link.light import cookies
from copro_map.by_link.light.asking import client_of, send_now
from copro_map.by_link.light.message import look_first
from copro_map.by_link.light.opening import SECONDS, Opened, at, closed, go_on
from copro_map.by_link.light.talk_words import stands, title, title_alone
from copro_map.by_link.light.words import name_of
from copro_map.by_link.never import never
from copro_map.drawing.templates import Html, render
from copro_map.exchange.face import Met, free
from copro_map.exchange.light import meeting as meetings
from copro_map.exchange.light.mine import token_of
from copro_map.frame.light.form import Form
from copro_map.frame.light.page import light_page, status_of
from copro_map.people.rights import bearer
from copro_map.talks.conversing import end, give_address, say_abuse, write_back
from copro_map.talks.rules.pointed import tells
from copro_map.talks.rules.talks import LONGEST, TalkError
from copro_map.talks.talks import GONE, link_of, seen, talks_of

# What is so after a press, the second one too.
DONE = {
    "sent": N_("Your message was sent. You get an e-mail when there is an answer."),
    "answer": N_("Sent. You get an e-mail when there is an answer."),
    "give": N_("Noted: they see your address once they give you theirs."),
    "keep": N_("Noted: your address is not given."),
}


def _when(moment: str) -> str:
    here = read_moment(moment).astimezone(WALES)
    return f"{long_date(here.date())}, {here:%H:%M}"


def page_of_talk(
    request: Request,
    here: Opened,
    fault: str = "",
    form: Form | None = None,
    status: int = 200,
) -> Response:
    """Return the page of a conversation for the side whose link is open.

    ``form`` is what could not be taken: it stands on the page again, with ``fault``.
    """
    try:
        told = seen(here.settings, here.link)
        met = meetings.meeting_of_link(here.settings, here.link)
    except TalkError as error:
        return closed(request, error)
    said = request.query_params.get("said", "")
    is_open = told.talk.state == "open"
    is_past = not is_open or told.talk.both_give or (met and said in ("give", "keep"))
    done = "" if is_past else DONE.get(said, "")
    typed = form or {}
    in_block = typed.get("press", "") in meetings.PRESSES
    under_way = met is not None and met.is_under_way
    words = render("by_link/said.html", told=told, when=_when)
    is_above = met is not None and meetings.waits_for(met)  # read before it is answered
    body = render(
        "by_link/talk.html",
        called=name_of(here.settings, told.talk.entry),
        told=told,
        entry=told.talk.entry,
        mine=told.talk.of(told.side),
        across=told.talk.one if told.side == "other" else told.talk.other,
        is_open=is_open,
        meeting=_block(here, met, typed, fault, words if is_above else "")
        if met
        else "",
        words=words,
        is_above=is_above,
        under_way=under_way,
        introduced=met is not None and met.meeting.begun_by == "network",
        stands=stands(told, met),
        done=t(done) if done and not fault else "",
        fault="" if in_block else fault,
        typed=typed.get("words", ""),
        longest=LONGEST,
        proof=here.proof,
        at=at,
    )
    return light_page(request, title(told, met), body, status=status)


def _block(
    here: Opened, met: Met, form: Form, fault: str, above: Html | str = ""
) -> Html:
    """Return what a page says of a meeting, with what could not be taken of it."""
    if form.get("press") not in meetings.PRESSES:
        form, fault = {}, ""
    return meetings.block(
        *(here.settings, met, here.proof, at("/k")),
        typed=form,
        fault=fault,
        above=above,
    )


def page_of_meeting(
    request: Request,
    here: Opened,
    fault: str = "",
    form: Form | None = None,
    status: int = 200,
) -> Response:
    """Return the page of a meeting alone: what they wrote is kept no more."""
    try:
        met = meetings.meeting_of_link(here.settings, here.link)
    except TalkError as error:
        return closed(request, error)
    if met is None:
        return closed(request, TalkError(GONE))
    block = _block(here, met, form or {}, fault)
    body = render("by_link/meeting.html", meeting=block, proof=here.proof, at=at)
    return light_page(request, title_alone(met), body, status=status)


def _name(here: Opened) -> Label | str:
    """Return how the entry of a conversation is called, in both languages."""
    entry = seen(here.settings, here.link).talk.entry
    with reading(here.settings.database) as database:
        found = kept_entries(database, entry).get(entry)
    return found.name if found else entry


def _press(
    do: Callable[[Request, Opened, Form], None],
    said: str,
    request: Request,
    here: Opened,
    form: Form,
) -> Response:
    """Do what was pressed and show the page as it is then; what fails stays on it."""
    page = page_of_meeting if here.link.purpose == "meeting" else page_of_talk
    try:
        do(request, here, form)
    except CoproMapError as error:
        return page(request, here, explain(error), form, status_of(error))
    way = go_on(at("/k", **({"said": said} if said else {})))
    way.background = BackgroundTask(send_now, here.settings)
    return way


def _write_back(request: Request, here: Opened, form: Form) -> None:
    words, client = form.get("words", ""), client_of(request)
    name = _name(here)
    write_back(here.settings, here.link, words, name, here.now, client=client)


def _answer(request: Request, here: Opened, form: Form) -> Response:
    """Point out what an answer tells while addresses are hidden, then send it."""
    words, press = form.get("words", ""), form.get("sure", "")
    if press == "change":
        return page_of_talk(request, here, form=form)
    told = seen(here.settings, here.link)
    if not told.theirs and press != "as_it_is" and tells(words):
        boxes = {"press": "answer", "entry": "", "proof": here.proof("answer")}
        name = name_of(here.settings, told.talk.entry)
        return look_first(request, name, at("/k"), "sure", boxes | {"words": words})
    return _press(_write_back, "answer", request, here, form)


def _give(_request: Request, here: Opened, form: Form) -> None:
    """Give an address; of two who may meet, that is to say yes."""
    if meetings.PRESSES["meet_yes"](here.settings, here.link, here.now, form) is None:
        give_address(here.settings, here.link, _name(here), here.now)


def _keep(_request: Request, here: Opened, _form: Form) -> None:
    if meetings.meeting_of_link(here.settings, here.link) is None:
        give_address(here.settings, here.link, _name(here), here.now, gives=False)


def _no_thanks(_request: Request, here: Opened, _form: Form) -> None:
    end(here.settings, here.link, _name(here), here.now, kindly=True)
    free(here.settings, here.now)


def _end(_request: Request, here: Opened, _form: Form) -> None:
    end(here.settings, here.link, _name(here), here.now)
    free(here.settings, here.now)


def _abuse(_request: Request, here: Opened, _form: Form) -> None:
    say_abuse(here.settings, here.link, here.now)
    free(here.settings, here.now)


def _of_meeting(_request: Request, here: Opened, form: Form) -> None:
    """Say yes or no to meeting, or that they met."""
    do = meetings.PRESSES[form["press"]]
    do(here.settings, here.link, here.now, form)


def never_again(request: Request, here: Opened, _form: Form) -> Response:
    """End a conversation kindly, and never write to this side's address again."""
    address = seen(here.settings, here.link).own
    end(here.settings, here.link, _name(here), here.now, kindly=True)
    free(here.settings, here.now)
    with writing(here.settings.database, make=False, even_at_rest=True) as database:
        never(database, address, here.now.date())
    words = t(
        "Done: the map never writes to this address again. The address itself is no "
        "longer kept, only a mark that it is not to be written to."
    )
    body = render("by_link/told.html", words=words, href=at("/"), on=t("Go to the map"))
    response = light_page(request, t("Never again"), body)
    response.background = BackgroundTask(send_now, here.settings)
    cookies.drop(response, cookies.LINK)
    return response


def open_from_page(request: Request, here: Opened, form: Form) -> Response:
    """Go on from the page of an address to one of its conversations."""
    with writing(here.settings.database, make=False) as database:
        for talk, side in talks_of(database, here.link.address):
            if form.get("entry", "") == f"{talk.mark} {side}" and talk.state != "held":
                token = link_of(database, talk, side, here.now)
                way = go_on(at("/k"))
                cookies.keep(way, request, cookies.LINK, token, seconds=SECONDS)
                return way
    return closed(request, TalkError(GONE))


def open_meeting(request: Request, here: Opened, form: Form) -> Response:
    """Go on from the page of an address to a meeting of one of its entries."""
    with reading(here.settings.database) as database:
        own = bearer(database, here.link).own
    which = form.get("entry", "")
    token = token_of(here.settings, which, here.link.address, own, here.now)
    if token is None:
        return closed(request, TalkError(GONE))
    way = go_on(at("/k"))
    cookies.keep(way, request, cookies.LINK, token, seconds=SECONDS)
    return way


Press = Callable[[Request, Opened, Form], Response]
OF_A_MEETING: Mapping[str, Press] = {
    press: partial(_press, _of_meeting, "") for press in meetings.PRESSES
}
PRESSES: Mapping[str, Press] = {
    **OF_A_MEETING,
    "answer": _answer,
    "give": partial(_press, _give, "give"),
    "keep": partial(_press, _keep, "keep"),
    "no_thanks": partial(_press, _no_thanks, ""),
    "end": partial(_press, _end, ""),
    "abuse": partial(_press, _abuse, ""),
    "never": never_again,
}
