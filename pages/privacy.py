"""Privacy: what is kept of people, why, how long, and what they can do."""

from copro_map.frame import frame
from copro_map.privacy.page import notice

with frame.page("privacy"):
    notice.draw()
