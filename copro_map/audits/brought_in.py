"""Files of audits, for whoever draws how they are brought in and taken back."""

from __future__ import annotations

from copro_map.audits.file import SUBJECT, WANTED, import_audits
from copro_map.audits.listing import words_of_rows
from copro_map.files.bringing import Files

FILES = Files(SUBJECT, WANTED, words_of_rows, import_audits)
