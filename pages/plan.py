"""The plan: what was promised, how far it is, and how it is to bring about change."""

from copro_map.frame import frame
from copro_map.open_data.page.share import share
from copro_map.plan.page import activities, influence, research, steps, theory, top

with frame.page("plan"):
    view = top.top()
    drawn = {
        "": activities.draw,
        top.THEORY: theory.draw,
        top.STEPS: steps.draw,
        top.RESEARCH: research.draw,
        top.INFLUENCE: influence.draw,
    }
    drawn[view]()
    share("plan")
