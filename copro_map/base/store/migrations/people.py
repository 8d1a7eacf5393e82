"""Tables of people: who may do what, links, contacts, mail, what is half filled in."""

from __future__ import annotations

from sqlite_utils import Database

# A form that somebody has begun, whatever it is about. Only the SHA-256 of its key is
# kept, so whoever reads the table cannot open the form. It is changed and deleted.
DRAFT = """
CREATE TABLE draft (
    key_hash TEXT PRIMARY KEY CHECK (length(key_hash) = 64),
    subject TEXT NOT NULL CHECK (subject <> ''),
    content TEXT NOT NULL CHECK (json_type(content) = 'object'),
    kept_until TEXT NOT NULL CHECK (kept_until IS date(kept_until, '+0 days'))
) STRICT
"""
# Whoever an administrator entered. A number is never given twice: confirmations and
# changes name it. ``epoch`` grows with "sign out everywhere": sessions of before end;
# ``epoch_at``: since when it is what it is.
PERSON = """
CREATE TABLE person (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN
        ('member', 'officer', 'board', 'evaluator', 'steward', 'administrator')),
    areas TEXT NOT NULL DEFAULT '[]' CHECK (json_type(areas) = 'array'),
    language TEXT NOT NULL DEFAULT '' CHECK (language IN ('', 'cy', 'en')),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    epoch INTEGER NOT NULL DEFAULT 0,
    epoch_at TEXT NOT NULL DEFAULT '',
    entered_at TEXT NOT NULL,
    entered_by INTEGER REFERENCES person (number)
) STRICT
"""
# Who somebody is at a provider of identities (OpenID Connect).
IDENTITY = """
CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person (number),
    known_at TEXT NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID
"""
# Each token of such a provider signs in once: the SHA-256 of what it says, until it is
# past anyway.
IDENTITY_USED = """
CREATE TABLE identity_used (
    mark TEXT PRIMARY KEY CHECK (length(mark) = 64),
    until TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
# A link that somebody was sent, or that was printed. Only the SHA-256 of its token is
# here. ``browser_hash``: of the cookie of the browser that asked; empty: any browser.
# ``is_local``: it is only for browsers on the machine that the server runs on.
# Moments are UTC, written as 2026-11-29T17:05:00Z, so that texts compare.
LINK = """
CREATE TABLE link (
    token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
    purpose TEXT NOT NULL
        CHECK (purpose IN ('sign_in', 'machine', 'my_page', 'entry', 'claim')),
    address TEXT NOT NULL DEFAULT '',
    person INTEGER REFERENCES person (number),
    entry TEXT NOT NULL DEFAULT '',
    browser_hash TEXT NOT NULL DEFAULT '',
    is_local INTEGER NOT NULL DEFAULT 0 CHECK (is_local IN (0, 1)),
    goes_to TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    used_at TEXT
) STRICT
"""
# Somebody who is signed in, in one browser; only the SHA-256 of the cookie is here.
SIGNED_IN = """
CREATE TABLE signed_in (
    token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
    person INTEGER NOT NULL REFERENCES person (number),
    epoch INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL
) STRICT
"""
# How an entry's people can be reached. ``origin``: its owner wrote it, somebody found
# it at ``found_at`` on ``found_on``, or asked by telephone. Private; ``left_on``: the
# day from which it is nobody's any more.
CONTACT = """
CREATE TABLE contact (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL CHECK (entry <> ''),
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '' CHECK (language IN ('', 'cy', 'en')),
    origin TEXT NOT NULL CHECK (origin IN ('owner', 'found', 'telephone')),
    found_at TEXT NOT NULL DEFAULT '',
    found_on TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL
        CHECK (basis IN ('consent', 'legitimate_interests', 'public_task')),
    is_personal INTEGER NOT NULL CHECK (is_personal IN (0, 1)),
    is_owner INTEGER NOT NULL DEFAULT 0 CHECK (is_owner IN (0, 1)),
    entered_on TEXT NOT NULL CHECK (entered_on IS date(entered_on, '+0 days')),
    entered_by INTEGER REFERENCES person (number),
    left_on TEXT CHECK (left_on IS date(left_on, '+0 days'))
) STRICT
"""
CONTACT_INDEXES = (
    "CREATE INDEX contact_entry ON contact (entry)",
    "CREATE INDEX contact_address ON contact (address_key)",
    "CREATE UNIQUE INDEX contact_once ON contact (entry, address_key) "
    "WHERE left_on IS NULL",
)
# Somebody who asks to speak for an entry: proved by a link, then decided.
CLAIM = """
CREATE TABLE claim (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL CHECK (entry <> ''),
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '' CHECK (language IN ('', 'cy', 'en')),
    proved_at TEXT NOT NULL,
    decided_at TEXT,
    decided_by INTEGER REFERENCES person (number),
    agreed INTEGER CHECK (agreed IN (0, 1))
) STRICT
"""
# Addresses that are never written to again, as keyed hashes, and the key.
NEVER = """
CREATE TABLE never_write (
    mark TEXT PRIMARY KEY CHECK (length(mark) = 64),
    since TEXT NOT NULL CHECK (since IS date(since, '+0 days'))
) STRICT
"""
SECRET = """
CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    key BLOB NOT NULL CHECK (length(key) >= 32)
) STRICT
"""
# What is to be mailed, or was. ``cause`` is the same for the same message, so that
# none is written twice. ``subject`` and ``body`` are in the reader's language, in both
# if that is not known; in them [[/k/...]] stands for an address of this site.
OUTBOX = """
CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    cause TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('sign_in', 'link', 'service', 'reminder',
        'told', 'letter')),
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '' CHECK (language IN ('', 'cy', 'en')),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    unsubscribe TEXT NOT NULL DEFAULT '',
    entry TEXT NOT NULL DEFAULT '',
    is_asked INTEGER NOT NULL CHECK (is_asked IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
        ('waiting', 'sending', 'sent', 'failed', 'perhaps')),
    why TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    not_before TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT
"""
OUTBOX_INDEXES = (
    "CREATE INDEX outbox_state ON outbox (state, not_before)",
    "CREATE INDEX outbox_address ON outbox (address_key)",
)


def drafts(database: Database) -> None:
    """Make the table of what is half filled in, kept for a day."""
    database.execute(DRAFT)


def persons_and_mail(database: Database) -> None:
    """Who may do what, how they sign in, whom an entry's letters go to, and those."""
    for statement in (
        PERSON,
        IDENTITY,
        IDENTITY_USED,
        LINK,
        SIGNED_IN,
        CONTACT,
        *CONTACT_INDEXES,
        CLAIM,
        NEVER,
        SECRET,
        OUTBOX,
        *OUTBOX_INDEXES,
    ):
        database.execute(statement)


# What a link may be for, and a message of: more than when their tables were made.
MORE_PURPOSES = ("'claim')", "'claim', 'letters')")
MORE_KINDS = ("'told', 'letter')", "'told', 'letter', 'invitation')")
RENAME = "ALTER TABLE {0} RENAME TO {0}_before"
CARRY_OVER = "INSERT INTO {0} SELECT * FROM {0}_before"
DROP = "DROP TABLE {0}_before"


def made_anew(
    database: Database, table: str, statement: str, *more: tuple[str, str]
) -> None:
    """Make a table anew that allows more words, with what it holds."""
    for before, after in more:
        assert before in statement
        statement = statement.replace(before, after)
    database.execute(RENAME.format(table))
    database.execute(statement)
    database.execute(CARRY_OVER.format(table))
    database.execute(DROP.format(table))


def more_letters(database: Database) -> None:
    """Let links end the letters of somebody who works here, and invitations be sent."""
    made_anew(database, "link", LINK, MORE_PURPOSES)
    made_anew(database, "outbox", OUTBOX, MORE_KINDS)
    for index in OUTBOX_INDEXES:
        database.execute(index)


# Somebody writes to an entry, and its people answer: neither knows the other's address
# until both gave theirs. ``mark`` is random: what links are about, so that none opens
# another conversation, whatever backup is put back. "one" wrote first, "other" is the
# entry's contact, known from when the message left. ``state``: "held" until whoever
# wrote has pressed in the letter sent to their address; "kept_back" until a steward
# has judged what was said of an earlier one of theirs. ``ended_by``: who said that it
# is abuse, or ended it; ``judged``: what a steward decided of the other side. Words
# and addresses are emptied 30 days after ``last_at``, the row goes after 12 months.
TALK = """
CREATE TABLE talk (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    mark TEXT NOT NULL UNIQUE CHECK (length(mark) = 32),
    entry TEXT NOT NULL CHECK (entry <> ''),
    one_address TEXT NOT NULL,
    one_key TEXT NOT NULL,
    one_language TEXT NOT NULL CHECK (one_language IN ('cy', 'en')),
    one_gives INTEGER NOT NULL DEFAULT 0 CHECK (one_gives IN (0, 1)),
    other_address TEXT NOT NULL DEFAULT '',
    other_key TEXT NOT NULL DEFAULT '',
    other_language TEXT NOT NULL DEFAULT '' CHECK (other_language IN ('', 'cy', 'en')),
    other_gives INTEGER NOT NULL DEFAULT 0 CHECK (other_gives IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'held' CHECK (state IN
        ('held', 'kept_back', 'open', 'no_thanks', 'abuse', 'ended')),
    ended_by TEXT NOT NULL DEFAULT '' CHECK (ended_by IN ('', 'one', 'other')),
    judged TEXT NOT NULL DEFAULT '' CHECK (judged IN ('', 'let', 'blocked')),
    begun_at TEXT NOT NULL,
    last_at TEXT NOT NULL
) STRICT
"""
TALK_WORD = """
CREATE TABLE talk_word (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    talk INTEGER NOT NULL REFERENCES talk (number) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('one', 'other')),
    words TEXT NOT NULL,
    said_at TEXT NOT NULL
) STRICT
"""
TALK_INDEXES = (
    "CREATE INDEX talk_state ON talk (state, last_at)",
    "CREATE INDEX talk_one ON talk (one_key)",
    "CREATE INDEX talk_other ON talk (other_key)",
    "CREATE INDEX talk_word_talk ON talk_word (talk)",
)
AND_PURPOSES = ("'letters')", "'letters', 'version', 'message', 'talk')")
AND_KINDS = ("'invitation')", "'invitation', 'message')")


def talks(database: Database) -> None:
    """Keep what people write to each other through the map, for a while."""
    for statement in (TALK, TALK_WORD, *TALK_INDEXES):
        database.execute(statement)


def links_to_answer(database: Database) -> None:
    """Let links open what somebody sent in, or was written; and letters say so."""
    made_anew(database, "link", LINK, MORE_PURPOSES, AND_PURPOSES)
    made_anew(database, "outbox", OUTBOX, MORE_KINDS, AND_KINDS)
    for index in OUTBOX_INDEXES:
        database.execute(index)
