"""What survey tools call their own columns, in English and Welsh."""

from __future__ import annotations

import re

from copro_map.files.plain import plain

# Of several columns for one thing the first of these is taken, the others ignored: a
# reply counts on the day on which it was finished.
USUAL: dict[str, tuple[str, ...]] = {
    "respondent": (
        "respondent id",
        "respondent",
        "response id",
        "reply id",
        "submission id",
        "unique response number",
        "unique response id",
        "response number",
        "user id",
        "userid",
        "record id",
        "token",
        "#",
        "key",
        "id",
        "uuid",
        "meta root uuid",
        "meta instance id",
        "meta-instance id",
        "instance id",
        "instanceid",
        "rhif yr ymatebydd",
        "id yr ymatebydd",
        "id ymatebydd",
        "ymatebydd",
        "id'r ymatebydd",
        "id ymateb",
        "dynodydd",
    ),
    "date": (
        "timestamp",
        "stamp amser",
        "completion time",
        "amser cwblhau",
        "end date",
        "dyddiad gorffen",
        "dyddiad cwblhau",
        "date completed",
        "completed date",
        "completion date",
        "end time",
        "end",
        "ended",
        "date ended",
        "finished at",
        "completed",
        "date submitted",
        "submitdate",
        "submit date (utc)",
        "submit date",
        "submission date",
        "submission time",
        "submitted at",
        "submitted on",
        "submitted",
        "survey timestamp",
        "response date",
        "dyddiad cyflwyno",
        "recorded date",
        "answered on",
        "date",
        "dyddiad",
        "today",
        "start time",
        "amser dechrau",
        "start date",
        "start date (utc)",
        "date started",
        "time started",
        "startdate",
        "started",
        "start",
        "dyddiad dechrau",
    ),
    "role": (
        "role",
        "your role",
        "what is your role?",
        "rôl",
        "rol",
        "eich rôl",
        "beth yw eich rôl?",
    ),
    "organisation": (
        "organisation",
        "organisation name",
        "name of organisation",
        "your organisation",
        "sefydliad",
        "enw'r sefydliad",
        "enw sefydliad",
        "eich sefydliad",
    ),
    # Whether a reply was finished; of these several may be read.
    "finished": (
        "finished",
        "progress",
        "status",
        "response type",
        "response status",
        "completion status",
        "complete?",
    ),
}
# Of these a row without a day was never sent.
SENT = re.compile(r"submi|complet|\bend(?:ed)?\b|cyflwyno|cwblhau|gorffen")
# "3. ", "Q3:", "C3)" before a question.
NUMBERING = re.compile(r"^[qc]?\d{1,3}(?:[.):]\s+|[.)](?=[^\d\s]))", re.IGNORECASE)
# Columns of the tools themselves that say nothing about a reply.
OF_TOOLS = (
    "collector id",
    "collector",
    "custom data 1",
    "custom 1",
    "last modified time",
    "amser addasu diwethaf",
    "language",
    "iaith",
    "user language",
    "start language",
    "startlanguage",
    "total points",
    "quiz feedback",
    "grade posted time",
    "score",
    "date created",
    "date modified",
    "dyddiad creu",
    "dyddiad addasu",
    "duration (in seconds)",
    "duration",
    "time taken",
    "time taken (seconds)",
    "total time",
    "interviewtime",
    "external data reference",
    "external reference",
    "location latitude",
    "location longitude",
    "latitude",
    "longitude",
    "distribution channel",
    "q recaptcha score",
    "network id",
    "stage date (utc)",
    "ending",
    "tags",
    "last page",
    "lastpage",
    "seed",
    "date last action",
    "datestamp",
    "referrer url",
    "referer",
    "refurl",
    "access code",
    "user agent",
    "session id",
    "legacy comments",
    "channel",
    "tracking id",
    "userno",
    "user no",
    "unique id",
    "deviceid",
    "device id",
    "simserial",
    "subscriberid",
    "validation status",
    "notes",
    "submitted by",
    "submitter id",
    "version",
    "form version",
    "index",
    "parent index",
    "parent table name",
    "attachments present",
    "attachments expected",
    "review state",
    "edits",
    "formhub uuid",
    "survey identifier",
)
# Other columns of theirs: of points and time, one for each question.
OF_TOOL = re.compile(
    r"(?:points|feedback|pwyntiau|adborth|group time|question time|score)\s?[-:].+"
    r"|custom (?:data )?\d+|q recaptcha.*|meta[ -][a-z ]+"
)
# Who somebody is, or how to reach them: such a column is never read.
PERSONAL = (
    "name",
    "your name",
    "full name",
    "first name",
    "last name",
    "surname",
    "username",
    "user name",
    "respondent name",
    "recipient first name",
    "recipient last name",
    "submitter name",
    "phonenumber",
    "contact details",
    "address",
    "postcode",
    "enw",
    "eich enw",
    "enw llawn",
    "enw cyntaf",
    "cyfenw",
    "enw olaf",
    "enw defnyddiwr",
    "enw'r ymatebydd",
    "manylion cyswllt",
    "cyfeiriad",
    "cod post",
)
PERSONAL_WORD = re.compile(
    r"\be-?mail|\be-?bost|\bip\b|\bipaddr|\b(tele)?phone\b|\bmobile\b|\bffôn\b|\bffon\b"
)
# An option that asks for words of one's own.
OTHER = re.compile(
    r"(?:others?|something else|arall|eraill|rhywbeth arall)\b.{0,60}"
    r"|.{0,60}(?:please specify|please state|nodwch)\b.{0,20}|text"
    r"|.{0,80} - text"
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def words_of(heading: str) -> str:
    """Return the words of a tool's heading, however it parts them.

    Examples
    --------
    >>> words_of("StartDate"), words_of("_submission_time"), words_of("IPAddress:")
    ('start date', 'submission time', 'ip address')
    >>> words_of("meta/instanceID"), words_of("#"), words_of("Q12. Your role")
    ('meta instance id', '#', 'your role')
    """
    apart = CAMEL.sub(" ", NUMBERING.sub("", heading.strip()))
    return " ".join(re.split(r"[\s_/]+", plain(apart))).strip(" :")


def is_personal(name: str) -> bool:
    """Say whether a column, by its words, holds who somebody is.

    Examples
    --------
    >>> is_personal("email address (optional)"), is_personal("rhif ffôn")
    (True, True)
    >>> is_personal("organisation name")
    False
    """
    return name in PERSONAL or bool(PERSONAL_WORD.search(name))


def is_usual(heading: str) -> bool:
    """Say whether a heading is one that survey tools give, whatever the survey.

    Examples
    --------
    >>> is_usual("RecipientEmail"), is_usual("Completion time"), is_usual("Why?")
    (True, True, False)
    """
    name = words_of(heading)
    known = name in OF_TOOLS or any(name in names for names in USUAL.values())
    return known or is_personal(name) or bool(OF_TOOL.fullmatch(name))
