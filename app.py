"""The frame: language, menu, and the page that the address names."""

from copro_map.base.i18n import N_
from copro_map.frame import frame
from copro_map.frame.menu import SIGNED_IN
from copro_map.open_data.face import head_of

PAGES = (
    ("pages/home.py", N_("Home"), "", True),
    ("pages/asset_map.py", N_("Asset map"), "asset_map", True),
    ("pages/entry.py", N_("Entry"), "entry", False),
    ("pages/contribute.py", N_("Add to the map"), "contribute", True),
    ("pages/workshop.py", N_("Workshop"), "workshop", False),
    ("pages/exchange.py", N_("Offers and requests"), "exchange", True),
    ("pages/events.py", N_("Events"), "events", True),
    ("pages/members.py", N_("Members"), "members", True),
    ("pages/coverage.py", N_("Where is co-production missing?"), "coverage", True),
    ("pages/area.py", N_("Areas"), "area", True),
    ("pages/plan.py", N_("Plan"), "plan", True),
    ("pages/indicators.py", N_("Progress"), "indicators", True),
    ("pages/audit.py", N_("Self-audit"), "audit", True),
    ("pages/survey.py", N_("Survey"), "survey", False),
    ("pages/desk.py", N_("Desk"), "desk", SIGNED_IN),
    ("pages/about.py", N_("About the data"), "about", True),
    ("pages/privacy.py", N_("Your data"), "privacy", False),
    ("pages/accessibility.py", N_("Accessibility"), "accessibility", False),
)

if __name__ == "__main__":  # The server reads the list alone.
    frame.run(PAGES, head_of)
