"""What the roles are called, and what people agree to."""

from __future__ import annotations

from copro_map.base.i18n import N_, Label, language_in_force, t
from copro_map.people.rules.consents import Agreed
from copro_map.people.rules.permissions import Role

ROLE_NAMES: dict[Role, str] = {
    "public": N_("Anybody"),
    "owner": N_("Owner of the entry"),
    "member": N_("Member"),
    "officer": N_("Officer of a County Voluntary Council"),
    "board": N_("Board member"),
    "evaluator": N_("Evaluator"),
    "steward": N_("Steward"),
    "administrator": N_("Administrator"),
}
AGREED_NAMES: dict[Agreed, str] = {
    "name": N_("Name"),
    "description": N_("Description"),
    "where": N_("Where"),
    "website": N_("Website"),
    "contact": N_("E-mail address"),
}


def in_both(role: Role) -> Label:
    """Return what a role is called in both languages, to be kept with what it did.

    Examples
    --------
    >>> in_both("steward")
    Label(en='Steward', cy='Stiward')
    """
    said = {}
    for language in ("en", "cy"):
        with language_in_force(language):
            said[language] = role_name(role)
    return Label(said["en"], said["cy"])


def role_name(role: Role) -> str:
    """Return what a role is called, in the current language.

    Examples
    --------
    >>> role_name("officer")
    'Officer of a County Voluntary Council'
    """
    return t(ROLE_NAMES[role])


def agreed_name(field: Agreed) -> str:
    """Return what somebody agrees to is called, in the current language.

    Examples
    --------
    >>> agreed_name("where")
    'Where'
    """
    return t(AGREED_NAMES[field])
