"""Self-audit: a project's people score the five principles, and see what comes next."""

from copro_map.audits.page import audit
from copro_map.frame import frame

with frame.page("audit"):
    audit.draw()
