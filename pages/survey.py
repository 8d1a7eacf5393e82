"""Survey: those who were invited reply to the wave that is open."""

from copro_map.frame import frame
from copro_map.surveys.page import survey


@frame.part
def reply() -> None:
    """Draw the form that the invitation opens, or why it cannot be opened."""
    survey.style()
    asked = survey.invitation()
    wave = survey.opened(asked) if asked else None
    if asked and wave:
        survey.reply(asked, wave)


with frame.page("survey"):
    reply()
