"""What others may ask of upkeep, with the records that come back."""

from copro_map.upkeep.answers import last_answers
from copro_map.upkeep.apart import KEEP_APART
from copro_map.upkeep.belonging import belongs, belongs_of_all
from copro_map.upkeep.confirming import AnsweredError, Heard, say, undo, words_on
from copro_map.upkeep.keeps import KEEPS
from copro_map.upkeep.rules.words import Said, Word
from copro_map.upkeep.sweeping import SWEEPS
from copro_map.upkeep.undoing import UNDO
from copro_map.upkeep.waiting import Waits, to_confirm, waiting

__all__ = [
    "KEEPS",
    "KEEP_APART",
    "SWEEPS",
    "UNDO",
    "AnsweredError",
    "Heard",
    "Said",
    "Waits",
    "Word",
    "belongs",
    "belongs_of_all",
    "last_answers",
    "say",
    "to_confirm",
    "undo",
    "waiting",
    "words_on",
]
