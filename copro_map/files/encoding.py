"""The text of a file, in whichever encoding people's programs wrote it.

UTF-8 says itself whether it is; UTF-16 has a zero byte in every other place. Of the
older ones, which any bytes could be, that is taken whose letters and signs are those of
Welsh and English; which one it was is said, as nobody can be sure.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from itertools import islice

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_

MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
BEGINNING = 4_096  # bytes that are looked at for zeros
# What each is called; the first is taken if several read as well.
OLDER = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "iso8859_14": "ISO 8859-14",
    "cp850": "DOS 850",
}
# The letters and signs that are written in Wales, and those that are seldom.
OFTEN = frozenset("âêîôûŵŷÂÊÎÔÛŴŶ’‘“”–—£€…•\xa0")
SELDOM = frozenset("áéíóúẃýàèìòùẁỳäëïöüẅÿÁÉÍÓÚÀÈÌÒÙÄËÏÖÜçñÇÑ½¼¾°²³·×©®™«»†§")
CAPITALS, SMALL = "À-ÖØ-ÞŴŶ", "à-öø-ÿŵŷ"
# A capital after a small letter, or before a word or a number; a small letter that
# ends a word of capitals; a sign after a capital, or within a word.
ODD = re.compile(
    f"[a-z][{CAPITALS}]|[{CAPITALS}](?=[A-Z][a-z]|[0-9])|[A-Z]{{2}}[{SMALL}]"
    "|[A-Z][…€•“‘]|[A-Za-z][…€•“”‘™][a-z]"
)
HIGH = re.compile(rb"[\x80-\xff]{1,16}")
MOST_SIGNS = 2_000  # that are looked at
# A letter in UTF-8, of two bytes or more.
SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
ASCII = bytes(range(0x80))
ASSUMED = N_(
    "The file does not say how its letters are written. Read as {encoding}: look at "
    "the accents and the signs."
)
NEITHER = N_(
    "{file}, line {line}: the text is UTF-8 for the most part, but not here. Save it "
    'from your spreadsheet as "CSV UTF-8" and import it again.'
)
UNKNOWN = N_(
    "{file}: it cannot be told how the letters of this text are written. Save it from "
    'your spreadsheet as "CSV UTF-8" and import it again.'
)


def _sixteen(data: bytes) -> str:
    """Return the name of UTF-16 if the data are that; "" if they are not."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    first = data[:BEGINNING]
    for name, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        zeros, others = first[high::2].count(0), first[low::2].count(0)
        if others == 0 and zeros * 2 > len(first[high::2]):
            return name
    return ""


def _worth(text: str) -> int:
    """Return how well a text reads: what is written in Wales, less what is not.

    Examples
    --------
    >>> _worth("Tŷ Gŵyr – £5"), _worth("TÕr"), _worth("TrÈs"), _worth("CAF…")
    (16, -8, -4, -1)
    """
    worth = -5 * len(ODD.findall(text))
    for sign in text:
        if not sign.isascii():
            worth += 4 if sign in OFTEN else 1 if sign in SELDOM else -8
    return worth


@cache
def _letters(codec: str) -> str:
    """Return the letters of all bytes; a control character where there is none."""
    return "".join(bytes([n]).decode(codec, "ignore") or chr(n) for n in range(0x100))


def _read(data: bytes, codec: str) -> str:
    return codecs.charmap_decode(data, "strict", _letters(codec))[0]


def _older(data: bytes) -> str:
    """Return the encoding of one byte a letter in which a text reads best."""
    found = islice(HIGH.finditer(data), MOST_SIGNS)
    sample = b" ".join(data[max(x.start() - 2, 0) : x.end() + 2] for x in found)
    return max(OLDER, key=lambda codec: _worth(_read(sample, codec)))


def decoded(name: str, data: bytes) -> tuple[str, str]:
    """Return the text of a file, and the encoding that is assumed; "" if it says it.

    ``name`` is the file's, for messages.

    Raises
    ------
    ImportFileError
        If it is in no encoding that is known, or not in one alone.
    """
    try:
        sixteen = _sixteen(data)
        if sixteen:
            text = data.decode(sixteen)
            is_marked = text.startswith("\ufeff")
            return text.removeprefix("\ufeff"), "" if is_marked else sixteen.upper()
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        if error.encoding != "utf-8":
            raise ImportFileError(UNKNOWN, file=name) from error
        valid = sum(map(len, SEQUENCE.findall(data)))
        if 2 * valid > len(data.translate(None, ASCII)):
            line = data.count(b"\n", 0, error.start) + 1
            raise ImportFileError(NEITHER, file=name, line=line) from error
    older = _older(data)
    return _read(data, older), OLDER[older]
