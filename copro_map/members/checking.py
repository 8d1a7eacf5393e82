"""What was filled in to join, looked at, and as the columns of a member."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.names import ALL_WALES, BASE_LAYER
from copro_map.files.columns import CONTACTS, has_contact_details
from copro_map.geography.areas import load_layers
from copro_map.members.kinds import bands, member_roles, member_types, principles
from copro_map.members.rules import joining as rules
from copro_map.members.rules.joining import Choices, JoinError, Joining
from copro_map.people.rules.addresses import AddressError, address_key, read_address

NO_ADDRESS = N_("Write your e-mail address: the link with which you join goes there.")


def choices(settings: Settings) -> Choices:
    """Return what can be chosen in the form, and the version of the principles."""
    areas = load_layers(settings.boundaries_dir, settings.data_dir)[BASE_LAYER].areas
    return Choices(
        types=member_types(settings).keys(),
        areas=(ALL_WALES, *areas),
        bands=bands(settings).keys(),
        roles=member_roles(settings).keys(),
        version=principles(settings).version,
    )


def faults(settings: Settings, given: Joining) -> tuple[JoinError, ...]:
    """Return all that is wrong with what was filled in, in the order of the form."""
    found = [*rules.faults(given, choices(settings))]
    texts = {"name_en": given.name_en, "name_cy": given.name_cy}
    if given.is_promise_public:
        texts["promise"] = given.promise
    found += [
        JoinError(CONTACTS, where)
        for where, text in texts.items()
        if has_contact_details(text)
    ]
    try:
        if not given.address.strip():
            raise JoinError(NO_ADDRESS, "address")
        read_address(given.address)
    except (AddressError, JoinError) as error:
        found.append(JoinError(error.message, "address", **error.facts))
    return tuple(found)


def check(settings: Settings, given: Joining) -> None:
    """Refuse what is wrong.

    Raises
    ------
    JoinError
        If anything is: the first of it, with all the others.
    """
    if found := faults(settings, given):
        first = found[0]
        first.every = found
        raise first


def facts(given: Joining, day: date) -> dict[str, object]:
    """Return the columns of a member who joins on a day."""
    is_person = given.form == "individual"
    pence, hours = rules.pence_of(given.pounds), rules.hours_of(given.hours)
    return {
        "form": given.form,
        "type": "" if is_person else given.type,
        "side": given.side if is_person else "",
        "name_en": given.name_en.strip(),
        "name_cy": given.name_cy.strip(),
        "is_public": int(given.is_public if is_person else True),
        "entry": given.entry,
        "area": given.area,
        "language": given.language,
        "address": (address := read_address(given.address)),
        "address_key": address_key(address),
        "joined_on": day.isoformat(),
        "principles": given.agreed,
        "principles_on": day.isoformat(),
        "promise": given.promise.strip(),
        "is_promise_public": int(given.is_promise_public and bool(given.promise)),
        "gives": rules.gives_of(pence, hours),
        "band": given.band,
        "pence": pence,
        "hours": hours,
        "entered_on": day.isoformat(),
    }
