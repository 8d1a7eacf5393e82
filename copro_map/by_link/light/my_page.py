"""My page, and the page of one entry: what to press, what was said, what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from copro_map.assets.face import EXCHANGE_KINDS, KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import long_date, partial_date, sort_key, t
from copro_map.base.said import Spoken
from copro_map.base.store.connection import reading
from copro_map.by_link.light import about_you
from copro_map.by_link.light.opening import Opened, at
from copro_map.by_link.light.words import (
    DONE,
    WORDS,
    contact_in_words,
    spoken_name,
    state_in_words,
)
from copro_map.drawing.templates import Html, render
from copro_map.exchange.light import mine
from copro_map.frame.light.form import Form
from copro_map.frame.light.page import light_page
from copro_map.members.light import mine as members
from copro_map.people.claims import claims_of
from copro_map.people.contacts import contacts_of
from copro_map.people.rights import bearer
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.permissions import Actor, Role
from copro_map.people.wording import role_name
from copro_map.upkeep.face import Heard, belongs, words_on

MOST_WORDS = 5  # of an entry, the last ones
# What a steward is to look at, until a later word answers it.
ASKING = ("change", "moved", "not_us")
PER_PAGE = 5  # entries: so a page stays under 30 kB, whoever has however many


@dataclass(frozen=True)
class Typed:
    """A form that could not be taken: of which entry, what was typed, and why."""

    entry: str = ""
    form: Form | None = None
    fault: str = ""
    status: int = 400


@dataclass(frozen=True)
class SaidLine:
    """A word in words: when, by which role, what, and what was written beside it.

    ``waits``: a steward is to look at it, and has not answered.
    """

    when: str
    role: str
    words: str
    note: str
    waits: bool


@dataclass(frozen=True)
class Card:
    """An entry as its page shows it, with what can be pressed.

    ``back`` is the number of the last word, if it can be taken back here; None if not.
    """

    id: str
    name: Spoken
    kind: str
    state: str
    is_exchange: bool
    is_off: bool
    said: tuple[SaidLine, ...]
    back: int | None
    contacts: tuple[tuple[tuple[str, str], ...], ...]
    exchange: Html | str
    member: str


@cache
def _definitions(settings: Settings) -> Definitions:
    return load_definitions(settings.data_dir)


def _line(heard: Heard, waits: Heard | None) -> SaidLine:
    words = t(WORDS[heard.word])
    days = [x for x in (heard.ended_on, heard.until, heard.closes_on) if x]
    if days:
        words = f"{words}: {', '.join(map(partial_date, days))}"
    if heard.undone:
        words = f"{words} ({t('taken back')})"
    role = role_name(cast(Role, heard.role))
    when = partial_date(heard.on)
    return SaidLine(when, role, words, heard.note, heard is waits)


def _back(words: tuple[Heard, ...], today: date) -> int | None:
    """Return the number of the last word that stands, if its owner may take it back.

    One of today; and "take it off", whenever it was said.
    """
    last = next((one for one in words if not one.undone), None)
    if last is None or last.role != "owner":
        return None
    is_new = last.on == today.isoformat()
    return last.id if is_new or last.word == "take_off" else None


def _card(here: Opened, actor: Actor, entry: KeptEntry) -> Card:
    settings, today = here.settings, here.now.date()
    words = words_on(settings, entry.id, actor)
    standing = (one for one in words if not one.undone and one.word != "unknown")
    last = next(standing, None)
    waits = last if last and last.word in ASKING else None
    own = address_key(actor.address)
    contacts = contacts_of(settings, actor, belongs(settings, entry.id))
    return Card(
        id=entry.id,
        name=spoken_name(entry),
        kind=_definitions(settings.reference).kinds[entry.kind].label.text(),
        state=state_in_words(entry),
        is_exchange=entry.kind in EXCHANGE_KINDS,
        is_off=entry.status != "published",
        said=tuple(_line(one, waits) for one in words[:MOST_WORDS]),
        back=_back(words, today),
        contacts=tuple(
            contact_in_words(one) for one in contacts if address_key(one.address) == own
        ),
        exchange=mine.own(
            *(settings, entry, _whose(here), today),
            proof=here.proof,
            action=at("/k"),
        ),
        member=members.since(settings, entry.id) if _whose(here) else "",
    )


def _membership(
    here: Opened, shown: Sequence[KeptEntry], typed: Typed
) -> tuple[Html | str, ...]:
    """Return what the page says of memberships, and how one joins.

    Nothing on a page that may have been passed on.
    """
    if not (address := _whose(here)):
        return ()
    form = typed.form or {}
    kept = form if form.get("press") == members.JOIN else {}
    return (
        members.own(here.settings, address, here.proof, at("/k")),
        members.fold(here.settings, shown, here.proof, at("/k"), kept),
    )


def _whose(here: Opened) -> str:
    """Return the address of a link that is nobody else's; "" of one passed on."""
    return here.link.address if here.link.purpose == "my_page" else ""


def _page(
    entries: Sequence[KeptEntry], about: str, asked: str
) -> tuple[int, int, Sequence[KeptEntry]]:
    """Return which page of the entries is shown, of how many, and what is on it.

    The one that is asked for, else the one with the entry that was pressed last.
    """
    pages = max(1, -(-len(entries) // PER_PAGE))
    places = [n for n, one in enumerate(entries) if one.id == about]
    number = int(asked) if asked.isascii() and asked.isdecimal() else 0
    if not 1 <= number <= pages:
        number = places[0] // PER_PAGE + 1 if places else 1
    return number, pages, entries[(number - 1) * PER_PAGE : number * PER_PAGE]


def page_of_entries(
    request: Request, here: Opened, typed: Typed | None = None
) -> Response:
    """Return the page of a link that opens entries: all of an address, or one.

    ``typed`` is what could not be taken: it stands on the page again, with the reason.
    """
    with reading(here.settings.database) as database:
        actor = bearer(database, here.link)
        every = kept_entries(database)
        asked = claims_of(database, here.link.address)
    own = [every[one] for one in actor.own if one in every]
    first = mine.under_way(here.settings, own)
    entries = sorted(
        own,
        key=lambda x: (x.id not in first, sort_key(spoken_name(x).text), x.id),
    )
    about = typed.entry if typed else request.query_params.get("of", "")
    number, pages, shown = _page(entries, about, request.query_params.get("page", ""))
    of_no_entry = here.link.purpose == "entry" and not here.link.entry
    one_alone = here.link.purpose == "entry" and not of_no_entry
    done = {**DONE, **about_you.DONE, **members.DONE}.get(
        request.query_params.get("said", "")
    )
    body = render(
        "by_link/my_page.html",
        cards=[_card(here, actor, one) for one in shown],
        membership=_membership(here, shown, typed or Typed()),
        balance="" if one_alone else mine.balance(here.settings, entries),
        about=about_you.about_you(here, own=[one.id for one in entries]),
        asked=[spoken_name(every[one.entry]) for one in asked if one.entry in every],
        page=number,
        pages=pages,
        address=here.link.address,
        one_alone=one_alone,
        opens_all=here.link.purpose == "my_page" and bool(here.link.address),
        of_no_entry=of_no_entry,
        until=_until(here),
        done=t(done) if done and not typed else "",
        of=about,
        of_card=about in [one.id for one in shown],
        typed=typed or Typed(),
        proof=here.proof,
        at=at,
        today=here.now.date().isoformat(),
    )
    title = t("Is this still right?") if one_alone else t("Your page")
    return light_page(request, title, body, status=typed.status if typed else 200)


def _until(here: Opened) -> str:
    """Return until when the link opens its page: a time of day, or a day."""
    ends = here.link.ends_at.astimezone(here.now.tzinfo)
    if ends.date() == here.now.date():
        return ends.strftime("%H:%M")
    return f"{long_date(ends.date())}, {ends.strftime('%H:%M')}"
