"""Tables of what happens by the clock: who does it now, and what was done."""

from __future__ import annotations

from sqlite_utils import Database

# Who does a job now, until when: two processes never do the same.
LEASE = """
CREATE TABLE lease (
    job TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until TEXT NOT NULL
) STRICT
"""
# When each job was last done for which moment it was due, and what it did.
JOB_DONE = """
CREATE TABLE job_done (
    job TEXT NOT NULL,
    due_at TEXT NOT NULL,
    done_at TEXT NOT NULL,
    done INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    PRIMARY KEY (job, due_at)
) STRICT, WITHOUT ROWID
"""


# How often a page was said to be useful, or not, in a month (2026-11). Nothing of who.
USEFUL = """
CREATE TABLE useful (
    page TEXT NOT NULL,
    month TEXT NOT NULL,
    yes INTEGER NOT NULL,
    no INTEGER NOT NULL,
    PRIMARY KEY (page, month)
) STRICT, WITHOUT ROWID
"""
# Which letters somebody who works here does not want, since when; a row that goes lets
# them be written again.
LETTER_STOPPED = """
CREATE TABLE letter_stopped (
    person INTEGER NOT NULL REFERENCES person (number),
    letter TEXT NOT NULL CHECK (letter IN ('monthly', 'monday')),
    since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
    PRIMARY KEY (person, letter)
) STRICT, WITHOUT ROWID
"""
# Up to which day the letters have told what happened, and what they compare with the
# next time: figures and statuses as everybody is shown them.
LETTER_TOLD = """
CREATE TABLE letter_told (
    letter TEXT NOT NULL CHECK (letter IN ('monthly', 'monday')),
    day TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    PRIMARY KEY (letter, day)
) STRICT, WITHOUT ROWID
"""


def by_the_clock(database: Database) -> None:
    """Keep who does a job now, and what was done when."""
    database.execute(LEASE)
    database.execute(JOB_DONE)


def letters_to_staff(database: Database) -> None:
    """Keep which letters somebody does not want, and what they have told."""
    database.execute(LETTER_STOPPED)
    database.execute(LETTER_TOLD)


def useful(database: Database) -> None:
    """Count how often a page was said to be useful."""
    database.execute(USEFUL)
