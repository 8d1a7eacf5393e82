"""A workshop: what a room of people knows, typed there, on the map in the room."""

from copro_map.contribute.page import workshop
from copro_map.frame import frame

with frame.page("workshop"):
    workshop.room()
