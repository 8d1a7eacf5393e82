"""What conversations keep of somebody: told to them, and taken out."""

from __future__ import annotations

from copro_map.base.i18n import N_
from copro_map.base.somebody import Whom
from copro_map.base.store.connection import Database
from copro_map.base.store.taking_out import Naming, Taken, Told, among
from copro_map.talks.store.talks import forget

SIDE = "CASE side WHEN 'one' THEN one_key ELSE other_key END"
SAID = f"talk_word JOIN talk AS t ON t.number = talk AND {SIDE} {among('keys')}"
FIRST = ("entry", "one_address AS address", "one_language AS language")
OTHER = ("entry", "other_address AS address", "other_language AS language")
TOLD = (
    Told(N_("A conversation of yours"), "talk", "begun_at", FIRST, "one_key", "keys"),
    Told(N_("A conversation of yours"), "talk", "begun_at", OTHER, "other_key", "keys"),
    Told(N_("What you wrote"), SAID, "said_at", ("entry", "words"), SIDE, "keys"),
)
# Of the persons' own side, and of whoever their entry's contact was.
THEIRS = f"(SELECT {SIDE} FROM talk WHERE number = talk)"  # noqa: S608 - ours alone
AS_CONTACT = "(SELECT iif(side = 'other', entry, '') FROM talk WHERE number = talk)"
UNANSWERED = "iif(state IN ('held', 'kept_back'), entry, '')"
RULES: tuple[Taken | Naming, ...] = (
    Taken("talk_word", THEIRS, "keys"),
    Taken("talk_word", AS_CONTACT, "entries"),
    Naming("talk_word", ("words",)),
    Taken("talk", UNANSWERED, "entries"),
    Taken("talk", "entry", "entries", ("other_address", "other_key", "other_language")),
)
ENDED = "UPDATE talk SET state = 'ended' WHERE state = 'open' AND entry = ?"


def forget_beside(database: Database, whom: Whom) -> None:
    """Take out what no rule can say: their side of each is nobody's, and has ended."""
    for key in sorted(whom.keys):
        forget(database, key)
    for entry in sorted(whom.entries):
        database.conn.execute(ENDED, [entry])
