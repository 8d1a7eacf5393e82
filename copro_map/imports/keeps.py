"""What imports keep of somebody: files that wait, what files changed, who brought them.

Nobody looks into a file that waits, and anybody may stand in it: all of them go.
"""

from __future__ import annotations

from collections.abc import Callable

from copro_map.base.i18n import N_
from copro_map.base.names import fold
from copro_map.base.store.connection import Database
from copro_map.base.whom import Keeps, Personal, Whom
from copro_map.imports.store import drafts, held
from copro_map.people.rules.addresses import address_key

UPLOADED = N_("A file that you are about to bring in")
BROUGHT = N_("A file that you brought in")
TOUCHED = N_("Kept so that an import can be taken back: a row about you")
FILE, UNTIL, OF = N_("File"), N_("Kept until"), N_("What it held")
IMPORT, TABLE = N_("Number of the import"), N_("Kind of row")


def theirs(whom: Whom) -> Callable[[str], bool]:
    """Return what says of a text that it names somebody: by an address, id or name.

    What names them among other words was emptied where it stood, and must not be put
    back from here.

    Examples
    --------
    >>> whom = Whom(frozenset({"a@example.org"}), names=frozenset({"ann", "ann ash"}))
    >>> is_theirs = theirs(whom)
    >>> is_theirs("A@Example.org"), is_theirs("ANN"), is_theirs("Annwn")
    (True, True, False)
    >>> is_theirs("List of Ann Ash.csv"), is_theirs("to Ann, and others")
    (True, False)
    """

    def say(text: str) -> bool:
        if text in whom.entries or ("@" in text and address_key(text) in whom.keys):
            return True
        return whom.is_named_in(text)

    return say


def _named_in(whom: Whom) -> Callable[[str], bool]:
    """Return what says of a file's name that somebody's name or address is in it."""

    def say(name: str) -> bool:
        words = f" {fold(name.rpartition('.')[0] or name)} "
        called = any(f" {one} " in words for one in whom.names if one)
        return called or any(key and key in name.casefold() for key in whom.keys)

    return say


def personal(database: Database, whom: Whom) -> tuple[Personal, ...]:
    """Return what is kept of somebody, inside the caller's transaction."""
    persons = sorted(whom.persons)
    waiting = [
        Personal(UPLOADED, "", {FILE: name, UNTIL: until})
        for name, until in drafts.of_persons(database, persons)
    ]
    brought = [
        Personal(BROUGHT, at, {FILE: name, OF: subject})
        for subject, name, at in held.made_by(database, persons)
    ]
    touched = [
        Personal(TOUCHED, "", {IMPORT: str(number), TABLE: of})
        for _, number, of in held.rows_that_say(database, theirs(whom))
    ]
    return (*waiting, *brought, *touched)


def forget(database: Database, whom: Whom) -> int:
    """Delete every file that waits, and what imports keep of somebody's rows.

    Inside the caller's transaction; an import without such a row leaves it as it is
    when it is taken back. A file's name that is theirs is emptied.
    """
    gone = drafts.forget(database) + _forget_rows(database, whom)
    return gone + held.forget_names(database, _named_in(whom))


def _forget_rows(database: Database, whom: Whom) -> int:
    rows = [row for row, *_ in held.rows_that_say(database, theirs(whom))]
    return held.forget_rows(database, rows)


def forget_address(database: Database, address: str) -> None:
    """Delete what imports keep of rows with an address that is never written to."""
    _forget_rows(database, Whom(keys=frozenset({address_key(address)})))


KEEPS = Keeps(personal, forget)
# Each takes an address that is never written to again out, inside the transaction.
FORGETS: tuple[Callable[[Database, str], None], ...] = (forget_address,)
