"""What there is to say of an area first: one sentence, and what to do next.

The page, the plain page and the brief say the same words. Names and numbers stand
after a colon, first in a clause, or alone, so that Welsh need not change them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from copro_map.areas.area import AreaView
from copro_map.areas.neighbours import Neighbours
from copro_map.base.i18n import N_, t
from copro_map.coverage.face import NOTHING, Said

STANDS = {
    "fewer": N_(
        "On the map: {n}, fewer than its size suggests ({rate} per 100,000 residents; "
        "Wales {wales})."
    ),
    "usual": N_(
        "On the map: {n}, as usual for its size ({rate} per 100,000 residents; "
        "Wales {wales})."
    ),
    "perhaps": N_(
        "On the map: {n}, few for its size, though chance alone may leave as few "
        "({rate} per 100,000 residents; Wales {wales})."
    ),
    "more": N_(
        "On the map: {n}, more than its size suggests ({rate} per 100,000 residents; "
        "Wales {wales})."
    ),
    "cannot_tell": N_(
        "On the map: {n}. It is too small to tell whether that is few or many for its "
        "size ({rate} per 100,000 residents; Wales {wales})."
    ),
}
# Of the thinnest authority: how it stands itself, for one of several is always last.
OF_THINNEST = {
    "fewer": N_("fewer than its size suggests"),
    "usual": N_("which chance alone may leave"),
    "more": N_("still more than its size suggests"),
    "cannot_tell": N_("which cannot be judged"),
}


def thinnest_in_words(found: Neighbours) -> str:
    """Return which of an area's authorities has the fewest for its size.

    Empty of an area that is one authority.
    """
    if not (fewest := found.fewest):
        return ""
    row = found.of_parts.table.loc[fewest[0].code].to_dict()
    facts = {
        "n": len(found.members),
        "area": ", ".join(x.label.text() for x in fewest),
        "rate": f"{row['rate_per_100k']:.1f}",
        "how": t(OF_THINNEST[row["for_its_size"]]),
    }
    if len(fewest) > 1:
        return t(
            "Of its {n} authorities, these have the fewest for their size: {area} "
            "({rate} per 100,000 residents).",
            **facts,
        )
    return t(
        "Of its {n} authorities, {area} has the fewest for its size: {rate} per "
        "100,000 residents, {how}.",
        **facts,
    )


def finding(found: Neighbours) -> str:
    """Return what is here, how that stands for its size, and where it is thinnest."""
    row = found.of_own.table.loc[found.area.code].to_dict()
    how = row["for_its_size"]
    stands = t(
        STANDS["perhaps" if how == "usual" and row["flag"] != "none" else how],
        n=f"{row['entries']:,}",
        rate=f"{row['rate_per_100k']:.1f}",
        wales=f"{found.own.wales['rate_per_100k']:.1f}",
    )
    return f"{stands} {thinnest_in_words(found)}".strip()


def steps(
    view: AreaView, row: Mapping[str, Any], said: Mapping[str, Said]
) -> tuple[str, ...]:
    """Return what to do next, the surest first."""
    found = []
    is_asked = row["asked_in"] == row["authorities"]
    if row["knowledge"] in ("not_asked", "asked") or not is_asked:
        found.append(t("Ask who works this way here, and write down when you asked."))
    if asked := view.total - view.confirmed:
        found.append(t("Ask the entries' owners to confirm them: {n}.", n=asked))
    if row["isolated"] or row["crowded_out"]:
        found.append(t("Find who can help. {what}", what=said["unmet"].words))
    if row["missing_groups"]:
        found.append(t("Look for who is missing. {what}", what=said["mix"].words))
    if said["next"].words != NOTHING:
        found.append(t("Look where it reaches most. {what}", what=said["next"].words))
    if len(view.across):
        offers = len(view.across)
        found.append(t("Neighbours' offers within 10 km: {n}. Talk to them.", n=offers))
    return tuple(found)
