"""What is written to whoever is invited to reply: a letter with a code, a reminder.

No link holds a code: it would stand in histories and logs. It is typed, or pasted.
People know no surveys: what one is called, and where its form is, are handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from copro_map.base.i18n import Label, current_language, long_date, t
from copro_map.people.paragraphs import both, link_to, mark, whole
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.letters import Letter


@dataclass(frozen=True)
class To:
    """Whom a letter is to, in which language ("" for both), and how to end them."""

    address: str
    language: str
    token: str


@dataclass(frozen=True)
class Asked:
    """What somebody is invited to reply to, and a steward's words, or none.

    ``form`` are the parameters of the form's address, ``record`` its two names.
    """

    record: tuple[str, str]
    survey: Label
    name: Label
    form: dict[str, str]
    first: date | None
    last: date
    words: Label


def cause_of(what: str, survey: str, wave: str) -> str:
    """Return how the cause of each letter of a wave begins: no other wave's does.

    Examples
    --------
    >>> cause_of("invitation", "members", "Year 1")
    'invitation members/Year%201 '
    """
    return f"{what} {quote(survey, safe='')}/{quote(wave, safe='')} "


def cause_to(cause: str, address: str) -> str:
    """Return the cause of a letter to an address."""
    return f"{cause}{mark(address_key(address))}"


def _way(asked: Asked) -> str:
    """Say where the form is, until when, in the current language."""
    query = urlencode({**asked.form, "lang": current_language()})
    return "\n\n".join(
        (
            t("Open this page, and type or paste your code there:"),
            f"[[/survey?{query}]]",
            t("Last day to reply: {day}", day=long_date(asked.last)),
        )
    )


def _called(asked: Asked) -> str:
    return f"{asked.survey.text()}: {asked.name.text()}"


def _never(token: str) -> str:
    words = t("If we are never to write to you again, press this link and say so:")
    return f"{words}\n{link_to(token)}"


def invitation(asked: Asked, to: To, code: str) -> Letter:
    """Return the letter with somebody's code."""

    def say() -> str:
        first = asked.first
        return whole(
            t("You are invited to reply to a survey:"),
            _called(asked),
            asked.words.text(),
            t("Your code: {code}", code=code),
            t("First day to reply: {day}", day=long_date(first)) if first else "",
            _way(asked),
            t("Your code is for one reply. It is not kept with your reply."),
            t(
                "A steward of the Network gave us your address for this survey. We "
                "keep it for four months at most, and then only a mark of it, so that "
                "nobody is invited twice. Which code you got is kept nowhere: nobody "
                "can tell what you replied, or whether you did."
            ),
            t(
                "The Network is responsible for this. You may see what is kept, object "
                "and have it deleted: answer this message. You may also complain to "
                "the Information Commissioner: https://ico.org.uk/make-a-complaint"
            ),
            _never(to.token),
        )

    return _letter("invitation", asked, to, both(say))


def ask_again(asked: Asked, to: To, nth: int, sent_on: date) -> Letter:
    """Return the letter that asks again, for all: nobody knows who has replied."""

    def say() -> str:
        return whole(
            t("We invited you to reply to a survey:"),
            _called(asked),
            asked.words.text(),
            t(
                "If you have replied: thank you, there is nothing more to do. We write "
                "to all who were invited, as we do not know who has replied."
            ),
            t(
                "If not, your code is in the letter that we sent to this address on "
                "this day: {day}",
                day=long_date(sent_on),
            ),
            _way(asked),
            _never(to.token),
        )

    return _letter(f"chase{nth}", asked, to, both(say))


def _letter(what: str, asked: Asked, to: To, body: Label) -> Letter:
    return Letter(
        address=to.address,
        language=to.language,
        subject=both(lambda: t("An invitation: {survey}", survey=asked.survey.text())),
        body=body,
        kind="invitation",
        cause=cause_to(cause_of(what, *asked.record), to.address),
        is_asked=False,
        unsubscribe=f"/k/{to.token}",
    )
