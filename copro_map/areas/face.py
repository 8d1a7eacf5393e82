"""What others may ask of areas, with the records that come back."""

from copro_map.areas.brief import brief_file

__all__ = ["brief_file"]
