"""What a file is that is no table: known by how it begins, and what to do about it.

The names of programs and formats are the same in both languages.
"""

from __future__ import annotations

import re
from typing import NoReturn

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import N_

MAP = N_(
    "{file}: this is a {kind} file: export it as CSV or GeoJSON from the program or "
    "the map that made it, and import that."
)
SPREADSHEET = N_(
    "{file}: this is a spreadsheet of another kind ({kind}). Open it, save it as XLSX "
    "or CSV, and import that."
)
PASSWORD = N_(
    "{file}: this workbook has a password. Open it, save it as XLSX without one, and "
    "import that."
)
DOCUMENT = N_(
    "{file}: this is a {kind} document, not a table. Copy the table in it into a "
    "spreadsheet, save that as XLSX or CSV, and import it."
)
PAGE = N_(
    "{file}: this is a web page ({kind}), whatever its name says. Open it in your "
    "spreadsheet program, save it as XLSX or CSV, and import that."
)
PACKED = N_(
    "{file}: this is a packed file ({kind}). Unpack it, and import the CSV, XLSX or "
    "GeoJSON file in it."
)
DATABASE = N_(
    "{file}: this is a {kind} database. Export the table that you need as CSV or "
    "XLSX, and import that."
)
STATISTICS = N_(
    "{file}: this is a {kind} data file. Export it as CSV or XLSX, with the words of "
    "the answers, and import that."
)
PICTURE = N_(
    "{file}: this is a picture ({kind}). Ask for the table that it was made of, as "
    "CSV or XLSX."
)
STRUCTURED = N_(
    "{file}: this is {kind}, but no table. Export the data as CSV or XLSX, or places "
    "as GeoJSON, and import that."
)
LINK = N_(
    "{file}: this is only a link to something on the web ({kind}). Open it there, "
    "download it as XLSX or CSV, and import that."
)
CONTACTS = N_(
    "{file}: this is an address book or a calendar ({kind}), not a table. Import a "
    "CSV or XLSX file, without anybody's contact details."
)
BINARY = N_(
    "{file}: this is no table that can be read: it is not text. Save it as XLSX or "
    "CSV from the program that made it, and import that."
)

# How a file begins, what it is called, what to say.
MARKS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "PDF", DOCUMENT),
    (b"{\\rtf", "RTF", DOCUMENT),
    (b"\x89PNG", "PNG", PICTURE),
    (b"\xff\xd8\xff", "JPEG", PICTURE),
    (b"GIF8", "GIF", PICTURE),
    (b"II*\x00", "TIFF", PICTURE),
    (b"MM\x00*", "TIFF", PICTURE),
    (b"RIFF", "WebP", PICTURE),
    (b"\x1f\x8b", "gzip", PACKED),
    (b"BZh", "bzip2", PACKED),
    (b"\xfd7zXZ", "xz", PACKED),
    (b"7z\xbc\xaf\x27\x1c", "7z", PACKED),
    (b"Rar!\x1a", "RAR", PACKED),
    (b"\x28\xb5\x2f\xfd", "Zstandard", PACKED),
    (b"\x00\x00\x27\x0a", "Shapefile", MAP),
    (b"fgb\x03", "FlatGeobuf", MAP),
    (b"!table", "MapInfo", MAP),
    (b"SQLite format 3\x00", "SQLite", DATABASE),
    (b"\x00\x01\x00\x00Standard Jet DB", "Access", DATABASE),
    (b"\x00\x01\x00\x00Standard ACE DB", "Access", DATABASE),
    (b"$FL2", "SPSS (.sav)", STATISTICS),
    (b"$FL3", "SPSS (.zsav)", STATISTICS),
    (b"<stata_dta>", "Stata (.dta)", STATISTICS),
    (b"RDX", "R", STATISTICS),
    (b"PAR1", "Parquet", STATISTICS),
    (b"ARROW1", "Arrow", STATISTICS),
    (b"BEGIN:VCARD", "vCard", CONTACTS),
    (b"BEGIN:VCALENDAR", "iCalendar", CONTACTS),
    (b"[InternetShortcut]", "URL", LINK),
    (b"MIME-Version:", "MHTML", PAGE),
)
# What a text that begins with "<" holds near its beginning, the surest first.
ELEMENTS: tuple[tuple[str, str, str], ...] = (
    (r"<(?:\w+:)?kml\b", "KML", MAP),
    (r"<(?:\w+:)?gpx\b", "GPX", MAP),
    (r"<(?:\w+:)?FeatureCollection\b|opengis\.net/gml", "GML", MAP),
    (r"<osm\b", "OpenStreetMap XML", MAP),
    (r"Excel\.Sheet|office:spreadsheet", "XML Spreadsheet 2003", SPREADSHEET),
    (r"office:document", "OpenDocument XML", SPREADSHEET),
    (r"<svg\b", "SVG", PICTURE),
    (r"<!doctype html|<html\b|<head\b|<body\b|<table\b|<meta\b", "HTML", PAGE),
    (r"<\?xml|<\w[\w:.-]*[\s/>]|<!", "XML", STRUCTURED),
)
# What a text of another beginning is.
TEXTS: tuple[tuple[str, str, str], ...] = (
    (r"(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS)\[", "Shapefile (.prj)", MAP),
    (r'\{\s*"type"\s*:\s*"Topology"', "TopoJSON", MAP),
    (r"ID;P\w*(?:;\w+)*\r?\n[A-Z];", "SYLK", SPREADSHEET),
    (r"TABLE\r?\n0,1\r?\n", "DIF", SPREADSHEET),
    (r'\{\s*"(?:url|doc_id)"\s*:\s*"[^"]*"', "Google", LINK),
)
OF_ZIP: tuple[tuple[str, str, str], ...] = (
    (r"xl/workbook\.bin", "XLSB", SPREADSHEET),
    (r"content\.xml", "ODS", SPREADSHEET),
    (r"word/document\.xml", "DOCX", DOCUMENT),
    (r"ppt/presentation\.xml", "PPTX", DOCUMENT),
    (r"index/.*\.iwa|index\.zip", "Numbers", SPREADSHEET),
    (r".*\.kml", "KMZ", MAP),
    (r".*\.(?:shp|dbf)", "Shapefile (ZIP)", MAP),
    (r".*\.(?:gpkg|gdb/.*)", "GeoPackage (ZIP)", MAP),
)
# Streams in Office's older container, by the names that stand in it.
OLE = b"\xd0\xcf\x11\xe0"
STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "XLSX", PASSWORD),
    ("Workbook", "XLS", SPREADSHEET),
    ("Book", "XLS", SPREADSHEET),
    ("WordDocument", "DOC", DOCUMENT),
    ("PowerPoint Document", "PPT", DOCUMENT),
    ("__properties_version1.0", "MSG", DOCUMENT),
)
GEOPACKAGE = (b"GPKG", b"GP10", b"GP11")
OF_BEGINNING = 4_000  # bytes or letters that are looked at
# A table of dBASE, the part of a shapefile that holds its words.
DBASE = re.compile(rb"[\x03\x30\x83\x8b\xf5][\x00-\xff][\x01-\x0c][\x01-\x1f]")
CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
MOST_CONTROLS = 0.02  # of what is text


def _told(name: str, kind: str, message: str) -> ImportFileError:
    return ImportFileError(message, file=name, kind=kind)


def _of_bytes(data: bytes) -> tuple[str, str] | None:
    """Return what some data are, and what to say; None if they may be a text."""
    begins = data[:OF_BEGINNING]
    if begins.startswith(OLE):
        named = (x for x in STREAMS if x[0].encode("utf-16-le") in data)
        return next(named, STREAMS[1])[1:]
    if begins[4:8] == b"ftyp":
        return "HEIC", PICTURE
    if begins.startswith(b"SQLite") and begins[68:72] in GEOPACKAGE:
        return "GeoPackage", MAP
    if DBASE.match(begins) and b"\x00" in begins[:32]:
        return "dBASE (.dbf)", MAP
    return next((x[1:] for x in MARKS if begins.startswith(x[0])), None)


def refuse_bytes(name: str, data: bytes) -> None:
    """Refuse a file that is known for something else by its bytes."""
    found = _of_bytes(data)
    if found:
        raise _told(name, *found)


def refuse_binary(name: str, text: str) -> None:
    """Refuse what is no text: too many of its characters are control characters."""
    begins = text[:OF_BEGINNING].encode("latin-1", "replace")
    controls = len(begins) - len(begins.translate(None, CONTROLS))
    if controls > MOST_CONTROLS * len(begins) + 8:
        raise _told(name, "", BINARY)


def refuse_text(name: str, text: str) -> None:
    """Refuse a text that is known for something else by how it begins."""
    begins = text[:OF_BEGINNING].lstrip()
    for pattern, kind, message in ELEMENTS if begins.startswith("<") else ():
        if re.search(pattern, begins, re.IGNORECASE):
            raise _told(name, kind, message)
    for pattern, kind, message in TEXTS:
        if re.match(pattern, begins):
            raise _told(name, kind, message)


def refuse_archive(name: str, parts: list[str]) -> NoReturn:
    """Refuse an archive that is no XLSX workbook; ``parts`` are names in it."""
    for pattern, kind, message in OF_ZIP:
        if any(re.fullmatch(pattern, part, re.IGNORECASE) for part in parts):
            raise _told(name, kind, message)
    raise _told(name, "ZIP", PACKED)


def is_json(text: str) -> bool:
    r"""Say whether a text begins as JSON does.

    Examples
    --------
    >>> is_json(' {"type": "Feature"}'), is_json("[\n{"), is_json("[id],name")
    (True, True, False)
    """
    return bool(re.match(r'[\s\x1e]*(?:\{\s*["}]|\[\s*[\[{\]])', text))
