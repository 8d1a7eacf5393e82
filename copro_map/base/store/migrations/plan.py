"""The plan: what is said of its parts, research, influence, and the money.

Every table is added to and withdrawn from; what stands on a day is the row said last.
"""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.members import (
    DAY,
    DAY_OR_NONE,
    NUMBER,
    TEXT,
    YES_OR_NO,
)
from copro_map.base.store.migrations.revised import revised

SAID = f"""
    {DAY.format("said_on")},
    person INTEGER,
    {DAY_OR_NONE.format("withdrawn_on")}"""
# An activity beside those of activities.toml. ``year`` 0 is every year; ``outcomes``
# and ``indicators`` are codes with a comma between.
ACTIVITY = f"""
CREATE TABLE activity (
    {NUMBER},
    code TEXT NOT NULL CHECK (code <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 0 AND 10),
    {TEXT.format("label_en")},
    {TEXT.format("label_cy")},
    {TEXT.format("outcomes")},
    {TEXT.format("indicators")},{SAID},
    CHECK (label_en <> '' OR label_cy <> '')
) STRICT
"""
# What is said of an activity: where it is, who answers for it (plan_owners.toml), by
# when, and a word on it; why, if it is dropped.
ACTIVITY_SAID = f"""
CREATE TABLE activity_said (
    {NUMBER},
    activity TEXT NOT NULL CHECK (activity <> ''),
    state TEXT NOT NULL CHECK (state IN ('not_begun', 'going_on', 'done', 'dropped')),
    {TEXT.format("owner")},
    {DAY_OR_NONE.format("due_on")},
    {TEXT.format("words_en")},
    {TEXT.format("words_cy")},{SAID},
    CHECK (state <> 'dropped' OR words_en <> '' OR words_cy <> '')
) STRICT
"""
# The Network's own word on a yearly outcome (milestones.toml).
MILESTONE_SAID = f"""
CREATE TABLE milestone_said (
    {NUMBER},
    milestone TEXT NOT NULL CHECK (milestone <> ''),
    state TEXT NOT NULL CHECK (state IN ('reached', 'partly', 'not_reached')),
    {TEXT.format("words_en")},
    {TEXT.format("words_cy")},{SAID}
) STRICT
"""
# What shows that a part of the plan is so: an event or an entry by its id, or a page.
EVIDENCE = f"""
CREATE TABLE plan_evidence (
    {NUMBER},
    part TEXT NOT NULL CHECK (part IN ('activity', 'milestone', 'influence')),
    code TEXT NOT NULL CHECK (code <> ''),
    sort TEXT NOT NULL CHECK (sort IN ('event', 'entry', 'web')),
    target TEXT NOT NULL CHECK (target <> ''),
    {TEXT.format("words_en")},
    {TEXT.format("words_cy")},{SAID}
) STRICT
"""
# An action-research project: an entry of kind project, in a year of the programme.
# ``fields`` is JSON: each field of research_fields.toml that is filled in.
RESEARCH = f"""
CREATE TABLE research (
    {NUMBER},
    entry TEXT NOT NULL CHECK (entry <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1 AND 10),
    fields TEXT NOT NULL CHECK (json_type(fields) = 'object'),{SAID}
) STRICT
"""
# Where the Network has a voice: a seat, a consultation, a change, as in
# influence_sorts.toml.
# ``entry`` is the member organisation that sits there or answered, "" for the Network.
INFLUENCE = f"""
CREATE TABLE influence (
    {NUMBER},
    sort TEXT NOT NULL CHECK (sort <> ''),
    {TEXT.format("body_en")},
    {TEXT.format("body_cy")},
    {TEXT.format("words_en")},
    {TEXT.format("words_cy")},
    {TEXT.format("entry")},
    {DAY.format("from_on")},
    {DAY_OR_NONE.format("until_on")},
    {TEXT.format("web")},{SAID},
    CHECK (body_en <> '' OR body_cy <> '')
) STRICT
"""
# Money spent, or given in kind, on a line of budget_lines.toml in a year of the
# programme; ``item`` is one of budget_items.toml, "" if it is not said. ``helped``: how
# many were helped to attend with it. ``code`` is what a file calls the row.
SPEND = f"""
CREATE TABLE spend (
    {NUMBER},
    code TEXT NOT NULL DEFAULT '',
    line TEXT NOT NULL CHECK (line <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1 AND 10),
    {TEXT.format("item")},
    pence INTEGER NOT NULL CHECK (pence > 0),
    {YES_OR_NO.format("in_kind")},
    {DAY_OR_NONE.format("spent_on")},
    helped INTEGER CHECK (helped >= 0),
    {TEXT.format("words")},{SAID}
) STRICT
"""
# What a line is expected to cost in a year; the one said last stands.
FORECAST = f"""
CREATE TABLE forecast (
    {NUMBER},
    line TEXT NOT NULL CHECK (line <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1 AND 10),
    pence INTEGER NOT NULL CHECK (pence >= 0),{SAID}
) STRICT
"""
INDEXES = (
    "CREATE INDEX activity_said_of ON activity_said (activity)",
    "CREATE INDEX milestone_said_of ON milestone_said (milestone)",
    "CREATE INDEX plan_evidence_of ON plan_evidence (part, code)",
    "CREATE INDEX research_entry ON research (entry)",
    "CREATE INDEX spend_line ON spend (line, year)",
)
TABLES = (
    *("activity", "activity_said", "milestone_said", "plan_evidence", "research"),
    *("influence", "spend", "forecast"),
)


def plan(database: Database) -> None:
    """Make the tables of the plan; each change of one is a change of the data."""
    tables = (ACTIVITY, ACTIVITY_SAID, MILESTONE_SAID, EVIDENCE, RESEARCH, INFLUENCE)
    for sql in (*tables, SPEND, FORECAST, *INDEXES):
        database.execute(sql)
    revised(database, dict.fromkeys(TABLES, "true"))
