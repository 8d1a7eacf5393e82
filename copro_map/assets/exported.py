"""What an export of ours says of an entry that no other file can say, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copro_map.assets.placing import Based
from copro_map.assets.rules.records import CONTRIBUTED, Location
from copro_map.assets.store.identity import Held
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import N_
from copro_map.base.names import fold
from copro_map.files.rows import Fault, Row

ORIGINS = ("network", "named", CONTRIBUTED, "synthetic", "demonstration")
INVENTED = ("synthetic", "demonstration")
UNTOLD = "unverified"
LATER = {"confirmed": "stale"}
LEFT_OUT = N_(
    "Whether an entry is confirmed is never taken from a file, so {given} was left "
    "out. Rows: {n}."
)


def is_export(rows: Sequence[Row]) -> bool:
    """Say whether a file is an export of ours: each row has its entry's origin."""
    return bool(rows) and all(row.cells["origin"] in ORIGINS for row in rows)


def based_as_exported(row: Row, authority: str | None, terms: Sequence[str]) -> Based:
    """Return the authority and the location of an entry as its export has them.

    ``terms`` are the words for how exactly a location is known; without one of them
    there is none.
    """
    precision = row.cells["precision"]
    if precision not in terms or not row.cells["longitude"]:
        return authority, None
    point = float(row.cells["longitude"]), float(row.cells["latitude"])
    return authority, Location(*point, precision)


def verification_notes(
    rows: Sequence[Row], held: Mapping[str, Held], definitions: Definitions
) -> Iterator[Fault]:
    """Yield a note on each word about verification that the entry does not have."""
    words = {
        fold(name): term.id
        for term in definitions.terms["verifications"].values()
        for name in (term.id, term.label.en, term.label.cy)
    }
    others: dict[str, list[Row]] = {}
    for row in rows:
        if said := row.cells["verification"]:
            entry = held.get(row.cells["id"])
            known = entry.verification if entry else UNTOLD
            # One that was confirmed reads "stale" once that is long ago.
            if words.get(fold(said)) not in (known, LATER.get(known)):
                others.setdefault(said, []).append(row)
    for said, same in others.items():
        yield same[0].fault("verification", LEFT_OUT, given=said, n=len(same))
