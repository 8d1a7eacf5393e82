"""What is kept about whoever holds a link, and what they agreed to: seen, withdrawn.

All of it is of their address: what they sent in, what they agreed to, whom they wrote
to. Nobody else's words stand here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.moments import read_moment
from copro_map.base.retention import kept_for
from copro_map.base.said import Spoken
from copro_map.base.store.connection import Database, reading
from copro_map.base.today import WALES
from copro_map.by_link.light.opening import NOT_THIS, Opened, at, go_on
from copro_map.by_link.light.sent_words import (
    AgreedLine,
    agreed_in_words,
    name_in_words,
    state_in_few_words,
)
from copro_map.by_link.light.words import spoken_name
from copro_map.frame.light.form import Form
from copro_map.people.consents import consents_by, consents_of, wording
from copro_map.people.links import LinkError
from copro_map.people.rights import bearer
from copro_map.people.rules.consents import AGREED, SHOWN, Consent
from copro_map.people.rules.permissions import Actor, Belongs
from copro_map.people.wording import agreed_name
from copro_map.privacy.face import agree, withdraw
from copro_map.talks.rules.talks import Side, Talk
from copro_map.talks.talks import talks_of
from copro_map.upkeep.face import belongs
from copro_map.versions.face import Version, versions_of

MOST = 20  # versions and conversations, the last ones
TALKS = {
    "held": N_("Not sent yet: press the link in the e-mail that you got"),
    "kept_back": N_("Not sent yet: a steward looks at something first"),
    "open": N_("Open"),
    "no_thanks": N_("Ended: no, thank you"),
    "abuse": N_("Ended: said to be abuse"),
    "ended": N_("Ended"),
}
DONE = {
    "withdraw": N_("Done: it is withdrawn, and no longer shown."),
    "agree": N_("Thank you. It is shown now."),
}


@dataclass(frozen=True)
class SentLine:
    """Something that was sent in: its number, what it is called, how it stands."""

    number: int
    name: Spoken
    day: str
    state: str
    asks: bool


@dataclass(frozen=True)
class TalkLine:
    """A conversation: about which entry, since when, and until when its words stay.

    ``which`` is what its button sends; empty if there is nothing to open.
    """

    entry: Spoken
    day: str
    state: str
    until: str
    which: str


@dataclass(frozen=True)
class Agreed:
    """What was agreed to of an entry.

    ``may_again``: by this address, which agreed to be shown in it. ``more``: what could
    be shown besides, each with its name and the sentence.
    """

    entry: str
    name: Spoken
    lines: tuple[AgreedLine, ...]
    may_again: bool
    more: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class AboutYou:
    """All that is kept about an address beside its contacts."""

    sent: tuple[SentLine, ...]
    agreed: tuple[Agreed, ...]
    talks: tuple[TalkLine, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is."""
        return not (self.sent or self.agreed or self.talks)


def _day(moment: str) -> str:
    return long_date(read_moment(moment).astimezone(WALES).date())


def _sent(version: Version) -> SentLine:
    name = name_in_words(version)
    unnamed = Spoken(t("Change of an entry"), current_language())
    return SentLine(
        version.number,
        name if name.text else unnamed,
        _day(version.sent_at),
        state_in_few_words(version.state),
        version.state == "asked" or not version.is_proved,
    )


def _talk(settings: Settings, talk: Talk, side: Side, name: Spoken) -> TalkLine:
    last = read_moment(talk.last_at).astimezone(WALES).date()
    last += kept_for(settings, "messages")
    has_words = bool(talk.of(side).address)
    until = long_date(last) if has_words else ""
    which = f"{talk.mark} {side}" if has_words and talk.state != "held" else ""
    return TalkLine(name, _day(talk.begun_at), t(TALKS[talk.state]), until, which)


def _more(
    here: Opened, lines: Iterable[AgreedLine]
) -> tuple[tuple[str, str, str], ...]:
    """Return what a person was never asked about, or did not agree to."""
    known = {one.field for one in lines}
    words = wording(here.settings, here.now.date())
    return tuple(
        (field, agreed_name(field), words.sentence(field).text())
        for field in SHOWN
        if "name" in known and field not in known
    )


def about_you(here: Opened, own: Iterable[str]) -> AboutYou:
    """Return what is kept about a link's address; of its one entry, if it is of one.

    ``own`` are the entries that it speaks for.
    """
    address, alone = here.link.address, here.link.purpose == "entry"
    with reading(here.settings.database) as database:
        entries = kept_entries(database)
        by = [] if alone else _given(database, address)
        given = [one.entry for one in by]
        shown = {one.entry for one in by if one.field in SHOWN}
        agreed = tuple(
            Agreed(
                *(entry, _name(entries, entry), lines, entry in shown),
                more=_more(here, lines) if entry in shown else (),
            )
            for entry in dict.fromkeys([*own, *given])
            if (lines := agreed_in_words(here.settings, consents_of(database, entry)))
            and not all(line.is_held for line in lines)  # those stand with the version
        )
        if alone:
            return AboutYou((), agreed, ())
        sent = tuple(map(_sent, versions_of(database, address)[:MOST]))
        talks = tuple(
            _talk(here.settings, talk, side, _name(entries, talk.entry))
            for talk, side in talks_of(database, address)[:MOST]
        )
    return AboutYou(sent, agreed, talks)


def _given(database: Database, address: str) -> list[Consent]:
    """Return what an address agreed to, of whichever entry.

    Not what is held: that somebody suggests a correction of an entry tells them nothing
    of what others agreed to there.
    """
    return [one for one in consents_by(database, address) if not one.held]


def _name(entries: dict[str, KeptEntry], entry: str) -> Spoken:
    if entry in entries:
        return spoken_name(entries[entry])
    return Spoken(t("What you sent in"), current_language())


def _about(here: Opened, form: Form) -> tuple[Actor, Belongs]:
    """Return who presses, as what their address may be, and what it is about.

    Whether they may is asked where it is done: of their address. The link of one entry
    is passed on, so it is about that one alone.

    Raises
    ------
    LinkError
        If the link is of another entry.
    """
    entry, address = form["entry"], here.link.address
    with reading(here.settings.database) as database:
        if (
            here.link.purpose == "entry"
            and entry not in bearer(database, here.link).own
        ):
            raise LinkError(NOT_THIS)
        is_kept = entry in kept_entries(database, entry)
    where = belongs(here.settings, entry) if is_kept else Belongs(entry, frozenset())
    return Actor(role="owner", address=address, own=frozenset({entry})), where


def withdrawn(_request: Request, here: Opened, form: Form) -> Response:
    """Withdraw what was agreed to: one field of an entry, or all of them."""
    actor, where = _about(here, form)
    field = form.get("field", "")
    fields = AGREED if field == "all" else [one for one in AGREED if one == field]
    withdraw(here.settings, actor, where, fields, here.now)
    return go_on(at("/k", said="withdraw", of=where.entry))


def agreed(_request: Request, here: Opened, form: Form) -> Response:
    """Let be shown what was withdrawn, or never agreed to."""
    actor, where = _about(here, form)
    field, language = form.get("field", ""), current_language()
    if field in SHOWN:
        agree(here.settings, actor, where, field, language, here.now)
    return go_on(at("/k", said="agree", of=where.entry))


PRESSES = {"withdraw": withdrawn, "agree": agreed}
