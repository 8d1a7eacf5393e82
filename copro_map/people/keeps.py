"""What people keeps of somebody: told to them, and forgotten.

Whoever asked never to be written to is not written to after that either: what keeps
letters away is a keyed mark, and stays.
"""

from __future__ import annotations

from dataclasses import replace

from copro_map.base.i18n import N_
from copro_map.base.names import fold
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import take_out, told
from copro_map.base.whom import Keeps, Personal, Whom
from copro_map.people.paragraphs import mark
from copro_map.people.store import keeps as store
from copro_map.people.wanted import NAMES as LETTERS
from copro_map.people.wording import AGREED_NAMES, ROLE_NAMES

LABELS = {
    **{"name": N_("Name"), "address": N_("Address"), "role": N_("Role")},
    **{"areas": N_("Areas"), "language": N_("Language"), "letter": N_("Letter")},
    **{"ends_at": N_("Until"), "left_on": N_("Until"), "issuer": N_("By whom")},
    "account": N_("Account"),
    **{"entry": N_("Entry"), "origin": N_("Where it is from"), "words": N_("Words")},
    **{"found_at": N_("Found at"), "basis": N_("Why we may keep it")},
    **{"decided_at": N_("Answered"), "field": N_("About"), "body": N_("Words")},
    **{"wording": N_("Version of the words"), "channel": N_("Where you said so")},
    **{"withdrawn_on": N_("Withdrawn"), "subject": N_("Subject")},
}
WORDS = {
    **{str(role): name for role, name in ROLE_NAMES.items()},
    **{str(field): name for field, name in AGREED_NAMES.items()},
    **LETTERS,
    **{"cy": N_("Welsh"), "en": N_("English"), "owner": N_("You gave it")},
    **{"found": N_("We found it"), "consent": N_("You agreed")},
    "telephone": N_("Somebody told us by telephone"),
    "legitimate_interests": N_("Our legitimate interest in a map that can be trusted"),
    **{"public_task": N_("A public task"), "form": N_("In the form")},
    **{"my_page": N_("On your page"), "desk": N_("To somebody at the desk")},
}


def _personal(database: Database, whom: Whom) -> tuple[Personal, ...]:
    marks = store.marks(database, whom)
    return tuple(told(database, store.TOLD, LABELS, whom, marks, WORDS))


def _with_staff(database: Database, whom: Whom) -> Whom:
    """Return somebody with what they are called and reached by as staff."""
    known = store.known_as(database, whom)
    return replace(
        whom,
        keys=whom.keys | {key for key, _ in known},
        names=whom.names | {fold(name) for _, name in known if name},
    )


def _forget(database: Database, whom: Whom) -> int:
    whom = _with_staff(database, whom)
    marks = store.marks(database, whom)
    store.forget_before(database, whom)
    found = take_out(database, store.RULES, whom, marks)
    checksums = [mark(key) for key in sorted(whom.keys)]
    return found + store.forget_after(database, whom, checksums)


KEEPS = Keeps(_personal, _forget)
