"""In the report: a page of the plan, events and members; the money in a copy alone."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html import unescape

import pytest

from copro_map.base.i18n import LANGUAGES, language_in_force, long_date, t
from copro_map.base.store.connection import writing
from copro_map.drawing.document import Heading, Section, Table
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.indicators.progress import progress
from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor, RefusedError
from copro_map.plan.face import ActivitySaid, MilestoneSaid, keep_plan
from copro_map.plan.kinds import milestones, promised_activities
from copro_map.plan.rules.spending import Given
from copro_map.report import approving
from copro_map.report.approving import approve
from copro_map.report.indicator import indicator_shown
from copro_map.report.report import report_file, report_of
from tests.conftest import PROJECT, all_days_come
from tests.drawing.documents import bare, parts_of, texts
from tests.plan.spent import DAY, NOW, spend
from tests.samples import query

pytestmark = pytest.mark.usefixtures("years_later")
# However it is written: what was spent, and the words on it.
MONEY = re.compile(r"3,?456,?789|canary-money")


def of(activity: str, state: str, on: str = "2026-05-01", **more: str) -> dict:
    return {"activity": activity, "state": state, "said_on": on, **more}


SAID = (
    of("1.1", "done"),
    of("1.2", "going_on", words_en="It broke.", words_cy="Torrodd.", owner="director"),
    of("1.3", "dropped", words_en="Another does it.", words_cy="Mae arall wrthi."),
    of("2.1", "going_on", due_on="2028-03-01"),
)


@pytest.fixture(scope="module")
def planted(imported, tmp_path_factory):
    """Real entries, some of the plan said, and sums that tell themselves; only read."""
    path = tmp_path_factory.mktemp("planned") / "copro_map.db"
    shutil.copyfile(imported, path)
    here = replace(PROJECT, database=path)
    first = next(x.id for x in milestones(here).values() if x.year == 2)
    step = {"milestone": first, "state": "partly", "said_on": "2027-05-01"}
    step |= {"words_en": "In the south.", "words_cy": "Yn y de."}
    with writing(path) as database:
        keep_plan(database, {ActivitySaid: SAID, MilestoneSaid: [step]})
    with all_days_come():
        spend(here, Given("rent", "2", "3456789.12", words="canary-money"))
    return here


@pytest.fixture(scope="module")
def shown(planted):
    with all_days_come():
        return progress(planted, DAY)


def page_of(report, title: str) -> Section:
    """The section of a name."""
    sections = parts_of(report.editions[0].parts, Section)
    named = {x.parts[0].words: x for x in sections if isinstance(x.parts[0], Heading)}
    return named[title]


@pytest.mark.parametrize("language", LANGUAGES)
def test_late_and_dropped_are_named_with_owner_and_reason(planted, shown, language):
    promised = promised_activities(planted)
    with language_in_force(language):
        report = report_of(shown)
        section = page_of(report, t("Plan, events and members"))
        tables = {x.name: x for x in parts_of(section, Table)}
        late, one, dropped, other = tables[t("Late and dropped")].rows
        assert (late, dropped) == ((t("Late"),), (t("Dropped"),))
        assert one[0] == f"1.2 {promised['1.2'].label.text()}"
        assert one[1] == long_date(DAY.replace(month=3, day=31))
        assert one[3] == {"en": "It broke.", "cy": "Torrodd."}[language]
        assert other[0].startswith("1.3 ")
        said = {"en": "Another does it.", "cy": "Mae arall wrthi."}[language]
        assert other[2:] == ("–", said)
        counted = tables[t("Activities by year")]
        total = sum(int(x) for row in counted.rows for x in row[1:] if x != "–")
        assert total == len(promised)
        paper = "".join(texts(pdf_of(report)))
        screen = bare(unescape(re.sub(r"<[^>]*>", "", str(html_of(report)))))
        step = {"en": "Partly reached: In the south.", "cy": "Yn y de."}[language]
        for words in (one[3], said, step, t("No member is recorded yet.")):
            assert bare(words) in paper
            assert bare(words) in screen


def test_of_a_plan_of_which_nothing_is_said_the_report_says_that(to_read):
    with all_days_come():
        report = report_of(progress(to_read, DAY))
    html = str(html_of(report))
    assert "Nothing has been said of any activity yet." in html
    assert "Nothing said yet" in html


def test_an_indicator_names_its_activities_or_says_none_yet(planted, shown):
    with language_in_force("en"):
        one, own = (indicator_shown(shown, code) for code in ("1.1", "N1"))
        html = bare(unescape(str(html_of(report_of(shown)))))
    expected = [
        code
        for code, x in promised_activities(planted).items()
        if "1.1" in x.indicators and code != "1.3"
    ]
    assert [x.href for x in one.moves] == [f"plan?activity={x}" for x in expected]
    about = dict(one.about)["Activities of the plan"]
    assert 'href="/plan?activity=1.1&amp;lang=en"' in about
    assert own.moves == ()
    assert dict(own.about)["Activities of the plan"] == "none yet"
    for line in one.moves:
        assert bare(line.words) in html


def test_the_money_is_in_the_copy_of_whoever_may_see_it_alone(shown):
    with language_in_force("en"):
        paper = "".join(texts(pdf_of(report_of(shown, money_for=MACHINE))))
        found = {*MONEY.findall(report_file(shown, "html", money_for=MACHINE).decode())}
        assert found == {"3,456,789"}
        assert found <= {*MONEY.findall(paper)}
        assert not MONEY.search(report_file(shown, "html").decode())
        assert not MONEY.search("".join(texts(report_file(shown, "pdf"))))
        for role in ("public", "officer", "evaluator"):
            who = PUBLIC if role == "public" else Actor(role)
            with pytest.raises(RefusedError):
                report_file(shown, "html", money_for=who)


def test_what_is_approved_has_no_money(planted, tmp_path, monkeypatch):
    monkeypatch.setattr(approving, "pdf_of", lambda _: b"%PDF- and more")
    path = tmp_path / "approved.db"
    shutil.copyfile(planted.database, path)
    approve(replace(planted, database=path), MACHINE, DAY, NOW)
    spoken = query(path, "SELECT spoken FROM approved_file")
    assert len(spoken) == len(LANGUAGES)
    assert not MONEY.search(str(spoken))


def test_the_command_leaves_the_money_out_if_it_is_told(
    planted, run, monkeypatch, tmp_path
):
    monkeypatch.setenv("COPRO_MAP_DB", str(planted.database))
    for more, there in ((), True), (("--no-money",), False):
        file = tmp_path / "out.html"
        words = ("report", "--out", file, "--as-at", DAY.isoformat(), *more)
        assert run(*words).code == 0
        assert bool(MONEY.search(file.read_text("utf-8"))) == there
