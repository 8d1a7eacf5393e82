"""Three classes of areas: fewer entries, as usual, or more than its size suggests.

And a fourth for those of which it cannot be told.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

ForItsSize = Literal["fewer", "usual", "more", "cannot_tell"]
CLASSES: tuple[ForItsSize, ...] = ("fewer", "usual", "more", "cannot_tell")


def for_its_size(counts: pd.Series, limits: pd.DataFrame) -> pd.Series[str]:
    """Return the class of each area: what its count says beyond chance.

    Parameters
    ----------
    counts
        Entries, shared out among the areas that they serve; index ``area_code``.
    limits
        ``lower_998`` and ``upper_998``, the exact 99.8% limits round what is usual, as
        ``low_record.funnel``; in entries; the same index.

    Returns
    -------
    pandas.Series
        "fewer" below the lower limit, "more" above the upper one; "cannot_tell" where
        the lower limit is 0 and the count is not above the upper one, for there not
        even no entry at all would be beyond chance; "usual" for the rest. Of 22 areas
        that differ by luck alone, one is "fewer" in two maps of a hundred.

    Examples
    --------
    >>> codes = list("wxyz")
    >>> limits = pd.DataFrame({"lower_998": [2.0, 2, 2, 0], "upper_998": 20.0}, codes)
    >>> for_its_size(pd.Series([1.0, 9, 21, 0], codes), limits).to_list()
    ['fewer', 'usual', 'more', 'cannot_tell']
    """
    own = limits.reindex(counts.index)
    above = counts > own["upper_998"]
    silent = (own["lower_998"] <= 0) & ~above
    worded = np.select(
        [above, silent, counts < own["lower_998"]],
        ["more", "cannot_tell", "fewer"],
        "usual",
    )
    return pd.Series(worded, counts.index, name="for_its_size", dtype=str)
