"""Self-audits on paper: the result, and a sheet to fill in by hand first."""

from __future__ import annotations

from datetime import date

from copro_map.audits.charts.chart import box_svg, lines_svg
from copro_map.audits.listing import instrument_in_use, projects
from copro_map.audits.rules.instrument import Answers, Instrument, Principle
from copro_map.audits.rules.levels import result
from copro_map.audits.words import (
    Section,
    differences_section,
    level_sentence,
    next_section,
    notes_section,
    people_words,
    widest_sentence,
)
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, long_date, t
from copro_map.base.store.programme import demonstration_note
from copro_map.drawing import document as doc
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of

NOTES = 3  # lines to write evidence on


def _document(title: str, day: date, subject: str, *parts: doc.Part) -> doc.Document:
    """Return a document in the language in force."""
    language: doc.Language = "cy" if current_language() == "cy" else "en"
    edition = doc.Edition(language, title, subject, parts)
    return doc.Document(day, (edition,), running=f"{subject}: {title}")


def _small_print(instrument: Instrument) -> doc.Part:
    groups = [(x.label.text(), x.who.text()) for x in instrument.groups.values()]
    rule = ("", instrument.rule.text())
    rows = (rule, *groups, ("", f"{instrument.note.text()}."))
    return doc.Notes(t("How the level is found"), rows)


def _views(instrument: Instrument, answers: Answers) -> doc.Table:
    """Return how each group sees each principle, and where it stands."""
    standing = result(instrument, answers.scores).standing
    words = {x: label.text() for x, label in instrument.levels.items()}
    rows: list[doc.Row] = [
        (
            principle.label.text(),
            *(
                words.get(answers.scores.get(x, {}).get(name, ""), t("Not scored"))
                for x in instrument.groups
            ),
            doc.Mark(words.get(standing[name], t("not scored by both yet"))),
        )
        for name, principle in instrument.principles.items()
    ]
    groups = (group.label.text() for group in instrument.groups.values())
    heads = (t("Principle"), *groups, t("Stands at"))
    return doc.Table(t("How each group sees each principle"), heads, tuple(rows))


def _told(told: Section) -> doc.Part:
    items = tuple(doc.Item(one.title, " ".join(one.words)) for one in told.lines)
    listed = doc.Items("names", items, most=len(items))
    parts = (doc.Heading(told.title), doc.Text(told.sentence), listed)
    return doc.Section(parts)


def result_document(settings: Settings, answers: Answers) -> doc.Document:
    """Return the result of an audit as a document, in the current language.

    Raises
    ------
    DatabaseError
        If there is no database yet.
    """
    instrument = instrument_in_use(settings.data_dir)
    scores, found = answers.scores, result(instrument, answers.scores)
    known = projects(settings).get(answers.asset_id)
    name = known.text() if known else answers.asset_id
    day = t("Date of the audit: {date}", date=long_date(answers.audited_on))
    sections = (
        differences_section(instrument, scores, found),
        next_section(instrument, found),
        notes_section(instrument, answers.notes),
    )
    subject = instrument.label.text()
    return _document(
        name,
        answers.audited_on,
        subject,
        doc.Title(subject, name, day, demonstration_note(settings)),
        doc.Text(people_words(instrument, answers.people)),
        doc.Heading(level_sentence(instrument, scores, found)),
        doc.Text(widest_sentence(instrument, scores, found), "strong"),
        _views(instrument, answers),
        *(_told(one) for one in sections if one),
        _small_print(instrument),
    )


def audit_page(settings: Settings, answers: Answers) -> bytes:
    """Return the result as one HTML page. Errors as ``result_document``."""
    return html_of(result_document(settings, answers)).encode()


def audit_pdf(settings: Settings, answers: Answers) -> bytes:
    """Return the result as PDF. Errors as ``result_document``."""
    return pdf_of(result_document(settings, answers))


def _asked(instrument: Instrument, principle: Principle) -> doc.Section:
    """Return a principle with all that is to be ticked and written by hand."""
    tick = doc.Mark("", box_svg())
    rows = tuple(
        (f"{instrument.levels[level].text()}. {words.text()}", tick, tick)
        for level, words in principle.levels.items()
    )
    groups = tuple(group.label.text() for group in instrument.groups.values())
    evidence = t("Evidence: what would you show somebody who asks?")
    name = principle.label.text()
    parts = (
        doc.Heading(name),
        doc.Text(principle.question.text(), "strong"),
        doc.Table(name, (t("As it is today"), *groups), rows, titled=False),
        doc.Picture(lines_svg(NOTES), t("Lines to write on"), evidence, above=True),
    )
    return doc.Section(parts, whole=True)


def _blank(words: str) -> doc.Picture:
    return doc.Picture(lines_svg(1), t("Lines to write on"), words, above=True)


def _before(instrument: Instrument) -> tuple[doc.Part, ...]:
    """Return what is filled in before the first principle, and how it is done."""
    how = t(
        "Each group talks by itself first and ticks one level for each principle, the "
        "one that describes the project as it is today. Then you compare. Leave out "
        "the names of people."
    )
    many = (
        _blank(t("How many took part: {group}", group=group.label))
        for group in instrument.groups.values()
    )
    which = (_blank(t("Project")), _blank(t("Date of the audit")))
    return doc.Text(how), doc.Columns(which, tuple(many)), _small_print(instrument)


def sheet_document(settings: Settings, today: date) -> doc.Document:
    """Return the sheet to print first: every description, a column for each group.

    In the current language.
    """
    instrument = instrument_in_use(settings.data_dir)
    subject = instrument.label.text()
    title = t("A sheet to fill in together")
    asked = (_asked(instrument, one) for one in instrument.principles.values())
    parts = (*_before(instrument), *asked)
    return _document(title, today, subject, doc.Title(subject, title), *parts)


def sheet_pdf(settings: Settings, today: date) -> bytes:
    """Return the sheet as PDF."""
    return pdf_of(sheet_document(settings, today))


def sheet_page(settings: Settings, today: date) -> bytes:
    """Return the sheet as one HTML page."""
    return html_of(sheet_document(settings, today)).encode()
