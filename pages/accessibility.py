"""Accessibility: what works for everybody, what does not yet, whom to tell."""

from copro_map.frame import frame
from copro_map.open_data.page import accessibility

with frame.page("accessibility"):
    accessibility.draw()
