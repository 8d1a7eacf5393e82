"""What others may ask of surveys, with the records that come back."""

from copro_map.surveys.brought_in import FILES
from copro_map.surveys.by_role import RoleRow, role_split
from copro_map.surveys.figures import Held, WaveResult, held
from copro_map.surveys.keeps import KEEPS
from copro_map.surveys.keys import fit_codes, forget_closed
from copro_map.surveys.opening import undo_wave
from copro_map.surveys.rules.instrument import Question, Survey
from copro_map.surveys.rules.records import Reply, Wave
from copro_map.surveys.rules.replies import Figure
from copro_map.surveys.states import WaveState
from copro_map.surveys.waiting import waiting
from copro_map.surveys.waves import add_records, load_surveys

__all__ = [
    "KEEPS",
    "FILES",
    "Figure",
    "Held",
    "Question",
    "Reply",
    "RoleRow",
    "Survey",
    "Wave",
    "WaveResult",
    "WaveState",
    "add_records",
    "fit_codes",
    "forget_closed",
    "held",
    "load_surveys",
    "role_split",
    "undo_wave",
    "waiting",
]
