"""What others may ask of the agenda, with the records that come back."""

from copro_map.agenda.of_area import of_area
from copro_map.agenda.showing import Shown

__all__ = ["Shown", "of_area"]
