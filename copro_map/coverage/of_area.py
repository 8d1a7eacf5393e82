"""What coverage says of one area: its published figures, and its gaps in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from copro_map.base.definitions import load_definitions
from copro_map.coverage.gaps import Coverage, theme_cells
from copro_map.coverage.tables import figures_of
from copro_map.coverage.words import Said, gaps_in_words, in_sentence, themes_in_words


@dataclass(frozen=True, eq=False)
class OfArea:
    """What coverage says of an area of its layer; words in the current language."""

    coverage: Coverage
    area_code: str

    @property
    def figures(self) -> dict[str, Any]:
        """The published figures, by name, as ``tables.published``."""
        return figures_of(self.coverage, self.area_code)

    @property
    def gaps(self) -> dict[str, Said]:
        """What every layer of gaps says; keys as of ``FROM_PEOPLE``, ``STATISTICS``."""
        return gaps_in_words(self.coverage)[self.area_code]

    @property
    def sentence(self) -> str:
        """The whole entries as a sentence that adds up."""
        return in_sentence(self.figures)

    def themes(self, assets: pd.DataFrame) -> list[Said]:
        """Return what is said of its themes: low, absent, not to be judged.

        ``assets`` as ``assets.search.all_assets`` returns them.
        """
        definitions = load_definitions(self.coverage.settings.data_dir)
        named = list(definitions.terms["themes"])
        cells = theme_cells(assets, self.coverage.layer, named)
        return themes_in_words(cells[cells["area_code"] == self.area_code], definitions)
