"""Members: who takes part in the Network, who is missing, and how one joins."""

from copro_map.frame import frame
from copro_map.members.page import bodies, listed, taking_part
from copro_map.members.page.top import GOVERNING, LIST, top

with frame.page("members"):
    view = top()
    if view == LIST:
        listed.draw()
    elif view == GOVERNING:
        bodies.draw()
    else:
        taking_part.draw()
