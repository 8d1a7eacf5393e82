"""Files of figures, for whoever draws how they are brought in and taken back."""

from __future__ import annotations

from copro_map.files.bringing import Files
from copro_map.indicators.observation_import import (
    SUBJECT,
    WANTED,
    import_observations,
    words_of_rows,
)
from copro_map.indicators.undoing import take_back

FILES = Files(SUBJECT, WANTED, words_of_rows, import_observations, take_back)
