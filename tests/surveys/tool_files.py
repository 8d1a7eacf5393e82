"""The same replies as survey tools lay them out, after what their makers say of it.

Each has what its tool puts beside the answers, and rows that were not finished.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from copro_map.surveys.rules.instrument import Question
from tests.surveys.survey_files import MEMBERS, SAID, Said, write_lines, write_xlsx

Cell = Callable[[Said], object]
UUID = "6f2c0c5e-7e0b-4f57-9d0a-{:012}"
NEVER = Said("118000000099", "citizen", {"used": ("events",), "valued": ("no",)})
ISO, DAY_FIRST = "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M"


def when(style: str, minutes: int = 0) -> Cell:
    return lambda one: f"{one.when - timedelta(minutes=minutes):{style}}"


def text(value: object) -> Cell:
    return lambda _: value


def number(one: Said) -> int:
    return int(one.who[-2:])


@dataclass(frozen=True)
class Tool:
    """How a tool writes: columns before and after, and choices of several options.

    ``option`` is the heading of the column of one option, "" where they stand in one
    cell; ``marks`` what is in it if the option was chosen, and if not. ``unfinished``
    are cells of a row that nobody sent. ``above`` and ``below`` write further header
    rows from the header.
    """

    before: dict[str, Cell]
    after: dict[str, Cell] = field(default_factory=dict)
    option: str = ""
    marks: tuple[str, str] = ("{o}", "")
    parts: str = ";"
    question: str = "{q}"
    codes: bool = False
    whole: bool = False
    other: str = ""
    separator: str = ","
    kind: str = "csv"
    unfinished: dict[str, object] = field(default_factory=dict)
    above: Callable[[list[str]], list[str]] | None = None
    below: Callable[[list[str]], list[str]] | None = None
    language: str = "en"

    def name(self, thing: object) -> str:
        """A question, an option or a role as the tool writes it."""
        if self.codes:
            return thing.id
        return (thing.text if hasattr(thing, "text") else thing.label).text(
            self.language
        )

    def many(self, question: Question, said: Said | None) -> list[object]:
        """The headings of a question's columns, or the cells of a reply."""
        chosen = said.answers.get(question.id, ()) if said else ()
        own = [o for o in question.options if o.id in chosen]
        heading = self.question.format(q=self.name(question), n=1)
        cells: list[object] = []
        if not self.option or self.whole:
            both = self.parts.join(map(self.name, own))
            cells.append(both if said else heading)
        if self.option:
            for option in question.options:
                facts = {"q": heading, "o": self.name(option)}
                mark = self.marks[option not in own].format(**facts)
                cells.append(mark if said else self.option.format(**facts))
            if self.other:
                facts = {"q": heading}
                cells.append("" if said else self.other.format(**facts))
        return cells

    def answers(self, said: Said | None) -> list[object]:
        cells: list[object] = []
        for question in MEMBERS.questions.values():
            if question.kind == "many":
                cells += self.many(question, said)
                continue
            chosen = said.answers.get(question.id, ()) if said else ()
            own = [self.name(o) for o in question.options if o.id in chosen]
            heading = self.question.format(q=self.name(question), n=2)
            cells.append("".join(own) if said else heading)
        return cells

    def row(self, said: Said) -> list[object]:
        role = said.role
        label = role if self.codes else MEMBERS.roles[role].text(self.language)
        middle = [label, said.organisation, *self.answers(said)]
        before = [make(said) for make in self.before.values()]
        return [*before, *middle, *(make(said) for make in self.after.values())]

    def rows(self, said=SAID) -> list[list[object]]:
        names = (
            ["role", "organisation"] if self.codes else ["Your role", "Organisation"]
        )
        head = [*self.before, *names, *self.answers(None), *self.after]
        more = [[*self.above(head)]] if self.above else []
        more += [head]
        more += [[*self.below(head)]] if self.below else []
        found = [*more, *map(self.row, said)]
        if self.unfinished:
            never = dict(zip(head, self.row(NEVER), strict=True)) | self.unfinished
            found.append(list(never.values()))
        return found

    def write(self, path: Path, said=SAID) -> Path:
        if self.kind == "xlsx":
            return write_xlsx(path.with_suffix(".xlsx"), self.rows(said))
        return write_lines(path.with_suffix(".csv"), self.rows(said), self.separator)


def codes(head: list[str]) -> list[str]:
    """The first header row of Qualtrics: names without spaces, and QID numbers."""
    own = {
        "Start Date": "StartDate",
        "End Date": "EndDate",
        "Response ID": "ResponseId",
    }
    usual = head[: head.index("Your role")]
    known = [own.get(name, name.replace(" ", "")) for name in usual]
    return [*known, *(f"Q{n}" for n in range(len(head) - len(known)))]


def import_ids(head: list[str]) -> list[str]:
    return [f'{{"ImportId":"QID{n}"}}' for n, _ in enumerate(head)]


TOOLS = {
    "google forms": Tool(
        {
            "Timestamp": when("%Y/%m/%d %I:%M:%S %p GMT"),
            "Email Address": text("a@b.cy"),
        },
        {"Score": text("0 / 0")},
        parts=", ",
    ),
    "microsoft forms": Tool(
        {
            "ID": number,
            "Start time": lambda one: one.when - timedelta(minutes=5),
            "Completion time": lambda one: one.when,
            "Email": text("anonymous"),
            "Name": text("Ann"),
            "Last modified time": text(""),
        },
        {"Total points": text(""), "Points - Your role": text("")},
        kind="xlsx",
    ),
    "surveymonkey": Tool(
        {
            "Respondent ID": lambda one: one.who,
            "Collector ID": text("4001"),
            "Start Date": when("%m/%d/%Y %I:%M:%S %p", 4),
            "End Date": when("%m/%d/%Y %I:%M:%S %p"),
            "IP Address": text("192.0.2.1"),
            "First Name": text("Ann"),
            "Custom Data 1": text(""),
        },
        option="{q} - {o}",
        other="{q} - Other (please specify)",
    ),
    "qualtrics": Tool(
        {
            "Start Date": when(ISO, 5),
            "End Date": when(ISO),
            "Response Type": text("IP Address"),
            "IP Address": text("192.0.2.1"),
            "Progress": text("100"),
            "Duration (in seconds)": text("300"),
            "Finished": text("True"),
            "Recorded Date": when(ISO, -1),
            "Response ID": lambda one: f"R_{one.who}",
            "Recipient Last Name": text("Jones"),
            "Location Latitude": text("51.48"),
            "Distribution Channel": text("anonymous"),
            "User Language": text("EN"),
        },
        option="{q} - Selected Choice - {o}",
        other="{q} - Other - Text",
        unfinished={"Finished": "False", "Progress": "50"},
        above=codes,
        below=import_ids,
    ),
    "kobotoolbox": Tool(
        {
            "start": when("%Y-%m-%dT%H:%M:%S.000+00:00", 5),
            "end": when("%Y-%m-%dT%H:%M:%S.000+00:00"),
        },
        {
            "_id": lambda one: 900000 + number(one),
            "_uuid": lambda one: UUID.format(number(one)),
            "_submission_time": when("%Y-%m-%dT%H:%M:%S", -1),
            "_validation_status": text(""),
            "_notes": text(""),
            "_status": text("submitted_via_web"),
            "_submitted_by": text(""),
            "__version__": text("vAbc"),
            "_tags": text(""),
            "_index": number,
        },
        option="{q}/{o}",
        marks=("1", "0"),
        whole=True,
        parts=" ",
        separator=";",
    ),
    "kobotoolbox, names": Tool(
        {"start": when(ISO, 5), "end": when(ISO)},
        {"_uuid": lambda one: UUID.format(number(one)), "meta/rootUuid": text("x")},
        codes=True,
        parts=" ",
        separator=";",
    ),
    "odk central": Tool(
        {"SubmissionDate": when("%Y-%m-%dT%H:%M:%S.000Z"), "deviceid": text("x")},
        {
            "meta-instanceID": lambda one: f"uuid:{one.who}",
            "KEY": lambda one: f"uuid:{one.who}",
            "SubmitterID": text("12"),
            "SubmitterName": text("Ann"),
            "AttachmentsPresent": text("0"),
            "AttachmentsExpected": text("0"),
            "Status": text(""),
            "ReviewState": text(""),
            "DeviceID": text(""),
            "Edits": text("0"),
            "FormVersion": text("1"),
        },
        codes=True,
        option="{q}/{o}",
        marks=("1", "0"),
        whole=True,
        parts=" ",
    ),
    "typeform": Tool(
        {"#": lambda one: f"x7{one.who}qk"},
        {
            "Response Type": text("completed"),
            "Start Date (UTC)": when(ISO, 5),
            "Stage Date (UTC)": text(""),
            "Submit Date (UTC)": when(ISO),
            "Network ID": text("aa11"),
            "Tags": text(""),
            "Ending": text("Thanks"),
        },
        option="{o}",
        other="Other",
        unfinished={"Response Type": "partial", "Submit Date (UTC)": ""},
    ),
    "limesurvey": Tool(
        {
            "Response ID": number,
            "Date submitted": when(ISO),
            "Last page": text("3"),
            "Start language": text("cy"),
            "Seed": text("1187"),
            "Date started": when(ISO, 5),
            "Date last action": when(ISO),
            "IP address": text("192.0.2.1"),
        },
        {"Total time": text("300"), "Group time: Amdanoch": text("30")},
        option="{q} [{o}]",
        marks=("Oes", "Nac oes"),
        other="{q} [Arall]",
        language="cy",
        unfinished={"Date submitted": "", "Last page": "1"},
    ),
    "limesurvey, short": Tool(
        {"id": number, "submitdate": when(ISO), "lastpage": text("3")},
        {"startlanguage": text("en"), "ipaddr": text("192.0.2.1")},
        option="{q} [{o}]",
        marks=("Y", "N"),
        separator=";",
        unfinished={"submitdate": ""},
    ),
    "smartsurvey": Tool(
        {
            "UserID": lambda one: one.who,
            "UserNo": number,
            "Name": text("Ann"),
            "Email": text("a@b.cy"),
            "IP Address": text("192.0.2.1"),
            "Unique ID": text(""),
            "Started": when(DAY_FIRST, 5),
            "Ended": when(DAY_FIRST),
            "Status": text("Completed"),
        },
        option="{q} - {o}",
        unfinished={"Status": "Partial"},
    ),
    "jisc online surveys": Tool(
        {
            "Unique Response Number": lambda one: f"1060-1059-{one.who}",
            "Start date": when(DAY_FIRST, 5),
            "Completed date": when(DAY_FIRST),
        },
        question="{n}. {q}",
        option="{q} - {o}",
        marks=("{o}", ""),
        other="{q} - Other",
    ),
    "alchemer": Tool(
        {
            "Response ID": number,
            "Time Started": when("%b %d, %Y %I:%M:%S %p", 5),
            "Date Submitted": when("%b %d, %Y %I:%M:%S %p"),
            "Status": text("Complete"),
            "Language": text("English"),
            "Referer": text(""),
            "SessionID": text("1_2"),
            "User Agent": text("x"),
            "Tags": text(""),
            "IP Address": text("192.0.2.1"),
        },
        option="{o}:{q}",
        unfinished={"Status": "Partial"},
    ),
    "redcap": Tool(
        {
            "Record ID": number,
            "Survey Identifier": text(""),
            "Survey Timestamp": when(ISO),
        },
        {"Complete?": text("Complete")},
        option="{q} (choice={o})",
        marks=("Checked", "Unchecked"),
        unfinished={"Complete?": "Incomplete"},
    ),
}
