"""A demonstration says so in everything that is made of it; real records never do."""

from __future__ import annotations

import ast
import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from copro_map.areas.brief import brief_file
from copro_map.assets.importing import import_network
from copro_map.audits.file import audit_csv
from copro_map.audits.importing import submit
from copro_map.audits.papers import audit_page, audit_pdf
from copro_map.audits.rules.instrument import Answers
from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import LANGUAGES, language_in_force, set_language
from copro_map.base.store.connection import writing
from copro_map.base.store.programme import demonstration_note, mark_demonstration
from copro_map.base.store.useful import count_useful
from copro_map.coverage import files
from copro_map.coverage.files import picture_file
from copro_map.coverage.gaps import Ask, Coverage, cover
from copro_map.coverage.ledger import import_outreach, ledger_csv
from copro_map.desk.changed import changes_csv
from copro_map.desk.useful import useful_file
from copro_map.drawing.chart_style import to_png
from copro_map.events.face import keep_event
from copro_map.exchange import figure_file
from copro_map.exchange.digest import digest
from copro_map.exchange.face import unmet_needs
from copro_map.exchange.figures import figures as figures_of
from copro_map.files.marking import DEMONSTRATION, file_name
from copro_map.files.told import Told
from copro_map.indicators import files as progress_files
from copro_map.indicators.progress import Progress, progress
from copro_map.indicators.rules.records import TargetChange
from copro_map.indicators.snapshots import take_snapshot
from copro_map.indicators.targets import change_target
from copro_map.members import listing
from copro_map.members.listing import AskedOf
from copro_map.people.rules.permissions import MACHINE
from copro_map.plan.activities_told import activities_file
from copro_map.plan.face import Influence, Research, keep_plan
from copro_map.plan.in_words import plan_file
from copro_map.plan.influence import influence_file
from copro_map.plan.money_files import money_file
from copro_map.plan.research import research_file
from copro_map.plan.steps_told import steps_file
from copro_map.plan.theory import theory_file
from copro_map.privacy.personal import personal_file
from copro_map.report.report import report_file
from copro_map.search.export import export
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search
from copro_map.surveys.codes import NewCodes
from copro_map.surveys.papers import codes_csv, letters_pdf, questions_pdf
from copro_map.surveys.rules.changing import WaveChange
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.waves import load_surveys
from copro_map.upkeep.seeking import sought_file
from copro_map.upkeep.store import sought
from tests.catalogue import ROOT
from tests.drawing.documents import Html, bare, texts
from tests.events.planted import event
from tests.members.planted import plant_member
from tests.samples import asked, at, dump, real_rows, write_csv
from tests.surveys.survey_samples import open_wave

DAY, START = date(2026, 11, 22), date(2026, 4, 1)
POWYS = "W06000023"
WORDS = {"en": "demonstration", "cy": "arddangosiad"}
AIM = TargetChange("2.2", "2027-04-01", 35.0, "board", "2026-11-22", "agreed 5.3")
LEVEL = dict.fromkeys(("strengths", "networks", "what_matters"), "basic")
AUDIT = Answers(
    "cartrefi-brecon-floating-support", DAY, {"citizens": LEVEL}, {"citizens": 4}
)
DAYS = ("2026-11-01", "2026-11-20")
SAID_ON = {"said_on": "2026-05-02"}
RESEARCH = {
    **{
        "entry": "invest-local-clase",
        "year": 1,
        "fields": '{"citizen_researchers": 3}',
    },
    **SAID_ON,
}
SEAT = {"sort": "seat", "body_en": "Panel", "from_on": "2026-05-01", **SAID_ON}
WAVE = WaveChange("members", "Year 1", {"citizen": 40}, "evaluator", *DAYS)
CODED = Wave("members", "Year 1", *DAYS, False, {}, "evaluator", "2026-10-01")
SITE = "https://map.example.org"
NEW_CODES = NewCodes(CODED, ("BCDF-GHJK-2345",), SITE)
FEW = Query(areas=(POWYS,))

# Each of these is read back as parts, and every part must say what it is.


def rows_of(content: bytes) -> list[str]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [" ".join(row) for row in list(csv.reader(text))[1:]]


def sheets_of(content: bytes) -> list[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    table, about = (book.get_sheet_by_index(n).to_python() for n in range(2))
    return [*(" ".join(map(str, row)) for row in table[1:]), str(about)]


def features_of(content: bytes) -> list[str]:
    collection = json.loads(content)
    features = collection.pop("features")
    return [str(collection), *(str(one["properties"]) for one in features)]


def drawing_of(content: bytes) -> list[str]:
    return ["".join(ElementTree.fromstring(content).itertext())]


def document_of(content: bytes) -> list[str]:
    told = json.loads(content)
    return [str(row) for row in told] if isinstance(told, list) else [str(told)]


def articles_of(content: bytes) -> list[str]:
    page = Html(content.decode())
    return [page.text[one["lang"]] for one in page.all("article")]


def kept_of(content: bytes) -> list[str]:
    page, records = content.decode().split("<script", 1)
    return [page, records]


def entries(form: str) -> Callable[[Settings], bytes]:
    def make(where: Settings) -> bytes:
        return export(where, search(where, FEW, all_assets(where)).hits, form, DAY)

    return make


# What the files of an installation are made of; none of it says what it is.


@cache
def covered(where: Settings) -> Coverage:
    return cover(where, Ask(), all_assets(where))


@cache
def shown(where: Settings) -> Progress:
    return progress(where, DAY)


def gaps(*asked: str) -> Callable[[Settings], bytes]:
    return lambda where: files.file_of(covered(where), *asked)


def figures(form: str) -> Callable[[Settings], bytes]:
    return lambda where: progress_files.file_of(shown(where), form)


def exchanged(form: str) -> Callable[[Settings], bytes]:
    return lambda where: figure_file.file_of(
        where, figures_of(where, all_assets(where), DAY), form
    )


def members_of(form: str) -> Callable[[Settings], bytes]:
    def make(where: Settings) -> bytes:
        every = listing.listed(where, all_assets(where).index, DAY)
        return listing.file_of(where, every, AskedOf(), DAY, form)

    return make


def promised(form: str) -> Callable[[Settings], bytes]:
    return lambda where: plan_file(where, DAY, form)


def money(where: Settings, day: date, form: str) -> bytes:
    return money_file(where, MACHINE, day, form)


# What is told of the plan as at a day, each as a table in a file.
OF_PLAN: dict[str, Callable[[Settings, date, str], bytes]] = {
    "activities": activities_file,
    "yearly outcomes": steps_file,
    "action research": research_file,
    "influence": influence_file,
    "money": money,
}


def told(make: Callable[..., bytes], form: str) -> Callable[[Settings], bytes]:
    return lambda where: make(where, DAY, form)


def please_help(where: Settings) -> bytes:
    assets = all_assets(where)
    needs = unmet_needs(where, assets, DAY)
    return digest(where, assets, needs, DAY, SITE).as_file()


FILES: dict[str, tuple[Callable[[Settings], bytes], Callable[[bytes], list[str]]]] = {
    "entries csv": (entries("csv"), rows_of),
    "entries xlsx": (entries("xlsx"), sheets_of),
    "entries geojson": (entries("geojson"), features_of),
    "gaps csv": (gaps("csv"), rows_of),
    "gaps xlsx": (gaps("xlsx"), sheets_of),
    "gaps svg": (gaps("svg"), drawing_of),
    "chance svg": (gaps("svg", "chance"), drawing_of),
    "reach svg": (gaps("svg", "reach"), drawing_of),
    "indicators csv": (
        figures("csv"),
        rows_of,
    ),
    "indicators xlsx": (
        figures("xlsx"),
        sheets_of,
    ),
    "indicators json": (
        figures("json"),
        document_of,
    ),
    "ledger": (ledger_csv, rows_of),
    "exchange csv": (exchanged("csv"), rows_of),
    "exchange xlsx": (exchanged("xlsx"), sheets_of),
    "members csv": (members_of("csv"), rows_of),
    "members xlsx": (members_of("xlsx"), sheets_of),
    "plan csv": (promised("csv"), rows_of),
    "plan xlsx": (promised("xlsx"), sheets_of),
    **{
        f"{name} {form}": (told(make, form), read)
        for name, make in OF_PLAN.items()
        for form, read in (("csv", rows_of), ("xlsx", sheets_of))
    },
    "theory svg": (told(theory_file, "svg"), drawing_of),
    "please help": (please_help, lambda text: [text.decode()]),
    "changes csv": (lambda s: changes_csv(s, MACHINE), rows_of),
    "useful csv": (lambda s: useful_file(s, MACHINE, DAY), rows_of),
    "sought csv": (lambda s: sought_file(s, MACHINE, DAY), rows_of),
    "audit csv": (lambda s: audit_csv(s, AUDIT), rows_of),
    "audit html": (lambda s: audit_page(s, AUDIT), lambda page: [page.decode()]),
    "audit pdf": (lambda s: audit_pdf(s, AUDIT), texts),
    "codes csv": (lambda s: codes_csv(s, NEW_CODES), rows_of),
    "questions pdf": (
        lambda s: questions_pdf(
            s, load_surveys(s.data_dir)["members"], DAY, baseline=True
        ),
        texts,
    ),
    "codes pdf": (lambda s: letters_pdf(s, NEW_CODES), texts),
    "kept html": (lambda s: personal_file(s, (), DAY), kept_of),
    "report pdf": (lambda s: report_file(shown(s), "pdf"), texts),
    "report html": (lambda s: report_file(shown(s), "html"), articles_of),
}
# What takes a while to make is made once, in this language.
SLOW = {
    "gaps csv": "cy",
    "gaps xlsx": "en",
    "gaps svg": "cy",
    "chance svg": "en",
    "reach svg": "cy",
    "report pdf": "cy",
    "report html": "en",
}
MADE = [
    (name, language)
    for name in FILES
    for language in LANGUAGES
    if SLOW.get(name, language) == language
]
OTHERWISE_THE_SAME = {"gaps xlsx", "chance svg", "reach svg", "report pdf"}
COMMANDS = {
    "search": ("search", "food"),
    "check": ("check",),
    "gaps": ("gaps", "--layer", "health_board"),
    "match": ("match",),
    "members": ("members", "list"),
    "events": ("events", "list"),
    "indicators": ("indicators", "--as-at", DAY.isoformat()),
    "activities": ("plan", "list"),
    "budget": ("budget",),
    "target history": ("targets", "history"),
    "audits": ("audits", "list"),
    "audit": ("audits", "show", "1"),
    "waves": ("surveys", "waves"),
    "snapshots": ("snapshots", "list"),
    "snapshot changes": ("snapshots", "changes", "1"),
}
# Where files and answers leave the project, and the tests above that make them.
LEAVE = {
    "demonstration.commands.init_demonstration": ("init --demo",),
    "audits.commands.list_command": ("audits",),
    "audits.commands.show_command": ("audit",),
    "surveys.commands.waves_command": ("waves",),
    "surveys.commands.codes_command": ("codes csv", "codes pdf"),
    "surveys.page.around._sheet": ("questions pdf",),
    "surveys.page.inviting._offer": ("codes csv", "codes pdf"),
    "audits.page.outcome._take_away": ("audit csv", "audit html"),
    "open_data.files.whole_file": ("open data",),
    "search.commands.search_command": ("search",),
    "assets.commands.check_command": ("check",),
    "search.commands.export_command": (
        "entries csv",
        "entries xlsx",
        "entries geojson",
    ),
    "areas.commands.brief_command": ("brief",),
    "coverage.commands.gaps_command": ("gaps",),
    "exchange.commands.match_command": ("match",),
    "exchange.page.figures._take_along": ("exchange csv", "exchange xlsx"),
    "exchange.page.not_met._newsletter": ("please help",),
    "events.commands.list_command": ("events",),
    "members.commands.list_command": ("members",),
    "members.page.listed._take_along": ("members csv", "members xlsx"),
    "plan.page.events.draw": ("plan csv", "plan xlsx"),
    "plan.commands.list_command": ("activities",),
    "plan.commands.budget_command": ("budget",),
    "plan.page.activities.draw": ("activities csv", "activities xlsx"),
    "plan.page.steps.draw": ("yearly outcomes csv", "yearly outcomes xlsx"),
    "plan.page.research.draw": ("action research csv", "action research xlsx"),
    "plan.page.influence.draw": ("influence csv", "influence xlsx"),
    "plan.page.money._files": ("money csv", "money xlsx"),
    "plan.page.theory._files": ("theory svg",),  # and as PNG, of the same drawing
    "indicators.commands.history_command": ("target history",),
    "indicators.commands.list_command": ("snapshots",),
    "indicators.commands.changes_command": ("snapshot changes",),
    "coverage.commands.export_command": ("ledger",),
    "desk.page.region._asked": ("ledger",),
    "indicators.commands.indicators_command": ("indicators",),
    "report.commands.report_command": ("report pdf", "report html"),
    "upkeep.commands.confirm_command": ("confirm",),
    "desk.page.happened._above": ("changes csv",),
    "desk.page.useful.draw": ("useful csv",),
    "upkeep.page.seeking.draw_sought": ("sought csv",),
    "areas.page.area.brief": ("brief",),
    "search.page.take_away.take_away": (
        "entries csv",
        "entries xlsx",
        "entries geojson",
    ),
    "coverage.page.coverage.downloads": (
        "gaps csv",
        "gaps xlsx",
        "gaps svg",
        "gaps png",
    ),
    "privacy.page.asking._to_see": ("kept html",),
    "report.page.files.report": ("report pdf",),
    "report.page.files.others": (
        "report html",
        "indicators csv",
        "indicators xlsx",
        "indicators json",
    ),
    "report.page.board._look": ("report pdf",),
    "report.page.board._version": ("report pdf",),
    "report.page.board._with_money": ("report pdf",),
    "report.page.says.network_says": ("report pdf",),
}
# What prints, and how many arguments come before whose records they are.
PRINTS = {"print_json": 1, "print_table": 2, "print_either": 3}
# Reference data, questions, letters, how something went, or rows that are no records:
# what a person gave, to mend and give again.
NO_RECORDS = {
    "audits.page.landing._sheet",  # questions alone
    "contribute.page.workshops_desk._made",  # a code for a wall
    "open_data.page.share.handing_on",  # a code for a link
    "imports.page.outcome._download",
    "plan.page.money_keeping.forms",  # the columns of a file alone
    "commands.outbox.list_command",
    "commands.signing_in.desk_command",
    "desk.commands.backup_command",
    "desk.commands.read_only_command",
    "desk.commands.restore_command",
    "desk.commands.run_due_command",
    "commands.drafts.list_command",
    "commands.cli.locate_command",
    "commands.cli.areas",
    "demonstration.commands.synth_command",
    "files.terminal.tell_import",
    "surveys.commands.list_command",
    "surveys.commands.template_command",
}
OWN_TESTS = {
    "brief",
    "confirm",
    "gaps png",
    "init --demo",
    "open data",
}  # below, and of the commands


def installation(database: Path) -> Settings:
    return replace(load_settings({}), database=database)


@pytest.fixture(scope="module")
def filled(imported, tmp_path_factory) -> Path:
    """The real entries, one row of the ledger, a changed target and a snapshot."""
    folder = tmp_path_factory.mktemp("marking")
    shutil.copyfile(imported, folder / "real.db")
    where = installation(folder / "real.db")
    file = write_csv(folder / "asked.csv", asked())
    assert import_outreach(where, file, today=DAY).added == 1
    take_snapshot(where, MACHINE, "Year 1", DAY, at(DAY))
    change_target(where, MACHINE, AIM, at(DAY))
    submit(where, AUDIT, DAY)
    open_wave(where, WAVE, DAY)
    plant_member(where, seen_on="2026-06-02")
    with writing(where.database) as database:
        keep_plan(database, {Research: [RESEARCH], Influence: [SEAT]})
        keep_event(database, event("meet", "2026-12-08", name_en="Meeting"))
        count_useful(database, "home", DAY, was=True)
        sought.count(database, DAY.isoformat(), "gofal", "ours", "", 1)
    return where.database


@pytest.fixture
def real(filled, monkeypatch) -> Settings:
    """They are only read."""
    monkeypatch.setenv("COPRO_MAP_DB", str(filled))
    return installation(filled)


@pytest.fixture(scope="module")
def marked(filled, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("marked") / "demo.db"
    shutil.copyfile(filled, path)
    with writing(path) as database:
        mark_demonstration(database, START, DAY)
    return path


@pytest.fixture
def demonstration(marked, monkeypatch) -> Settings:
    """The same, marked as a demonstration; only read as well."""
    monkeypatch.setenv("COPRO_MAP_DB", str(marked))
    return installation(marked)


def unmarked(parts: list[str]) -> bool:
    said = bare(" ".join(parts)).casefold()
    return bool(parts) and not any(word in said for word in WORDS.values())


@pytest.mark.parametrize(("name", "language"), MADE)
def test_every_part_of_every_file_says_so(demonstration, name, language):
    make, read = FILES[name]
    with language_in_force(language):
        parts = read(make(demonstration))
    assert parts
    for part in parts:
        assert WORDS[language] in bare(part).casefold()


@pytest.mark.parametrize("name", [x for x in FILES if x not in OTHERWISE_THE_SAME])
def test_no_file_of_real_records_says_so(real, name):
    make, read = FILES[name]
    assert unmarked(read(make(real)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_answer_of_the_command_line_says_so(
    demonstration, run, monkeypatch, name, language
):
    monkeypatch.setenv("COPRO_MAP_LANG", language)
    document = run(*COMMANDS[name], "--json")
    parts = document_of(document.out.encode())
    assert parts
    assert all(WORDS[language] in part.casefold() for part in parts)
    set_language(language)
    note = demonstration_note(demonstration)
    assert note in run(*COMMANDS[name]).out.splitlines()


@pytest.mark.parametrize("name", COMMANDS)
def test_no_answer_about_real_records_says_so(real, run, name):
    assert unmarked([run(*COMMANDS[name], "--json").out, run(*COMMANDS[name]).out])
    assert not demonstration_note(real)


def test_a_word_on_an_invented_entry_says_so(demonstration, run, monkeypatch, tmp_path):
    path = tmp_path / "words.db"
    shutil.copyfile(demonstration.database, path)
    monkeypatch.setenv("COPRO_MAP_DB", str(path))
    entry = all_assets(demonstration).index[0]
    said = ("confirm", entry, "--by", "steward", "--how", "asked", "--on", str(DAY))
    assert demonstration_note(demonstration) in run(*said).out.splitlines()
    assert "demonstration" in run(*said, "--json").json


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_both_pages_of_a_brief_say_so_in_their_own_language(demonstration, form):
    read = {"pdf": texts, "html": articles_of}[form]
    with language_in_force("cy"):
        content = brief_file(demonstration, all_assets(demonstration), POWYS, form)
    welsh, english = (bare(one).casefold() for one in read(content))
    assert WORDS["cy"] in welsh
    assert WORDS["en"] in english


def test_no_page_of_a_real_brief_says_so(real):
    assert unmarked(articles_of(brief_file(real, all_assets(real), POWYS, "html")))


def test_a_png_is_the_picture_of_the_svg(demonstration):
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="9"></svg>'
    svg = picture_file(demonstration, drawn, "svg")
    assert "demonstration" in drawing_of(svg)[0]
    assert picture_file(demonstration, drawn, "png") == to_png(svg.decode())


def test_a_table_of_a_demonstration_has_one_column_more_and_nothing_else(
    filled, demonstration
):
    real, note = installation(filled), demonstration_note(demonstration)
    for make in (FILES["entries csv"][0], FILES["indicators csv"][0], ledger_csv):
        rows = make(real).decode("utf-8-sig").split("\r\n")[:-1]
        noted = [f"{rows[0]},demonstration", *(f"{row},{note}" for row in rows[1:])]
        assert make(demonstration).decode("utf-8-sig").split("\r\n")[:-1] == noted


def test_a_file_with_no_row_says_so_in_its_header(demonstration):
    nothing = all_assets(demonstration).head(0).assign(distance_km=[])
    header = export(demonstration, nothing, "csv", DAY).decode("utf-8-sig")
    assert header.strip().endswith(",demonstration")


def test_the_name_of_a_download_begins_with_the_word(demonstration, filled):
    assert file_name(demonstration, "W06000023.pdf") == "demonstration-W06000023.pdf"
    assert file_name(installation(filled), "W06000023.pdf") == "W06000023.pdf"


@pytest.mark.parametrize("dry_run", [False, True])
def test_real_entries_are_not_imported_into_a_demonstration(
    settings, tmp_path, dry_run
):
    with writing(settings.database) as database:
        mark_demonstration(database, START, DAY)
    before = dump(settings.database)
    file = write_csv(tmp_path / "in.csv", real_rows()[0])
    with pytest.raises(ImportFileError, match="demonstration") as refused:
        import_network(settings, file, dry_run=dry_run)
    assert "COPRO_MAP_DB" in str(refused.value.message)
    assert dump(settings.database) == before


def test_the_ledger_of_a_demonstration_is_not_taken_for_a_real_one(
    demonstration, filled, tmp_path
):
    file = tmp_path / "ledger.csv"
    file.write_bytes(ledger_csv(demonstration))
    told = Told(rest=True, columns={DEMONSTRATION: "ignore"})
    for how in (Told(), told):
        found = import_outreach(installation(filled), file, how, today=DAY)
        (fault,) = found.faults
        assert (fault.column, found.added) == (DEMONSTRATION, 0)
        assert "invented" in fault.reason()


@cache
def every_call() -> list[tuple[str, str, ast.Call]]:
    """Every call in the project: where it is, what is called, and the call itself."""
    found = []
    for path in sorted(ROOT.glob("copro_map/**/*.py")):
        module = ".".join(path.relative_to(ROOT / "copro_map").with_suffix("").parts)
        for top in ast.parse(path.read_text("utf-8")).body:
            where = f"{module}.{getattr(top, 'name', '')}"
            for node in ast.walk(top):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    found.append((where, name, node))
    return found


def calls(*names: str) -> list[tuple[str, str, ast.Call]]:
    return [one for one in every_call() if one[1] in names]


def test_everything_that_leaves_the_project_is_in_these_tests():
    found = {
        where
        for where, _, _ in calls("write_file", "private_file", "download", *PRINTS)
    }
    assert found - {"files.terminal.print_either"} == {*LEAVE, *NO_RECORDS}
    assert {x for made in LEAVE.values() for x in made} <= {
        *FILES,
        *COMMANDS,
        *OWN_TESTS,
    }


def test_what_is_printed_of_records_names_whose_they_are():
    told = {*LEAVE, "files.terminal.print_either"}
    noted = {where for where, _, _ in calls("print_note")}  # once, above all tables
    for where, name, call in calls(*PRINTS):
        names_them = len(call.args) > PRINTS[name]
        if name == "print_table" and where in noted:
            assert not names_them, where
        else:
            assert names_them == (where in told), where


def test_files_are_written_and_offered_in_one_place():
    assert {x for x, _, _ in calls("download_button")} == {"frame.components.download"}
    makers = ("to_workbook", "to_geojson", "to_png")
    found = {x for x, _, _ in calls(*makers)}
    assert found == {
        "files.marking.table_file",
        "files.marking.workbook_file",
        "coverage.files.picture_file",
        "plan.theory.theory_file",
        "imports.mending.to_mend",  # rows that are no records
        "open_data.pictures._draw",  # no records; it says whose map it is
    }
