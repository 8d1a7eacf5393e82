"""A file that is no table is named for what it is, with what to do about it."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import explain
from copro_map.files.reading import read_table
from tests.files.hostile import packed

KML = '<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)
SHEET_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}


def database(application: int) -> bytes:
    made = sqlite3.connect(":memory:")
    made.execute(f"PRAGMA application_id = {application}")
    made.execute("CREATE TABLE place (name)")
    data = bytes(made.serialize())
    made.close()
    return data


FILES = {
    "KML": (KML, "KML", "export it as CSV or GeoJSON"),
    "KML in UTF-16": (KML.encode("utf-16"), "KML", "export it as CSV or GeoJSON"),
    "KML with a comment": (f"<!-- by Jo -->\n{KML}", "KML", "CSV or GeoJSON"),
    "KMZ": (packed({"doc.kml": KML}), "KMZ", "export it as CSV or GeoJSON"),
    "GPX": ('<gpx version="1.1"><wpt lat="1"/></gpx>', "GPX", "CSV or GeoJSON"),
    "GML": (
        '<ogr:FeatureCollection xmlns:gml="http://www.opengis.net/gml">',
        "GML",
        "CSV or GeoJSON",
    ),
    "shapes": (b"\x00\x00\x27\x0a" + bytes(96), "Shapefile", "CSV or GeoJSON"),
    "words of shapes": (
        b"\x03\x7e\x0b\x1c" + bytes(28) + b"NAME",
        "dBASE",
        "CSV or GeoJSON",
    ),
    "projection": ('PROJCS["British_National_Grid"]', "Shapefile", "CSV or GeoJSON"),
    "packed shapes": (
        packed({"hubs/hubs.shp": b"", "hubs/hubs.dbf": b""}),
        "Shapefile (ZIP)",
        "CSV or GeoJSON",
    ),
    "GeoPackage": (database(0x47504B47), "GeoPackage", "CSV or GeoJSON"),
    "TopoJSON": ('{"type":"Topology","objects":{}}', "TopoJSON", "CSV or GeoJSON"),
    "SQLite": (database(0), "SQLite", "Export the table"),
    "Access": (b"\x00\x01\x00\x00Standard ACE DB\x00", "Access", "Export the table"),
    "XLS": (OLE + "Workbook".encode("utf-16-le"), "XLS", "save it as XLSX"),
    "password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "has a password",
        "save it as XLSX without one",
    ),
    "DOC": (OLE + "WordDocument".encode("utf-16-le"), "DOC", "Copy the table"),
    "XLSB": (packed({"xl/workbook.bin": b""}), "XLSB", "save it as XLSX"),
    "ODS": (packed(ODS), "ODS", "save it as XLSX"),
    "Numbers": (packed({"Index/Document.iwa": b""}), "Numbers", "save it as XLSX"),
    "XML of Excel": (SHEET_2003, "XML Spreadsheet 2003", "save it as XLSX"),
    "SYLK": ("ID;PSCALC3\nB;Y4;X3\nC;X1;Y1;K1\nE\n", "SYLK", "save it as XLSX"),
    "DIF": ('TABLE\r\n0,1\r\n""\r\n', "DIF", "save it as XLSX"),
    "DOCX": (packed({"word/document.xml": ""}), "DOCX", "Copy the table"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "PDF", "Copy the table"),
    "RTF": (r"{\rtf1\ansi hello}", "RTF", "Copy the table"),
    "HTML": ("\n<html><table><tr><td>a", "HTML", "save it as XLSX"),
    "a table of HTML": ('<table border="1"><tr>', "HTML", "save it as XLSX"),
    "ZIP": (packed({"list.csv": "a,b"}), "ZIP", "Unpack it"),
    "gzip": (gzip.compress(b"a,b\n"), "gzip", "Unpack it"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z", "Unpack it"),
    "SPSS": (b"$FL2@(#) SPSS DATA FILE", "SPSS", "Export it as CSV"),
    "Parquet": (b"PAR1\x15\x04", "Parquet", "Export it as CSV"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "PNG", "Ask for the table"),
    "JPEG": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG", "Ask for the table"),
    "XML": ('<?xml version="1.0"?><hubs><hub/></hubs>', "XML", "as CSV or XLSX"),
    "vCard": ("BEGIN:VCARD\nVERSION:4.0\n", "vCard", "without anybody's contact"),
    "a link": ('{"url": "https://example.org", "doc_id": "x"}', "Google", "download"),
    "of no kind": (bytes(range(256)) * 8, "not text", "Save it as XLSX"),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("ending", ["csv", "xls"])
def test_it_is_named_with_what_to_do(tmp_path, name, ending):
    content, kind, advice = FILES[name]
    path = Path(tmp_path, f"list.{ending}")
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ImportFileError) as raised:
        read_table(path, {"name"}.__contains__)
    english, welsh = (explain(raised.value, language) for language in ("en", "cy"))
    assert english.startswith(f"list.{ending}: ")
    assert kind in english
    assert advice in english
    assert "password" in kind or "not text" in kind or kind in welsh
    assert welsh != english
    assert "quotation" not in english


@pytest.mark.parametrize(
    "text",
    [
        "<5,name\n1,a\n",
        "PKname,name\n1,a\n",
        "[id],name\n1,a\n",
        "{id},name\n1,a\n",
        "ID;name\n1;a\n",
    ],
)
def test_a_table_that_begins_in_an_odd_way_is_read(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    assert read_table(path, {"name"}.__contains__).rows == [(2, ["1", "a"])]
