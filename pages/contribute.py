"""Contribute: put an entry in, or mend one, without an account."""

from copro_map.contribute.page import contribute
from copro_map.frame import frame

with frame.page("contribute"):
    contribute.form()
