"""What survey tools call their own columns, in English and Welsh."""

from __future__ import annotations

import re

# Of several columns for one thing the first of these is taken, the others ignored: a
# reply counts on the day on which it was finished.
USUAL: dict[str, tuple[str, ...]] = {
    "respondent": (
        "respondent id",
        "respondent",
        "response id",
        "reply id",
        "submission id",
        "token",
        "id",
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
        "date submitted",
        "submitted at",
        "dyddiad cyflwyno",
        "answered on",
        "date",
        "dyddiad",
        "start time",
        "amser dechrau",
        "start date",
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
}
# Columns of the tools themselves that say nothing about a reply.
OF_TOOLS = (
    "collector id",
    "custom data 1",
    "last modified time",
    "amser addasu diwethaf",
    "language",
    "iaith",
    "total points",
    "quiz feedback",
    "score",
    "date created",
    "date modified",
    "dyddiad creu",
    "dyddiad addasu",
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
    r"\be-?mail|\be-?bost|\bip\b|\b(tele)?phone\b|\bmobile\b|\bffôn\b|\bffon\b"
)


def is_personal(name: str) -> bool:
    """Say whether a column, by its plain name, holds who somebody is.

    Examples
    --------
    >>> is_personal("email address (optional)"), is_personal("rhif ffôn")
    (True, True)
    >>> is_personal("organisation name")
    False
    """
    return name in PERSONAL or bool(PERSONAL_WORD.search(name))
