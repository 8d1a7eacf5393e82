"""What coverage says of one area: its figures, and its gaps in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from copro_map.base.definitions import load_definitions
from copro_map.base.today import current_day
from copro_map.coverage.gaps import Coverage, known_themes, theme_cells
from copro_map.coverage.tables import figures_of
from copro_map.coverage.words import Said, gaps_in_words, in_sentence, themes_in_words


@dataclass(frozen=True, eq=False)
class OfArea:
    """What coverage says of an area of its layer; words in the current language."""

    coverage: Coverage
    area_code: str

    @property
    def figures(self) -> dict[str, Any]:
        """The figures, by name, as ``Coverage.table``: whoever says them rounds."""
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
        """Return what is said of its themes: by people first, then by statistics.

        ``assets`` as ``search.search.all_assets`` returns them.
        """
        settings, layer = self.coverage.settings, self.coverage.layer
        definitions, day = load_definitions(settings.data_dir), current_day()
        named = list(definitions.terms["themes"])
        cells = theme_cells(assets, layer, named, day)
        own = cells[cells["area_code"] == self.area_code]
        known = known_themes(settings, self.area_code, layer, named, day)
        return themes_in_words(own.assign(known=known), definitions)
