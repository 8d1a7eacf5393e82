"""What others may ask of areas, with the records that come back."""

from copro_map.areas.area import AreaView, compared_table, look_at
from copro_map.areas.brief import brief_file
from copro_map.areas.figures import figures_of

__all__ = ["AreaView", "brief_file", "compared_table", "figures_of", "look_at"]
