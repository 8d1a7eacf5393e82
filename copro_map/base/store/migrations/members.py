"""Who joined the Network, what they give and promise, and who decides for it."""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.base.store.migrations.revised import revised

DAY = "{0} TEXT NOT NULL CHECK ({0} IS date({0}, '+0 days'))"
DAY_OR_NONE = (
    "{0} TEXT NOT NULL DEFAULT '' CHECK ({0} = '' OR {0} IS date({0}, '+0 days'))"
)
TEXT = "{0} TEXT NOT NULL DEFAULT ''"
YES_OR_NO = "{0} INTEGER NOT NULL DEFAULT 0 CHECK ({0} IN (0, 1))"
NUMBER = "number INTEGER PRIMARY KEY AUTOINCREMENT"

# Whoever joined. ``entry`` is their practitioner on the map, "" if they have none;
# ``type`` is one of member_types.toml, "" of an individual, who is a ``citizen`` or a
# ``professional``. ``is_public``: may an individual be named? "held": they have not
# pressed in the letter sent to ``address``. ``seen_on``: a steward looked at it, and it
# is shown. ``gives`` is what their contribution is in, on the scale ``band``.
MEMBER = f"""
CREATE TABLE member (
    {NUMBER},
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 12),
    form TEXT NOT NULL CHECK (form IN ('organisation', 'group', 'department',
        'individual')),
    {TEXT.format("type")},
    {TEXT.format("side")} CHECK (side IN ('', 'citizen', 'professional')),
    {TEXT.format("name_en")},
    {TEXT.format("name_cy")},
    {YES_OR_NO.format("is_public")},
    {TEXT.format("entry")},
    {TEXT.format("area")},
    {TEXT.format("language")} CHECK (language IN ('', 'cy', 'en')),
    {TEXT.format("address")},
    {TEXT.format("address_key")},
    state TEXT NOT NULL CHECK (state IN ('held', 'member', 'left', 'refused')),
    {DAY.format("joined_on")},
    {DAY_OR_NONE.format("left_on")},
    {DAY_OR_NONE.format("seen_on")},
    {TEXT.format("principles")},
    {DAY_OR_NONE.format("principles_on")},
    {TEXT.format("promise")},
    {YES_OR_NO.format("is_promise_public")},
    {TEXT.format("gives")} CHECK (gives IN ('', 'money', 'time', 'both', 'none')),
    {TEXT.format("band")},
    pence INTEGER CHECK (pence >= 0),
    hours INTEGER CHECK (hours >= 0),
    channel TEXT NOT NULL CHECK (channel IN ('form', 'my_page', 'desk', 'import')),
    person INTEGER,
    {DAY.format("entered_on")},
    CHECK (form <> 'individual' OR side <> ''),
    CHECK (left_on = '' OR left_on >= joined_on)
) STRICT
"""
# What a member takes on, or would: a word of member_roles.toml; in a project or none.
ROLE = f"""
CREATE TABLE member_role (
    {NUMBER},
    member INTEGER NOT NULL REFERENCES member (number),
    role TEXT NOT NULL CHECK (role <> ''),
    {TEXT.format("entry")},
    {YES_OR_NO.format("is_wish")},
    {DAY.format("since")},
    {DAY_OR_NONE.format("until")}
) STRICT
"""
# What was given: money, or time. It is only added to, and withdrawn.
GIVEN = f"""
CREATE TABLE member_given (
    {NUMBER},
    member INTEGER NOT NULL REFERENCES member (number),
    {DAY.format("given_on")},
    pence INTEGER CHECK (pence > 0),
    minutes INTEGER CHECK (minutes > 0),
    {TEXT.format("words")},
    person INTEGER,
    {DAY.format("entered_on")},
    {DAY_OR_NONE.format("withdrawn_on")},
    CHECK ((pence IS NULL) <> (minutes IS NULL))
) STRICT
"""
# How a promise goes, asked by letter every six months.
PROMISE = f"""
CREATE TABLE promise_asked (
    {NUMBER},
    member INTEGER NOT NULL REFERENCES member (number),
    {DAY.format("asked_on")},
    {DAY_OR_NONE.format("answered_on")},
    {TEXT.format("how")} CHECK (how IN ('', 'kept', 'under_way', 'not_yet')),
    {TEXT.format("words")}
) STRICT
"""
# Who sits on the Members' Forum or the Board: their role, whom they speak for, and from
# when until when. Named in public only where they agree.
SEAT = f"""
CREATE TABLE seat (
    {NUMBER},
    body TEXT NOT NULL CHECK (body IN ('forum', 'board')),
    name TEXT NOT NULL CHECK (name <> ''),
    {TEXT.format("member")},
    role TEXT NOT NULL CHECK (role <> ''),
    {TEXT.format("constituency_en")},
    {TEXT.format("constituency_cy")},
    {DAY.format("from_on")},
    {DAY_OR_NONE.format("term_ends_on")},
    {DAY_OR_NONE.format("left_on")},
    {YES_OR_NO.format("is_public")},
    {DAY_OR_NONE.format("agreed_on")},
    person INTEGER,
    {DAY.format("entered_on")}
) STRICT
"""
INTEREST = f"""
CREATE TABLE interest (
    {NUMBER},
    seat INTEGER NOT NULL REFERENCES seat (number),
    words TEXT NOT NULL,
    {DAY.format("said_on")},
    {DAY_OR_NONE.format("ended_on")}
) STRICT
"""
# What the Forum or the Board decided; votes are counted in the meeting.
DECISION = f"""
CREATE TABLE decision (
    {NUMBER},
    body TEXT NOT NULL CHECK (body IN ('forum', 'board')),
    {DAY.format("decided_on")},
    {TEXT.format("title_en")},
    {TEXT.format("title_cy")},
    {TEXT.format("words_en")},
    {TEXT.format("words_cy")},
    in_favour INTEGER CHECK (in_favour >= 0),
    against INTEGER CHECK (against >= 0),
    abstained INTEGER CHECK (abstained >= 0),
    {YES_OR_NO.format("is_public")},
    person INTEGER,
    {DAY.format("entered_on")},
    {DAY_OR_NONE.format("withdrawn_on")}
) STRICT
"""
INDEXES = (
    "CREATE INDEX member_entry ON member (entry)",
    "CREATE INDEX member_address ON member (address_key)",
    "CREATE INDEX member_role_member ON member_role (member)",
    "CREATE INDEX member_given_member ON member_given (member)",
    "CREATE INDEX promise_asked_member ON promise_asked (member)",
    "CREATE INDEX interest_seat ON interest (seat)",
)
# What pages show of them is made anew, but for a form whose link nobody has pressed.
SHOWN = {
    "member": "{row}.state <> 'held'",
    "member_role": "(SELECT state FROM member WHERE number = {row}.member) <> 'held'",
    **dict.fromkeys(("member_given", "seat", "interest", "decision"), "true"),
}


def members(database: Database) -> None:
    """Keep members, what they take on and give, the Forum, the Board, decisions."""
    for statement in (MEMBER, ROLE, GIVEN, PROMISE, SEAT, INTEREST, DECISION, *INDEXES):
        database.execute(statement)
    revised(database, SHOWN)
