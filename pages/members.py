"""Members: who takes part in the Network, who is missing, and how one joins."""

from copro_map.frame import frame

with frame.page("members"):
    pass
