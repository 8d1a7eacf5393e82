"""What a person on the map agrees to, as the desk reads it out to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading
from copro_map.people.consents import consents_of, wording
from copro_map.people.rights import require_now
from copro_map.people.rules.consents import AGREED, SHOWN, Agreed
from copro_map.people.rules.permissions import Actor, require


@dataclass(frozen=True)
class AgreedNow:
    """A field, the sentence that is asked for it today, and since when it is agreed to.

    ``since`` is a day (ISO); empty if it is not agreed to, or not any more.
    """

    field: Agreed
    sentence: Label
    since: str


def agreed_now(
    settings: Settings, actor: Actor, entry: str, today: date
) -> tuple[AgreedNow, ...]:
    """Return what a person agrees to of an entry, and what they could agree to.

    That an address is kept can only be withdrawn here: whoever has it agrees by it.

    Raises
    ------
    RefusedError
        If the one who asks may not.
    """
    require(actor, "enter_consent")
    words = wording(settings, today)
    with reading(settings.database) as database:
        require_now(database, actor, "enter_consent")
        given = {
            one.field: one.given_on
            for one in consents_of(database, entry)
            if not one.held and not one.withdrawn_on
        }
    return tuple(
        AgreedNow(field, words.sentence(field), given.get(field, ""))
        for field in AGREED
        if field in SHOWN or field in given
    )
