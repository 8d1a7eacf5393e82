"""What conversations keep of somebody: told to them, and forgotten."""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.base.somebody import Personal, Whom
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import take_out, told
from copro_map.base.whom import Keeps
from copro_map.talks.store import keeps as store

LABELS = {
    **{"entry": N_("Entry"), "address": N_("Address"), "language": N_("Language")},
    "words": N_("Words"),
}
WORDS = {"cy": N_("Welsh"), "en": N_("English")}


def _personal(database: Database, whom: Whom) -> tuple[Personal, ...]:
    return tuple(told(database, store.TOLD, LABELS, whom, (), WORDS))


def _forget(database: Database, whom: Whom) -> int:
    found = take_out(database, store.RULES, whom, ())
    store.forget_beside(database, whom)
    return found


KEEPS = Keeps(_personal, _forget)
