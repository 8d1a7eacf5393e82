"""Files that are meant to stop their reader, made by code: each by its name.

``FILES`` maps a name to what makes the file in a folder; every command must refuse it.
Those of ``LARGE`` take a while to make, or to refuse.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from copro_map.files.limits import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS

Make = Callable[[Path], None]
FILES: dict[str, Make] = {}
LARGE = {
    *("millions of empty texts", "styles", "merged cells", "defined names", "deep"),
    *("attributes", "zip bomb", "lying zip bomb", "many parts", "many sheets"),
    *("one long text many times", "one short text many times"),
    *("many errors", "errors everywhere", "bytes of no letter", "many signs"),
    *("commas of two bytes", "empty lists", "empty features", "a feature a line"),
    *("objects a line", "many properties", "numbers", "empty objects"),
    *("an endless line", "a long property"),
}
# Which only claim to be large, or are so beside their cells: a header, and no row.
HEADER_ALONE = ("huge dimension", "dimension turned round", "merged cells")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
CELL = '<c r="A1" t="inlineStr"><is><t>id</t></is></c>'


def file(name: str) -> Callable[[Make], Make]:
    def known(make: Make) -> Make:
        FILES[name] = make
        return make

    return known


def written(name: str, content: Callable[[], bytes]) -> None:
    FILES[name] = lambda path: path.write_bytes(content()) and None


def sheet(rows: str, before: str = "", after: str = "", head: str = "") -> str:
    return (
        f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    )


def relations(*targets: tuple[str, str]) -> str:
    told = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{told}</Relationships>'


def book(
    content: str = "",
    target: str = "worksheets/sheet1.xml",
    sheets: int = 1,
    **parts: str | bytes,
) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets are all one part."""
    named = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, sheets + 1)
    )
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", target),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
    }
    if content:
        whole[SHEET] = content
    return whole | {name.replace("__", "/") + ".xml": x for name, x in parts.items()}


def packed(parts: dict[str, str | bytes], level: int = 9) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return buffer.getvalue()


def far(place: str, more: str = CELL) -> str:
    digits = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return sheet(
        f'<row r="1">{more}</row><row r="{digits}"><c r="{place}"><v>1</v></c></row>'
    )


def elsewhere(place: str, target: str) -> bytes:
    parts = book(target=target)
    parts[target.lstrip("/") if target[0] == "/" else f"xl/{target}"] = far(place)
    return packed(parts)


def lying(data: bytes, true: int, said: int) -> bytes:
    """An archive in which a part says that it is smaller than it is."""
    size = struct.pack("<I", true)
    assert data.count(size) == 2
    return data.replace(size, struct.pack("<I", said))


def strings(items: str, head: str = "") -> str:
    return f'{head}<sst xmlns="{MAIN}">{items}</sst>'


def of_strings(cells: int, rows: int) -> str:
    row = '<c t="s"><v>0</v></c>' * cells
    return sheet("".join(f"<row>{row}</row>" for _ in range(rows)))


LOL = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format(
    "ha" * 50,
    "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)),
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///dev/zero">]>'
EXPANDED = '<row r="1"><c r="A1" t="inlineStr"><is><t>&{};</t></is></c></row>'

MANY_KEYS = ",".join(f'"k{n}":1' for n in range(400_000))
STEERING = '{"type":"Feature","properties":{"id":"\\u001b[2J"}}'

# Cells far out, wherever the sheet is kept.
written("far cell", lambda: packed(book(far("XFD1048576"))))
written("sheet elsewhere", lambda: elsewhere("XFD1048576", "pages/one.xml"))
written("sheet at the root", lambda: elsewhere("ZZZ9999999", "one.xml"))
written("sheet by an absolute path", lambda: elsewhere("XFD1048576", "/xl/a.xml"))
written("far row", lambda: packed(book(far("A1048576"))))
written("far column", lambda: packed(book(far("XFD2"))))
written("beyond any sheet", lambda: packed(book(far("ZZZZZZ99999999999"))))
written("corner of what is allowed", lambda: packed(book(far("GR20000"))))
written(
    "rows without places",
    lambda: packed(
        book(sheet("".join("<row><c><v>1</v></c></row>" for _ in range(MOST_ROWS + 2))))
    ),
)
written(
    "row of another number",
    lambda: packed(book(sheet(f'<row r="4294967290">{CELL}<c><v>1</v></c></row>'))),
)
written(
    "huge dimension",
    lambda: packed(
        book(sheet(f"<row>{CELL}</row>", '<dimension ref="A1:XFD1048576"/>'))
    ),
)
written(
    "dimension turned round",
    lambda: packed(
        book(sheet(f"<row>{CELL}</row>", '<dimension ref="XFD1048576:A1"/>'))
    ),
)
# What multiplies.
written(
    "one long text many times",
    lambda: packed(
        book(
            of_strings(150, 3_000),
            xl__sharedStrings=strings(f"<si><t>{'x' * 32_000}</t></si>"),
        )
    ),
)
written(
    "one short text many times",
    lambda: packed(
        book(
            of_strings(100, 5_500),
            xl__sharedStrings=strings(f"<si><t>{'x' * 300}</t></si>"),
        )
    ),
)
written(
    "millions of empty texts",
    lambda: packed(
        book(of_strings(1, 2), xl__sharedStrings=strings("<si/>" * 9_000_000))
    ),
)
written(
    "a count of texts",
    lambda: packed(
        book(
            of_strings(1, 2),
            xl__sharedStrings=f'<sst xmlns="{MAIN}" count="4294967295" '
            'uniqueCount="18446744073709551615"><si><t>a</t></si></sst>',
        )
    ),
)
written(
    "text number that is not there",
    lambda: packed(book(sheet('<row><c t="s"><v>4294967295</v></c></row>'))),
)
written("entities", lambda: packed(book(sheet(EXPANDED.format("j"), head=LOL))))
written(
    "entities in texts",
    lambda: packed(
        book(of_strings(1, 1), xl__sharedStrings=strings("<si><t>&j;</t></si>", LOL))
    ),
)
written(
    "entity outside", lambda: packed(book(sheet(EXPANDED.format("a"), head=OUTSIDE)))
)
written(
    "styles",
    lambda: packed(
        book(
            sheet(f"<row>{CELL}</row>"),
            xl__styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>'
            + '<xf numFmtId="14"/>' * 2_400_000
            + "</cellXfs></styleSheet>",
        )
    ),
)
written(
    "merged cells",
    lambda: packed(
        book(
            sheet(
                f"<row>{CELL}</row>",
                after="<mergeCells>"
                + '<mergeCell ref="A1:XFD1048576"/>' * 1_000_000
                + "</mergeCells>",
            )
        )
    ),
)
written(
    "defined names",
    lambda: packed(
        book(sheet(f"<row>{CELL}</row>"))
        | {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets><definedNames>'
            + '<definedName name="x">S!$A$1:$XFD$1048576</definedName>' * 700_000
            + "</definedNames></workbook>"
        }
    ),
)
written("many sheets", lambda: packed(book(far("GR19999"), sheets=100_000)))
written("deep", lambda: packed(book(sheet("<row>" * 3_000_000))))
written(
    "attributes",
    lambda: packed(
        book(sheet("<row " + " ".join(f'a{n}="1"' for n in range(900_000)) + "/>"))
    ),
)
# Archives.
written("zip bomb", lambda: packed(book(" " * 4_000_000_0) | {"x": bytes(20_000_000)}))
written(
    "lying zip bomb",
    lambda: lying(packed(book("<a>" + " " * 90_000_000)), 90_000_003, 100),
)
written(
    "many parts", lambda: packed({f"{n}": b"" for n in range(30_000)} | book(far("A9")))
)
written("nested zip", lambda: packed({"a.xlsx": packed(book(far("XFD1048576")))}))
written("parts outside", lambda: elsewhere("XFD9", "../../../../dev/zero"))
written("no sheet part", lambda: packed(book()))
written("sheet is itself", lambda: packed(book(target="workbook.xml")))
written(
    "sheet on the network",
    lambda: packed(book(target="http://127.0.0.1:9/x.xml")),
)
written("cut short", lambda: packed(book(far("A2")))[:-40])
written("zeros after the mark", lambda: b"PK\x03\x04" + bytes(4_999_000))
# Other sorts of workbook under this name.
written("xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000))
written(
    "xlsb",
    lambda: packed({"xl/workbook.bin": bytes(50), "[Content_Types].xml": "<Types/>"}),
)
written(
    "ods",
    lambda: packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": '<x xmlns:table="urn:oasis:names:tc:opendocument:xmlns:'
            'table:1.0"><table:table table:name="a"><table:table-row '
            'table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
            "</table:table></x>",
        }
    ),
)
written("both at once", lambda: packed(book(far("A2")) | {"content.xml": "<x/>"}))
# Texts.
written("commas", lambda: b"," * 4_000_000)
written("commas in lines", lambda: (b"," * (MOST_COLUMNS - 1) + b"\n") * 20_000)
written("line ends", lambda: b"\n" * 4_000_000)
written("too many bytes", lambda: b"id\n" + b"x" * LARGEST_FILE)
written("too many rows", lambda: b"id\n" + b"x\n" * (MOST_ROWS + 1))
written("one long cell", lambda: b"id\n" + b"x" * 100_000 + b"\n")
written("open quotation", lambda: b'id\n"' + b'a,\n""' * 800_000)
written("brackets", lambda: b"a" + b" [" * 2_000_000 + b"\n1\n")
written("one name many times", lambda: b"id," * 100_000 + b"\n")
written("zero bytes", lambda: b"id,name_en\n\x00,\x00\n")
written("escape sequence", lambda: b"id,name_en\na,\x1b]0;owned\x07\x1b[2J\n")
written("escape in the header", lambda: b"id,\x1b[31mname_en\na,b\n")
written("one sign for an escape", lambda: "id\n\x9b31m\n".encode())
written("return over the line", lambda: b'id,name_en\na,"bad\rgood"\n')
written("commas of two bytes", lambda: ("," * 2_400_000).encode("utf-16"))
written("bytes of no letter", lambda: b"id\n" + b"\xe2\x9d" * 2_400_000)
written("zeros", lambda: bytes(4_999_000))
written("cut in two bytes", lambda: "id,enw\n".encode("utf-16") + b"\x00")
written("many signs", lambda: b"a,b;c|d\te\n" * 400_000)
# Errors of spreadsheets.
written(
    "many errors",
    lambda: packed(
        book(sheet("<row>" + '<c t="e"><v>#N/A</v></c>' * 1_300_000 + "</row>"))
    ),
)
written(
    "errors everywhere",
    lambda: packed(
        book(
            sheet(("<row>" + '<c t="e"><v>#N/A</v></c>' * 150 + "</row>") * 3_400),
        )
    ),
)
written(
    "an error of entities",
    lambda: packed(
        book(sheet('<row><c t="e"><v>&j;</v></c></row>', head=LOL)),
    ),
)
written(
    "a long error",
    lambda: packed(
        book(sheet(f'<row><c t="e"><v>#N/A{"x" * 4_000_000}</v></c></row>'))
    ),
)


# JSON, which begins as a map does.
COLLECTION = '{"type":"FeatureCollection","features":['


def collected(*, one: str, times: int) -> bytes:
    return (COLLECTION + ",".join([one] * times) + "]}").encode()


written("lists in lists", lambda: (COLLECTION + "[" * 2_400_000).encode())
written("objects in objects", lambda: b'{"a":' * 900_000)
written("empty lists", lambda: collected(one="[]", times=1_600_000))
written("empty objects", lambda: collected(one="{}", times=1_600_000))
written("empty features", lambda: collected(one='{"type":"Feature"}', times=250_000))
written("collections", lambda: (COLLECTION * 100_000).encode())
written("numbers", lambda: collected(one="1.5", times=1_200_000))
written(
    "a feature a line", lambda: b'{"type":"Feature","properties":{"a":1}}\n' * 120_000
)
written("objects a line", lambda: b'{"a":{}\n' * 600_000)
written(
    "many properties",
    lambda: collected(
        one=f'{{"type":"Feature","properties":{{{MANY_KEYS}}}}}', times=1
    ),
)
written(
    "a long property",
    lambda: collected(
        one=f'{{"type":"Feature","properties":{{"id":"{"x" * 4_000_000}"}}}}', times=1
    ),
)
written(
    "a long number",
    lambda: b'{"type":"Feature","properties":{"id":' + b"9" * 4_000_000 + b"}}",
)
written(
    "an endless line",
    lambda: (
        '{"type":"Feature","geometry":{"type":"LineString","coordinates":['
        + ",".join(["[1,2]"] * 800_000)
        + "]}}"
    ).encode(),
)
written("a map that steers", lambda: collected(one=STEERING, times=1))


@file("sparse")
def _sparse(path: Path) -> None:
    with path.open("wb") as hole:
        hole.truncate(50_000_000_000)


@file("link to an endless device")
def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@file("pipe")
def _pipe(path: Path) -> None:
    os.mkfifo(path)


@file("folder")
def _folder(path: Path) -> None:
    path.mkdir()


@file("link to itself")
def _circle(path: Path) -> None:
    path.symlink_to(path)


@file("link to a terminal")
def _terminal(path: Path) -> None:
    path.symlink_to("/dev/tty")


def made(name: str, folder: Path) -> Path:
    """The file of a name, in a folder."""
    path = folder / f"{name.replace(' ', '_')}.xlsx"
    FILES[name](path)
    return path
