"""The first page of the report says what the first screen of progress says."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.i18n import LANGUAGES, language_in_force, t
from copro_map.drawing.document import Items, Sheet, Summary, Table, Text
from copro_map.indicators.charts.statuses import status_words
from copro_map.report.report import report_of
from tests.drawing.documents import parts_of

pytestmark = pytest.mark.usefixtures("years_later")
DAY = date(2027, 6, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_made_of_the_same_parts_as_the_first_screen(
    programme, language
):
    found = programme(DAY)
    with language_in_force(language):
        said, rows = found.first_page(), found.bullets()
        (first,) = parts_of(report_of(found).editions[0].parts, Sheet)
        words = parts_of(first, Summary)[0].rows
        assert words == (f"{said.verdict} {said.own}", t("Draft: not approved yet."))
        lists = [
            [(x.name, x.words) for x in one.rows] for one in parts_of(first, Items)
        ]
        decided = [
            (f"{x.name}: {status_words(x.status, x.detail)}", x.words)
            for x in said.decide
        ]
        told = [decided, [(f"{x.name}:", x.words) for x in said.changed]]
        assert [[(getattr(x, "words", x), y) for x, y in one] for one in lists] == told
        texts = [one.words for one in parts_of(first, Text)]
        assert said.since in texts
        assert all(told)  # or nothing is compared
        (table,) = parts_of(first, Table)
        drawn = [row for row in table.rows if len(row) > 1]
        assert [row[0] for row in drawn] == [f"{x.code} {x.name}" for x in rows]
        assert [row[1].words for row in drawn] == [x.value_words for x in rows]
        statuses = [status_words(x.status, x.detail) for x in rows]
        assert [row[-1].words for row in drawn] == statuses
        with_bar = {row[0].split()[0] for row in drawn if row[3].svg}
        assert with_bar == {x.code for x in rows if x.value is not None}


def test_before_there_is_anything_the_first_page_says_so(to_read):
    from copro_map.indicators.progress import progress

    report = report_of(progress(to_read, date(2026, 11, 22)))
    (first,) = parts_of(report.editions[0].parts, Sheet)
    texts = " ".join(str(part) for part in first.parts)
    assert "No figures have gone to the board yet" in texts
    assert "nothing needs a decision" in texts
    assert not any(one.rows for one in parts_of(first, Items))
