"""What somebody agrees to, field by field: the words of it, and who agreed when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from copro_map.base.i18n import Label
from copro_map.base.models import Definition, Text

Agreed = Literal["name", "description", "where", "website", "contact"]
Channel = Literal["form", "my_page", "desk", "workshop"]
# What is agreed to there counts once what came with it is accepted.
HOLDING: tuple[Channel, ...] = ("form", "workshop")
# In the order in which they are asked for. "contact": an address that is written to;
# the others are shown, of a practitioner who is a person.
AGREED: tuple[Agreed, ...] = get_args(Agreed)
SHOWN: tuple[Agreed, ...] = AGREED[:-1]
PERSON = "individual"  # the type of practitioner that is a person


class Wording(Definition):
    """A version of the sentences that somebody agrees to, asked from a day on.

    Those of a practitioner who is a person say what is shown; ``contact`` is for
    everybody who sends something.
    """

    id: str
    since: date
    name: Text
    description: Text
    where: Text
    website: Text
    contact: Text

    def sentence(self, field: Agreed) -> Label:
        """Return what is agreed to of a field, in both languages."""
        text: Label = getattr(self, field)
        return text


@dataclass(frozen=True)
class Consent:
    """That somebody agreed: to which words, in which language, on which day (ISO).

    ``wording`` is the version of the sentences. ``held``: it counts once what they sent
    with it is accepted. ``withdrawn_on``: since when it is so no more; empty if it is.
    """

    number: int
    entry: str
    field: Agreed
    wording: str
    language: str
    given_on: str
    channel: Channel
    held: bool
    withdrawn_on: str


def wording_on(versions: Iterable[Wording], day: date) -> Wording:
    """Return the version of the sentences that is asked on a day: the newest by then.

    Before the first one that is the first.
    """
    ordered = sorted(versions, key=lambda one: (one.since, one.id))
    return next((x for x in reversed(ordered) if x.since <= day), ordered[0])


def in_force(consents: Iterable[Consent]) -> frozenset[Agreed]:
    """Return the fields that are agreed to now.

    Examples
    --------
    >>> now = Consent(1, "a", "name", "v1", "cy", "2026-11-30", "form", False, "")
    >>> past = Consent(2, "a", "website", "v1", "cy", "2026-11-30", "form", False,
    ...                "2026-12-01")
    >>> in_force([now, past])
    frozenset({'name'})
    """
    return frozenset(
        one.field for one in consents if not one.held and not one.withdrawn_on
    )
