"""Area: what is here, what is missing, what to do next, and a brief for a meeting."""

from copro_map.areas.page import area, landing
from copro_map.frame import frame
from copro_map.frame.plain import plain_page
from copro_map.open_data.page.share import share

with frame.page("area"):
    area_code = area.chosen()
    if not area_code:
        landing.landing()
    else:
        view = area.first(area_code)
        with area.ways(view):
            share("area")
        area.three_cards(view)
        area.asked_here(view)
        area.next_events(view)
        area.among_neighbours(view)
        area.where_they_are(view)
        area.folds(view)
        plain_page("area", area_code)
