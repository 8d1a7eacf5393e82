"""Two languages: interface text from the catalogue, names as ``Label`` pairs.

``t("...")`` translates when it runs, never when a module is imported. The Welsh
catalogue is read as it is written, so that no built file can be out of date, and
without Babel, which takes longer to load than a command's ``--help`` may.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from copro_map.base.errors import CoproMapError

LANGUAGES = {"en": "English", "cy": "Cymraeg"}
CATALOGUE = (
    Path(__file__).parent.parent / "locale" / "cy" / "LC_MESSAGES" / "copro_map.po"
)

_language: ContextVar[str] = ContextVar("language", default="en")


@dataclass(frozen=True)
class Label:
    """A name in both languages.

    Examples
    --------
    >>> Label("Area", "Ardal").text("cy")
    'Ardal'
    """

    en: str
    cy: str

    def __str__(self) -> str:
        """Return the English name, as messages are kept in English."""
        return self.en

    def text(self, language: str | None = None) -> str:
        """Return the name in a language; the current one unless told."""
        return self.cy if (language or current_language()) == "cy" else self.en


def N_(message: str) -> str:  # noqa: N802 - the name that extraction looks for
    """Mark a message for the catalogue; return it unchanged.

    Examples
    --------
    >>> N_("Areas")
    'Areas'
    """
    return message


def current_language() -> str:
    """Return the language in force, ``en`` or ``cy``."""
    return _language.get()


def set_language(language: str) -> None:
    """Set the language for the rest of this run; anything unknown means English."""
    _language.set(language if language in LANGUAGES else "en")


@contextmanager
def language_in_force(language: str) -> Iterator[None]:
    """Speak ``language`` inside the block, then as before."""
    token = _language.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


# A message as Babel writes it: lines in quotation marks, escaped as JSON is.
_LINES = r'((?:".*"\n?)+)'
_MESSAGE = re.compile(rf"^msgid {_LINES}msgstr {_LINES}", re.MULTILINE)


@cache
def _welsh() -> dict[str, str]:
    def joined(lines: str) -> str:
        return "".join(json.loads(line) for line in lines.splitlines())

    pairs = _MESSAGE.findall(CATALOGUE.read_text("utf-8"))
    found = {joined(message): joined(welsh) for message, welsh in pairs}
    return {message: welsh for message, welsh in found.items() if message and welsh}


def t(message: str, **facts: object) -> str:
    """Return the message in the current language, its ``{placeholders}`` filled.

    Facts are names and numbers that stand after a colon or alone: Welsh mutates
    words, so none is glued into the middle of a sentence. A ``Label`` among them is
    said in the current language.

    Examples
    --------
    >>> t("Page {page} of {pages}", page=2, pages=9)
    'Page 2 of 9'
    """
    welsh = current_language() == "cy"
    text = _welsh().get(message, message) if welsh else message
    spoken = {k: v.text() if isinstance(v, Label) else v for k, v in facts.items()}
    return text.format(**spoken) if facts else text


def explain(error: CoproMapError, language: str | None = None) -> str:
    """Return what went wrong and what to do, in the language asked for."""
    with language_in_force(language or current_language()):
        return t(error.message, **error.facts)


def long_date(day: date, pattern: str = "d MMMM y") -> str:
    """Return a date as people write it, in the current language.

    Babel is imported where it is needed: a command's ``--help`` needs neither it nor
    the catalogue.

    Examples
    --------
    >>> long_date(date(2026, 3, 1))
    '1 March 2026'
    """
    from babel.dates import format_date

    return format_date(day, pattern, locale=current_language())


# The letters of the Welsh alphabet, in its order; two characters are one letter.
WELSH_LETTERS = """
a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z
""".split()  # noqa: SIM905 - read as an alphabet
_LETTER = re.compile("|".join(sorted(WELSH_LETTERS, key=len, reverse=True)) + "|.")
# In these names n and g are two letters.
_N_THEN_G = re.compile(
    r"(?<=ban)g(?=or)|(?<=llan)g|(?<=pen)g(?=r)|(?<=brein)g|(?<=man)g"
)


def in_both(message: str) -> Label:
    """Return a message of the catalogue in both languages.

    Examples
    --------
    >>> in_both("Areas")
    Label(en='Areas', cy='Ardaloedd')
    """
    with language_in_force("cy"):
        return Label(message, t(message))


def sort_key(name: str) -> tuple[int, ...]:
    """Return the key by which names are sorted in the current language.

    In Welsh, ch, dd, ff, ng, ll, ph, rh and th are letters of their own.

    Examples
    --------
    >>> with language_in_force("cy"):
    ...     sorted(["Llanelli", "Lerpwl", "Chwilog", "Cwmbrân"], key=sort_key)
    ['Cwmbrân', 'Chwilog', 'Lerpwl', 'Llanelli']
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if current_language() != "cy":
        return tuple(ord(c) for c in plain)
    plain = _N_THEN_G.sub("\x00g", plain)
    letters = (x for x in _LETTER.findall(plain) if x != "\x00")
    return tuple(
        WELSH_LETTERS.index(x) + 1000 if x in WELSH_LETTERS else ord(x[0])
        for x in letters
    )


def partial_date(text: str) -> str:
    """Return "2021", "2021-04" or "2021-04-29" as people write it; empty if empty.

    Examples
    --------
    >>> partial_date("2021-04"), partial_date("2021-04-29"), partial_date("2021")
    ('April 2021', '29 April 2021', '2021')
    """
    parts = [int(part) for part in text.split("-")] if text else []
    if len(parts) == 3:
        return long_date(date(parts[0], parts[1], parts[2]))
    if len(parts) == 2:
        return long_date(date(parts[0], parts[1], 1), "MMMM y")
    return text
