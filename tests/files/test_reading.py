"""The one reader: files as people lay them out come as one header and its rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copro_map.base.errors import ImportFileError
from copro_map.files.encoding import decoded
from copro_map.files.reading import Table, read_table
from tests.catalogue import ROOT

KNOWN = {"name", "place", "web"}
DATA = ROOT / "data"


def read(folder: Path, text: str | bytes, name: str = "list.csv", **more: str) -> Table:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_table(path, KNOWN.__contains__, **more)


def said(table: Table) -> str:
    return " ".join(note.reason() for note in table.notes)


def test_a_plain_table_is_read_without_a_note(tmp_path):
    table = read(tmp_path, "name,place\nTŷ Ni,Llanelli\n\nY Siop,\n")
    assert table == Table(
        "list.csv",
        1,
        ("name", "place"),
        [(2, ["Tŷ Ni", "Llanelli"]), (4, ["Y Siop", ""])],
    )


def test_a_title_above_the_header_is_left_out_and_said(tmp_path):
    table = read(tmp_path, "Our list\n\nBy,Jo\nname,place\na,b\n")
    assert (table.header_row, table.header) == (4, ("name", "place"))
    assert (table.rows, table.skipped) == ([(5, ["a", "b"])], 2)
    assert "line 4" in said(table)
    assert "“Our list”, “By”" in said(table)


def test_a_title_is_no_header_where_nothing_is_known(tmp_path):
    table = read(tmp_path, "Replies\n\nWhen,Why,How\n1,a,b\n")
    assert (table.header_row, table.skipped) == (3, 1)


@pytest.mark.parametrize(
    "word",
    [
        *("Total", "Grand total:", "TOTALS", "Cyfanswm", "Total / Cyfanswm", "Mean"),
        *("Total responses", "Nifer yr ymatebion"),
    ],
)
def test_a_total_below_is_left_out_and_said(tmp_path, word):
    table = read(tmp_path, f"name,place,web\na,,\n{word},,12\n")
    assert (table.rows, table.skipped) == ([(2, ["a", "", ""])], 1)
    assert word in said(table)


@pytest.mark.parametrize("row", ["Total,Cardiff,", "Totally Local,,", "a,Total,"])
def test_a_row_that_only_looks_like_a_total_stays(tmp_path, row):
    assert read(tmp_path, f"name,place,web\na,,\n{row}\n").skipped == 0


@pytest.mark.parametrize("text", ["Source: the council", "* not open", "Nodyn: x,,"])
def test_a_note_below_is_left_out_and_said(tmp_path, text):
    table = read(tmp_path, f"name,place,web\na,,\n\nTotal,,1\n{text}\n")
    assert (table.rows, table.skipped) == ([(2, ["a", "", ""])], 2)
    assert f"below the rows: {text.strip(',')}." in said(table)


@pytest.mark.parametrize("row", ["Noted Lives,,", "Note,x,", ",Source: x,", "a,,"])
def test_a_row_that_only_looks_like_a_note_stays(tmp_path, row):
    assert read(tmp_path, f"name,place,web\na,b,c\n{row}\n").skipped == 0


def test_a_text_in_a_table_of_two_columns_is_no_note(tmp_path):
    assert read(tmp_path, "name,place\na,b\nSource: x,\n").skipped == 0


def test_a_total_in_the_middle_stays(tmp_path):
    rows = "a,,\n" * 4
    assert read(tmp_path, f"name,place,web\nTotal,,\n{rows}").skipped == 0


def test_empty_columns_at_the_end_are_left_out_and_said(tmp_path):
    table = read(tmp_path, "name,,place,,\na,,b,,\nc,,d\n")
    assert table.header == ("name", "", "place")
    assert table.rows == [(2, ["a", "", "b"]), (3, ["c", "", "d"])]
    assert "empty (2)" in said(table)


def test_a_column_without_a_heading_that_holds_something_stays(tmp_path):
    table = read(tmp_path, "name,,\na,,b\n")
    assert (table.header, table.rows) == (("name", "", ""), [(2, ["a", "", "b"])])


def test_missing_last_cells_are_filled_and_said(tmp_path):
    table = read(tmp_path, "name,place,web\na,b,c\nd\n\ne,f\n")
    assert table.rows[1:] == [(3, ["d", "", ""]), (5, ["e", "f", ""])]
    assert "3, 5" in said(table)


def test_cells_beyond_the_header_are_a_fault_of_the_row(tmp_path):
    table = read(tmp_path, "name,place\na,b,c\nd,e,\n")
    assert table.rows == [(3, ["d", "e"])]
    assert [(one.row, one.facts) for one in table.faults] == [
        (2, {"found": 3, "expected": 2})
    ]


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n ,\n"])
def test_an_empty_file_is_refused(tmp_path, text):
    with pytest.raises(ImportFileError, match="is empty"):
        read(tmp_path, text)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_whatever_parts_the_cells_is_found(tmp_path, sign):
    rows = [["name", "place"], ["Bwyd; da, iawn", "x|y\tz"], ["a, b, c", "d; e; f"]]
    text = "\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows)
    table = read(tmp_path, text)
    assert (list(table.header), [cells for _, cells in table.rows]) == (
        rows[0],
        rows[1:],
    )


def test_a_sign_is_found_by_its_headings_before_the_number_of_cells(tmp_path):
    text = "Our list, of, spring\nname;place\n" + "a, b, c;x\n" * 4
    assert read(tmp_path, text).header == ("name", "place")


def test_a_sign_is_found_where_no_heading_is_known(tmp_path):
    text = "Why?;Age\na, b, c;12\nd, e, f;13\ng, h, i;14\nYes;15\n"
    assert read(tmp_path, text).header == ("Why?", "Age")


@pytest.mark.parametrize("head", ["name,place", "Why?,Age"])
def test_a_text_with_a_fault_is_not_taken_for_one_column(tmp_path, head):
    with pytest.raises(ImportFileError, match="line 3: .*quotation mark"):
        read(tmp_path, f'{head}\na,b\n"c,d\n')
    with pytest.raises(ImportFileError, match="too large"):
        read(tmp_path, f"{head}\n{'a,' * 201}\n")
    table = read(tmp_path, head.replace(",", ";") + '\n"a, b";1\n"d, e";2\n')
    assert table.header == tuple(head.split(","))
    assert table.rows == [(2, ["a, b", "1"]), (3, ["d, e", "2"])]


def test_one_column_is_a_table(tmp_path):
    assert read(tmp_path, "name\na; b\nc\n").rows == [(2, ["a; b"]), (3, ["c"])]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("sep=;\nname;place\na;b\n", ";"),
        ("\ufeffsep=,\r\nname,place\r\na,b\r\n", ","),
        ('"sep=|"\nname|place\na|b\n', "|"),
        ("SEP=\t\nname\tplace\na\tb\n", "TAB"),
        ("sep=,,,\nname,place\na,b\n", ","),
    ],
)
def test_a_line_that_says_what_parts_the_cells_is_left_out_and_said(
    tmp_path, text, sign
):
    table = read(tmp_path, text)
    assert (table.header_row, table.header) == (2, ("name", "place"))
    assert (table.rows, table.skipped) == ([(3, ["a", "b"])], 1)
    assert f"sep={sign}" in said(table)


WORDS = "name,place\nTŷ’r Ardd – £5,Ynys Môn\nÊ,Gŵyl café\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_says_itself_is_read_without_a_note(tmp_path, encoding):
    table = read(tmp_path, WORDS.encode(encoding))
    assert table.rows[0][1] == ["Tŷ’r Ardd – £5", "Ynys Môn"]
    assert table.notes == ()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
        ("iso8859_14", "ISO 8859-14"),
        ("cp850", "DOS 850"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_encoding_that_is_assumed_is_said(tmp_path, encoding, name, end):
    data = WORDS.replace("\n", end).encode(encoding, "replace")
    table = read(tmp_path, data)
    expected = data.decode(encoding).split(end)[1:3]
    assert [",".join(cells) for _, cells in table.rows] == expected
    assert f"Read as {name}: look at the accents" in said(table)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "Caffi’r Bobl",
        "Tŷ Môn",
        "café",
        "CAFÉ",
        "CÔR",
        "Ôl",
        "a – b",
        "‘Bwyd",
        "€20",
        "…",
    ],
)
def test_one_sign_is_enough_to_tell_two_encodings_apart(tmp_path, encoding, text):
    data = f"name\n{text}\n".encode(encoding, "replace")
    assert read(tmp_path, data).rows == [
        (2, [text.encode(encoding, "replace").decode(encoding)])
    ]


def test_a_text_that_is_utf_8_but_for_one_byte_is_refused_with_its_line(tmp_path):
    data = "name\nTŷ Môn\nGŵyl\n".encode() + b"\xe2\n"
    with pytest.raises(ImportFileError, match="line 4: .* UTF-8 for the most part"):
        read(tmp_path, data)


@pytest.mark.parametrize("byte", [b"\x81", b"\x9d"])
def test_a_byte_that_is_no_letter_is_refused_with_its_cell(tmp_path, byte):
    with pytest.raises(ImportFileError, match="these cells: B2"):
        read(
            tmp_path, b"name,place\n\x91Caffi\x92r Bobl\x94 \x96 t\xea," + byte + b"\n"
        )


def test_what_is_not_seen_is_taken_out_and_the_cells_are_named(tmp_path):
    text = (
        "name,pla\u200bce\nCF10\u00a01AA\u200b,\u202eemaN\n"
        "\ufeffx\u00ad,Mo\u0302n\n"
        "a\u200cb,\u0641\u200c\u0641\n"
    )
    table = read(tmp_path, "\ufeff" + text)
    assert table.header == ("name", "place")
    assert [cells for _, cells in table.rows] == [
        ["CF10 1AA", "emaN"],
        ["x", "M\u00f4n"],
        ["ab", "\u0641\u200c\u0641"],
    ]
    assert "turn the direction of writing" in said(table)
    assert "these cells: B1, A2, B2, A3, A4." in said(table)
    assert "put together in these cells: B3." in said(table)


FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.mark.parametrize("text", [FLAG, "👩\u200d🌾", "\u00f4\u0302", "क\u094d\u200dष"])
def test_what_a_sign_is_made_of_stays(tmp_path, text):
    table = read(tmp_path, f"name,place\n{text},x\n")
    assert table.rows == [(2, [text, "x"])]
    assert table.notes == ()


def test_words_written_in_tags_are_taken_out(tmp_path):
    hidden = "".join(chr(0xE0000 + ord(c)) for c in "steal")
    assert read(tmp_path, f"name,place\na{hidden},x\n").rows == [(2, ["a", "x"])]


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x9b", "\x07", "\ud800"])
def test_a_character_that_steers_is_refused(tmp_path, sign):
    text = f"name,place\na,b{sign}c\n".encode("utf-8", "surrogatepass")
    with pytest.raises(ImportFileError, match=r"B2|UTF-8 for the most part"):
        read(tmp_path, text)


def test_a_quotation_mark_that_made_a_cell_text_is_undone(tmp_path):
    assert read(tmp_path, "name\n'@ŵ\n's-x\n").rows == [(2, ["@ŵ"]), (3, ["'s-x"])]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_every_name_with_an_accent_is_read_as_it_was_written(encoding):
    names = {
        name
        for line in (DATA / "places.csv").read_text("utf-8-sig").splitlines()
        for name in re.split("[,;]", line)
        if not name.isascii()
    }
    assert len(names) > 15
    for name in sorted({*names, *map(str.upper, names)}):
        data = f"name\n{name}\n".encode(encoding, "replace")
        assert data.isascii() or decoded("x", data)[0] == data.decode(encoding)
