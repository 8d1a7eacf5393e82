"""Addresses as somebody pastes them, one a line: which are good, which are none."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.people.rules.addresses import AddressError, address_key, read_address

MOST = 500  # at a time


@dataclass(frozen=True)
class Addressees:
    """What was pasted: addresses without doubles, and the lines that are none.

    ``bad`` has the number of each line, counted from 1, and what stands there; and
    ``twice`` is how many lines were of an address that stands above.
    """

    good: tuple[str, ...]
    bad: tuple[tuple[int, str], ...]
    twice: int


def read_addressees(text: str) -> Addressees:
    r"""Return what was pasted, line by line; empty lines are nothing.

    A comma or a semicolon at the end of a line, as a mail program puts it there, is
    left out.

    Examples
    --------
    >>> found = read_addressees("a@example.org;\n\nA@example.org\nnobody")
    >>> found.good, found.bad, found.twice
    (('a@example.org',), ((4, 'nobody'),), 1)
    """
    good: dict[str, str] = {}
    bad, twice = [], 0
    for number, line in enumerate(text.splitlines(), start=1):
        given = line.strip().rstrip(",;").strip()
        if not given:
            continue
        try:
            address = read_address(given)
        except AddressError:
            bad.append((number, shown(given)))
            continue
        twice += address_key(address) in good
        good.setdefault(address_key(address), address)
    return Addressees(tuple(good.values()), tuple(bad), twice)


def check_addressees(to: Addressees) -> None:
    """Refuse what cannot be written to as it stands: each bad line is named.

    Raises
    ------
    AddressError
        If a line is no address, there are too many, or none.
    """
    if to.bad:
        lines = "; ".join(f"{number}: {given}" for number, given in to.bad)
        raise AddressError(
            N_(
                "Nothing was sent, as these lines are no e-mail addresses. Put them "
                "right, then press again. {lines}"
            ),
            lines=lines,
        )
    if not to.good:
        raise AddressError(N_("Write at least one address, one a line."))
    if len(to.good) > MOST:
        raise AddressError(
            N_("At most {most} addresses at a time. There are: {n}."),
            most=MOST,
            n=len(to.good),
        )
