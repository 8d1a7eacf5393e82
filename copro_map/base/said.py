"""What people type in one language or in both, said in the reader's where it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from copro_map.base.i18n import LANGUAGES, current_language


@dataclass(frozen=True)
class Spoken:
    """A text and the language it is in, which may not be the reader's."""

    text: str
    language: str

    def __str__(self) -> str:
        """Return the text."""
        return self.text


def said(text: str, welsh: str) -> Spoken:
    """Return a typed text in the reader's language, or in the one that there is.

    Parameters
    ----------
    text
        What was typed: English, or Welsh if ``welsh`` is the same.
    welsh
        The same in Welsh; "" if nobody typed it.

    Examples
    --------
    >>> said("Year 1", "Blwyddyn 1"), said("Blwyddyn 1", "Blwyddyn 1")
    (Spoken(text='Year 1', language='en'), Spoken(text='Blwyddyn 1', language='cy'))
    """
    if welsh and current_language() == "cy":
        return Spoken(welsh, "cy")
    return Spoken(text, "cy" if text == welsh else "en")


def welsh_of(text: str, welsh: str) -> str:
    """Return what is kept as the Welsh of a typed text.

    What was given for it; else the text itself, if Welsh is spoken; else "".

    Examples
    --------
    >>> welsh_of("Year 1", "Blwyddyn 1"), welsh_of("Year 1", "")
    ('Blwyddyn 1', '')
    """
    return welsh.strip() or (text if current_language() == "cy" else "")


def spoken(row: Any, field: str) -> list[Spoken]:
    """Return a text of a record in each language that it has, the reader's own first.

    ``row`` has a field for each language: ``name_en``, ``name_cy``.
    """
    languages = sorted(LANGUAGES, key=lambda one: one != current_language())
    texts = [Spoken(getattr(row, f"{field}_{one}"), one) for one in languages]
    return [one for one in texts if one.text]
