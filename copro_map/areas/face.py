"""What others may ask of areas, with the records that come back."""

from copro_map.areas.area import AreaView, look_at
from copro_map.areas.brief import brief_file

__all__ = ["AreaView", "brief_file", "look_at"]
