"""Twelve files of different tools and headers, and what is chosen for each on the page.

All of it is invented, and says so: names begin with "Trial" or "Prawf".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import xlsxwriter

from copro_map.files.told import Told

FILES = Path(__file__).parent / "files"
WAVE = "members/Trial"
PAGE = "https://trial.example.org"
OF_ENTRIES = {"kind": "practitioner", "source_url": PAGE}
USED = (
    "Beth ydych chi wedi'i ddefnyddio yn ystod y 12 mis diwethaf? Dewiswch bob un sy'n "
    "berthnasol."
)
LEVEL = (
    "A ydych chi'n gwybod digon am gydgynhyrchu, ac yn teimlo'n ddigon abl, i'w roi ar "
    "waith mewn gwasanaethau a chymunedau?"
)
OF_FORMS = [
    ["ID", "Amser dechrau", "Amser cwblhau", "E-bost", "Enw", "Eich rôl", USED, LEVEL],
    [
        *(1, datetime(2026, 11, 8, 9, 0), datetime(2026, 11, 8, 9, 4)),
        *(
            "anonymous",
            "",
            "Dinesydd",
            "Pecynnau cymorth;Digwyddiadau;",
            "Ydw, yn llwyr",
        ),
    ],
    [
        *(2, datetime(2026, 11, 9, 9, 0), datetime(2026, 11, 9, 9, 7)),
        *("anonymous", "", "Comisiynydd", "Mentora;", "I ryw raddau"),
    ],
]
OF_COUNCIL = [
    ["Trial County Council: directory of groups (test data)"],
    ["Printed for a test"],
    [],
    ["Organisation", "What they do", "Town", "Website", "Members", "Telephone"],
    ["Trial Men's Shed", "Making things together. Test data.", "Bala", "", 20, "none"],
    ["Trial Lunch Club", "Lunch on Fridays. Test data.", "Dolgellau", "", 12, "none"],
    ["Trial Knitters", "Knitting. Test data.", "Barmouth", "", 9, "none"],
    ["Total", "", "", "", 41, ""],
]


@dataclass(frozen=True)
class Case:
    """A file, of which subject and set, and what is chosen for it on the page.

    ``found`` are what it brings, as ``query`` returns it.
    """

    subject: str
    told: Told
    query: str
    found: list[tuple]
    of: str = ""
    rows: Mapping[int, str] = field(default_factory=dict)


def workbook(path: Path, rows: list[list]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet("Trial")
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return path


def path_of(name: str, folder: Path) -> Path:
    """Return a file by its name; workbooks are made."""
    made = {"forms_cymraeg.xlsx": OF_FORMS, "council.xlsx": OF_COUNCIL}
    return workbook(folder / name, made[name]) if name in made else FILES / name


NAMES = (
    "SELECT name_en, name_cy, website FROM asset WHERE source_url = '{}' ORDER BY id"
)
OF_PAGE = NAMES.format(PAGE)
IN_FORCE = """
SELECT role, answered_on, json_extract(answers, '$.practice_level[0]') FROM reply AS r
WHERE status = 'checked' AND NOT EXISTS (
    SELECT 1 FROM reply AS s WHERE s.supersedes = r.id) ORDER BY answered_on
"""
LEDGER = "SELECT area_code, theme, asked_on, replies FROM outreach ORDER BY id"
FIGURES = """
SELECT indicator, period_end, value FROM observation AS o WHERE status = 'checked'
AND NOT EXISTS (SELECT 1 FROM observation AS s WHERE s.supersedes = o.id) ORDER BY id
"""
ADDRESSES = """
SELECT address, language, origin, found_at FROM contact WHERE left_on IS NULL
ORDER BY address
"""
MEMBERS = """
SELECT form, type, side, name_en, area, joined_on, principles <> '', address, is_public
FROM member ORDER BY number
"""
CASES = {
    "google_forms.csv": Case(
        "replies",
        Told(
            {"Which of these are you?": "role"},
            {"Somebody who lives here": "citizen"},
            rest=True,
        ),
        IN_FORCE,
        [
            ("citizen", "2026-11-03", "fully"),
            ("provider", "2026-11-04", "partly"),
            ("citizen", "2026-11-05", "no"),
        ],
        WAVE,
    ),
    "forms_cymraeg.xlsx": Case(
        "replies",
        Told({"Eich rôl": "role"}, rest=True),
        IN_FORCE,
        [("citizen", "2026-11-08", "fully"), ("commissioner", "2026-11-09", "partly")],
        WAVE,
    ),
    "kobo.csv": Case(
        "replies",
        Told(rest=True),
        IN_FORCE,
        [("citizen", "2026-11-06", "fully"), ("frontline", "2026-11-06", "no")],
        WAVE,
    ),
    "surveymonkey.csv": Case(
        "replies",
        Told({"Which of these describes you best?": "role"}, rest=True),
        IN_FORCE,
        [
            ("commissioner", "2026-11-07", "mostly"),
            ("citizen", "2026-11-17", "dont_know"),
        ],
        WAVE,
    ),
    "council.xlsx": Case(
        "entries",
        Told(
            {"What they do": "description_en", "Town": "place"},
            values=OF_ENTRIES,
            rest=True,
        ),
        OF_PAGE,
        [
            ("Trial Knitters", "", ""),
            ("Trial Lunch Club", "", ""),
            ("Trial Men's Shed", "", ""),
        ],
    ),
    "workshop.csv": Case(
        "entries",
        Told(
            {"Grŵp": "name_cy", "Beth": "description_cy", "Ble": "place"},
            values=OF_ENTRIES,
            rest=True,
        ),
        OF_PAGE,
        [
            (name, name, "")
            for name in (
                "Prawf Cinio Clwb",
                "Prawf Côr Cymunedol",
                "Prawf Gardd y Pentref",
            )
        ],
    ),
    "umap.geojson": Case(
        "entries",
        Told(values=OF_ENTRIES, rest=True),
        OF_PAGE,
        [("Trial Repair Evening", "", ""), ("Trial Shared Kitchen", "", "")],
    ),
    "hsds.csv": Case(
        "entries",
        Told(
            {
                "organization_name": "ignore",
                "service_name": "name_en",
                "physical_address_city": "place",
                "physical_address_postal_code": "postcode",
            },
            values=OF_ENTRIES,
            rest=True,
        ),
        OF_PAGE,
        [
            ("Trial Debt Advice", "", "https://advice.example.org"),
            ("Trial Welcome Desk", "", "https://advice.example.org/desk"),
        ],
    ),
    "cvc_list.csv": Case(
        "entries",
        Told(values=OF_ENTRIES, rest=True),
        OF_PAGE,
        [
            ("Trial Film Club", "Prawf Clwb Ffilm", ""),
            (
                "Trial Hands Together",
                "Prawf Dwylo Gyda'n Gilydd",
                "https://dwylo.example.org",
            ),
        ],
    ),
    "outreach.csv": Case(
        "outreach",
        Told(rest=True),
        LEDGER,
        [
            ("W06000008", "food", "2026-10-05", 3),
            ("W06000009", "", "2026-10-06", 0),
            ("W06000023", "health", "2026-10-07", None),
        ],
    ),
    "observations.csv": Case(
        "observations",
        Told(
            values={"entered_by": "trial steward", "status": "checked"},
            rest=True,
        ),
        FIGURES,
        [("2.2", "2026-09-30", 40.0), ("3.2", "2026-09-30", 50.0)],
    ),
    "contacts.csv": Case(
        "contacts",
        Told(rest=True),
        ADDRESSES,
        [
            (
                "ffilm@example.org",
                "",
                "found",
                "https://dwylo.example.org/cyswllt",
            ),
            (
                "info@dwylo.example.org",
                "cy",
                "found",
                "https://dwylo.example.org/cyswllt",
            ),
        ],
    ),
    "members.csv": Case(
        "members",
        Told(rest=True),
        MEMBERS,
        [
            (
                *("organisation", "social_enterprise", "", "Trial Weavers"),
                *("W06000008", "2026-03-02", 1, "info@gwehyddion.example.org", 1),
            ),
            (
                *("group", "community_group", "", "Trial Weavers"),
                *("W06000023", "2026-03-03", 0, "", 1),
            ),
            (
                *("individual", "", "citizen", "Trial Person"),
                *("W92000004", "2026-05-01", 1, "person@prawf.example.org", 0),
            ),
        ],
    ),
}
