"""What the roles are called."""

from __future__ import annotations

from copro_map.base.i18n import N_, t
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


def role_name(role: Role) -> str:
    """Return what a role is called, in the current language.

    Examples
    --------
    >>> role_name("officer")
    'Officer of a County Voluntary Council'
    """
    return t(ROLE_NAMES[role])
