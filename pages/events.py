"""Events: what is on, as a list, by month and on a map."""

from copro_map.frame import frame

with frame.page("events"):
    pass
