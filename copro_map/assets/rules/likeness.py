"""Names of entries, as two of them are compared to say whether they are one."""

from __future__ import annotations

import re

from copro_map.base.names import fold

# The same numbers stand in both: a second phase, or a second Men's Shed, is another.
NUMBERS = re.compile(r"\d+")
# What a name may be written without: its form in law, and what stands in brackets.
MORE = re.compile(
    r"\s*(\([^()]*\)|\b(ltd|limited|cic|cio|cyf|cyfyngedig)\b\.?)\s*", re.I
)


def names_of(*names: str) -> tuple[str, ...]:
    """Return names as they are compared, with and without what may be left out.

    Examples
    --------
    >>> names_of("Tir Coed CIC (Wales)", "")
    ('tir coed', 'tir coed cic wales')
    """
    written = (one for name in names for one in (name, MORE.sub(" ", name)))
    return tuple(sorted({fold(one) for one in written if one.strip()}))
