"""Tables of files: how columns, words and gaps of imported files were read."""

from __future__ import annotations

from sqlite_utils import Database

# What was last told of a heading, a word, or a field of the files with a header. It is
# no record: it may be changed, and be forgotten.
CHOICE = """
CREATE TABLE import_choice (
    subject TEXT NOT NULL CHECK (subject <> ''),
    part TEXT NOT NULL CHECK (part IN ('column', 'word', 'value')),
    given TEXT NOT NULL CHECK (given <> ''),
    meaning TEXT NOT NULL CHECK (meaning <> ''),
    told_on TEXT NOT NULL CHECK (told_on IS date(told_on, '+0 days')),
    PRIMARY KEY (subject, part, given)
) STRICT, WITHOUT ROWID
"""
# What was said of the columns of a survey tool's file, before there was one place.
OF_SURVEYS = """
INSERT OR REPLACE INTO import_choice (subject, part, given, meaning, told_on)
SELECT 'survey ' || m.survey, 'column', c.key, c.value, m.entered_on
FROM survey_mapping AS m, json_each(m.mapping) AS c
WHERE c.key <> '' AND c.value <> ''
ORDER BY m.id, c.id
"""


def choices_of_imports(database: Database) -> None:
    """Keep what was told of a file's columns and words, for the next file like it."""
    database.execute(CHOICE)
    database.execute(OF_SURVEYS)
