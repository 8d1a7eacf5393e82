"""Home: who works together with people near you, and three ways on."""

from copro_map.base.today import current_day
from copro_map.frame import frame
from copro_map.indicators import cached
from copro_map.members.page.door import door
from copro_map.search.page import home

with frame.page("home"):
    home.top()
    home.doors(cached.progress(current_day()).first_page().verdict)
    door()
    home.news()
    home.trust()
