"""What is pressed on a link's page: checked, done in one transaction, then told.

Each press brings its proof, and the answers below ask once more who may do what. What
is pressed twice is so already, and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import current_language, explain, t
from copro_map.base.store.connection import reading, writing
from copro_map.by_link.coming_back import is_back
from copro_map.by_link.light import (
    about_you,
    booking,
    cookies,
    joining,
    organising,
    sent_in,
    telling,
    your_data,
)
from copro_map.by_link.light.leaving import message_sent, page_of_message
from copro_map.by_link.light.letters import (
    AGAIN,
    NO_MORE,
    PURPOSE,
    again,
    in_one_press,
    no_more,
    page_of_letters,
)
from copro_map.by_link.light.member import PRESSES as OF_A_MEMBER
from copro_map.by_link.light.member import page_of_member
from copro_map.by_link.light.my_page import Typed, page_of_entries
from copro_map.by_link.light.opening import (
    NOT_THIS,
    Opened,
    at,
    closed,
    go_on,
    opened,
    opened_by,
)
from copro_map.by_link.light.saying import PressError, is_so, word_of
from copro_map.by_link.light.signing import page_to_sign_in, signed_in
from copro_map.by_link.light.talk import (
    OF_A_MEETING,
    open_from_page,
    open_meeting,
    page_of_meeting,
    page_of_talk,
)
from copro_map.by_link.light.talk import PRESSES as OF_A_TALK
from copro_map.by_link.light.words import name_of
from copro_map.by_link.never import never
from copro_map.drawing.templates import render
from copro_map.exchange.face import free
from copro_map.frame.light.form import Form, from_elsewhere, pressed
from copro_map.frame.light.page import PRIVATE, light_page, spoken, status_of
from copro_map.people.claims import claim
from copro_map.people.links import LinkError, use_link
from copro_map.people.rights import bearer
from copro_map.upkeep.face import say, undo, words_on

SIGNS_IN = ("sign_in", "machine")
OF_AN_OWNER = ("my_page", "entry")


def _say(request: Request, here: Opened, form: Form) -> Response:
    """Say a word on an entry, and show the page as it is then."""
    entry = form.get("entry", "")
    with reading(here.settings.database) as database:
        actor = bearer(database, here.link)
    try:
        said = word_of(form)
        if not is_so(here, actor, entry, said):
            say(here.settings, actor, entry, said, here.now)
            free(here.settings, here.now)
    except CoproMapError as error:
        typed = Typed(entry, form, explain(error), status_of(error))
        return page_of_entries(request, here, typed)
    return go_on(at("/k", said=said.word, of=entry))


def _undo(_request: Request, here: Opened, form: Form) -> Response:
    """Take back the word that the page offered to take back, if it still stands."""
    entry, number = form.get("entry", ""), form.get("word", "")
    with reading(here.settings.database) as database:
        actor = bearer(database, here.link)
    words = words_on(here.settings, entry, actor) if entry in actor.own else ()
    standing = {str(one.id): one.id for one in words if not one.undone}
    if number in standing:
        undo(here.settings, actor, standing[number], here.now)
    return go_on(at("/k", said="undone", of=entry))


def _never(request: Request, here: Opened, _form: Form) -> Response:
    """Never write to the link's address again."""
    with writing(here.settings.database, make=False, even_at_rest=True) as database:
        never(database, here.link.address, here.now.date())
    return _never_told(request)


def _never_told(request: Request) -> Response:
    words = t(
        "Done: the map never writes to this address again. The address itself is no "
        "longer kept, only a mark that it is not to be written to."
    )
    response = _told(request, t("Never again"), words)
    cookies.drop(response, cookies.LINK)
    return response


def _told(request: Request, title: str, words: str) -> Response:
    body = render("by_link/told.html", words=words, href=at("/"), on=t("Go to the map"))
    return light_page(request, title, body)


def _claimed(request: Request, here: Opened, _form: Form) -> Response:
    """Use the link up, and keep that its address asks to speak for the entry."""
    if not (link := here.link).used:
        with writing(here.settings.database, make=False) as database:
            use_link(database, here.token, here.now)
            claim(database, link.entry, link.address, current_language(), here.now)
        is_back(here.settings, link.address, here.now)
    words = t(
        "Thank you. A steward of the map decides, and you are written to then. Until "
        "then nothing changes."
    )
    return _told(request, t("You asked to speak for this entry"), words)


def _claim_page(request: Request, here: Opened) -> Response:
    if here.link.used:
        return _claimed(request, here, {})
    body = render(
        "by_link/claim.html",
        called=name_of(here.settings, here.link.entry),
        address=here.link.address,
        proof=here.proof("claim"),
        action=at("/k"),
    )
    return light_page(request, t("Is this entry yours?"), body)


Page = Callable[[Request, Opened], Response]
PAGES: Mapping[str, Page] = {
    **dict.fromkeys(SIGNS_IN, page_to_sign_in),
    "claim": _claim_page,
    PURPOSE: page_of_letters,
    "message": page_of_message,
    joining.PURPOSE: joining.page_of_joining,
    telling.PURPOSE: telling.page_of_event,
    "talk": page_of_talk,
    "meeting": page_of_meeting,
    "member": page_of_member,
    sent_in.PURPOSE: sent_in.page_of_version,
    booking.PURPOSE: booking.page_of_booking,
}
# Behind the page of all of an address, by what stands in the question.
OF_ALL: Mapping[str, Page] = {
    "version": sent_in.page_of_version,
    your_data.KEPT: your_data.kept_file,
    your_data.FORGET: your_data.page_to_forget,
}
Press = Callable[[Request, Opened, Form], Response]
PRESSES: Mapping[tuple[str, str], Press] = {
    **{(purpose, "sign_in"): signed_in for purpose in SIGNS_IN},
    ("claim", "claim"): _claimed,
    (PURPOSE, NO_MORE): no_more,
    (PURPOSE, AGAIN): again,
    ("message", "send"): message_sent,
    **{
        (joining.PURPOSE, press): answer for press, answer in joining.OF_JOINING.items()
    },
    **{("my_page", press): answer for press, answer in joining.OF_OWN_PAGE.items()},
    (telling.PURPOSE, telling.PRESS): telling.told_by_press,
    ("my_page", "talk"): open_from_page,
    ("my_page", "meet"): open_meeting,
    **{(your_data.PURPOSE, x): answer for x, answer in your_data.PRESSES.items()},
    **{
        (purpose, press): answer
        for purpose in (sent_in.PURPOSE, sent_in.OF_ALL)
        for press, answer in sent_in.PRESSES.items()
    },
    **{
        (purpose, press): answer
        for purpose in OF_AN_OWNER
        for press, answer in about_you.PRESSES.items()
    },
    **{("talk", press): answer for press, answer in OF_A_TALK.items()},
    **{("meeting", press): answer for press, answer in OF_A_MEETING.items()},
    **{("member", press): answer for press, answer in OF_A_MEMBER.items()},
    **{(purpose, "never"): _never for purpose in ("meeting", "member")},
    **booking.PRESSES,
    **organising.PRESSES,
    **{
        (purpose, press): _say
        for purpose in OF_AN_OWNER
        for press in ("right", "change", "gone", "open")
    },
    **{(purpose, "undo"): _undo for purpose in OF_AN_OWNER},
    **{(purpose, "never"): _never for purpose in OF_AN_OWNER},
}


def _page_of(request: Request, here: Opened) -> Page:
    """Return what draws the page of a link, or the one behind it that is asked for."""
    if here.link.purpose == sent_in.OF_ALL:
        for asked, page in OF_ALL.items():
            if asked in request.query_params:
                return page
    return PAGES.get(here.link.purpose, page_of_entries)


@spoken
def show(request: Request) -> Response:
    """Answer GET ``/k``: the page of the link that is open in this browser."""
    try:
        here = opened(request)
        return _page_of(request, here)(request, here)
    except LinkError as error:
        return closed(request, error)


def _again(request: Request, form: Form, fault: str) -> Response:
    """Return the page that is open with what was typed on it, and what is wrong."""
    try:
        here = opened(request)
    except LinkError as error:
        return closed(request, error)
    if here.link.purpose == "talk":
        return page_of_talk(request, here, fault, form, 400)
    if here.link.purpose == "meeting":
        return page_of_meeting(request, here, fault, form, 400)
    if here.link.purpose == "member":
        return page_of_member(request, here, fault, form, 400)
    if here.link.purpose == booking.PURPOSE:
        return booking.page_of_booking(request, here, form, fault, 400)
    if here.link.purpose == organising.PURPOSE:
        return organising.page_of_event(request, here, form, fault, 400)
    if here.link.purpose in OF_AN_OWNER:
        typed = Typed(form.get("entry", ""), form, fault)
        return page_of_entries(request, here, typed)
    raise PressError(fault)


def _pressed(request: Request, form: Form) -> Response:
    """Answer POST ``/k``: what was pressed on the page of the link that is open."""
    try:
        here = opened(request)
        what, entry = form.get("press", ""), form.get("entry", "")
        answer = PRESSES.get((here.link.purpose, what))
        own = here.is_proved(what, entry, form.get("proof", ""))
        if answer is None or not own or from_elsewhere(request):
            raise LinkError(NOT_THIS)
        return answer(request, here, form)
    except LinkError as error:
        return closed(request, error)


press = pressed(_pressed, _again)


@pressed
def press_by_token(request: Request, form: Form) -> Response:
    """Answer POST ``/k/TOKEN``: a mail program's one press "unsubscribe" (RFC 8058).

    It has no cookie and shows no page; a letter that is read late ends it too. Anything
    else is led to the link's page.
    """
    if form.get("List-Unsubscribe") != "One-Click":
        return go_on(at("/k"))
    try:
        here = opened_by(request.path_params["token"], even_past=True)
    except LinkError as error:
        return closed(request, error)
    if here.link.purpose == PURPOSE:
        return in_one_press(request, here)
    if here.link.purpose not in (*OF_AN_OWNER, "member"):
        return Response(status_code=404, headers=dict(PRIVATE))
    return _never(request, here, form)
