"""The result of a self-audit in words: its level, differences, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copro_map.audits.rules.instrument import Instrument, Scores
from copro_map.audits.rules.levels import Difference, Result
from copro_map.base.i18n import N_, t

STATUS_WORDS = {
    "draft": N_("waiting"),
    "checked": N_("accepted"),
    "withdrawn": N_("withdrawn"),
}


@dataclass(frozen=True)
class Line:
    """One thing in a list: what it is about, and what is said of it."""

    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading, a sentence, and a list below; either of these may be empty."""

    title: str
    sentence: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class View:
    """A principle, as each group sees it: their levels' ids, in the groups' order.

    ``apart`` says in words how they differ, empty if they agree.
    """

    title: str
    levels: tuple[str, ...]
    apart: str


def status_word(status: str) -> str:
    """Return how an audit stands, in one word."""
    return t(STATUS_WORDS[status])


def scores_missing(instrument: Instrument, scores: Scores) -> int:
    """Return how many scores are not given yet, of both groups together."""
    given = sum(
        scores.get(group, {}).get(principle, "") in instrument.levels
        for group in instrument.groups
        for principle in instrument.principles
    )
    return len(instrument.groups) * len(instrument.principles) - given


def level_sentence(instrument: Instrument, scores: Scores, result: Result) -> str:
    """Return the level of the project, or what is missing to find it."""
    if result.level:
        level = instrument.levels[result.level]
        return t("Level of the project: {level}", level=level)
    missing = scores_missing(instrument, scores)
    return t("Not complete yet. Scores still missing: {n}", n=missing)


def _levels_said(instrument: Instrument, scores: Scores, principle: str) -> str:
    """Return the level that each group says of a principle, a sentence each."""
    said = (
        f"{group.label.text()}: {instrument.levels[scores[name][principle]].text()}"
        for name, group in instrument.groups.items()
    )
    return ". ".join(said) + "."


def widest_sentence(instrument: Instrument, scores: Scores, result: Result) -> str:
    """Return where the groups are widest apart, with both levels.

    Those just as wide are named after it. "" as long as no principle is scored by both.
    """
    if not any(result.standing.values()):
        return ""
    if not result.differences:
        if result.level:
            return t("No difference: both groups agree on every principle.")
        return t("No difference so far, among what both groups have scored.")
    widest, *others = result.differences
    sentence = t(
        "Widest difference: {principle}. {levels}",
        principle=instrument.principles[widest.principle].short.text(),
        levels=_levels_said(instrument, scores, widest.principle),
    )
    names = [
        instrument.principles[one.principle].short.text()
        for one in others
        if one.steps == widest.steps
    ]
    if not names:
        return sentence
    return f"{sentence} {t('Just as wide: {names}.', names=', '.join(names))}"


def people_words(instrument: Instrument, people: Mapping[str, int]) -> str:
    """Return how many of each group took part; "" if nobody has said."""
    return " · ".join(
        f"{group.label.text()}: {people[name]}"
        for name, group in instrument.groups.items()
        if people.get(name)
    )


def _apart(instrument: Instrument, differs: Difference) -> str:
    return t(
        "Who sees it higher: {group}. Steps apart: {n}.",
        group=instrument.groups[differs.higher].label,
        n=differs.steps,
    )


def views(instrument: Instrument, scores: Scores, result: Result) -> tuple[View, ...]:
    """Return how each group sees each principle, in the order of the instrument."""
    differ = {one.principle: one for one in result.differences}
    found = []
    for name, principle in instrument.principles.items():
        levels = tuple(scores.get(x, {}).get(name, "") for x in instrument.groups)
        apart = _apart(instrument, differ[name]) if name in differ else ""
        if not all(levels):
            apart = t("not scored by both yet")
        found.append(View(principle.label.text(), levels, apart))
    return tuple(found)


def _difference(instrument: Instrument, scores: Scores, one: Difference) -> Line:
    own = _levels_said(instrument, scores, one.principle)
    higher = _apart(instrument, one)
    title = instrument.principles[one.principle].label.text()
    return Line(title, (own, higher))


def differences_section(
    instrument: Instrument, scores: Scores, result: Result
) -> Section:
    """Return where the groups see the project differently, the widest apart first."""
    lines = tuple(_difference(instrument, scores, x) for x in result.differences)
    title = t("Where you see it differently")
    if lines:
        ask = t("Talk these over first: one group may know what the other does not.")
        return Section(title, ask, lines)
    if result.level:
        return Section(title, t("Nowhere: both groups agree on every principle."))
    return Section(title, t("Nowhere so far."))


def _held(instrument: Instrument, level: str, name: str, groups: Sequence[str]) -> Line:
    principle = instrument.principles[name]
    lower = ", ".join(instrument.groups[x].label.text() for x in groups)
    return Line(
        principle.label.text(),
        (principle.levels[level].text(), t("Scored lower by: {groups}", groups=lower)),
    )


def next_section(instrument: Instrument, result: Result) -> Section:
    """Return what the next level asks: which principles, and whose score is lower."""
    title = t("What the next level asks")
    if not result.level:
        return Section(title, t("This stands here when both groups have scored all."))
    if result.next_level is None:
        return Section(title, t("This is the highest level. Look again in a year."))
    level, needed = result.next_level.level, result.next_level.needed
    sentence = t(
        "Next level: {level}. More principles that must reach it: {n}. Choose from "
        "these:",
        level=instrument.levels[level],
        n=needed,
    )
    held = result.next_level.held.items()
    lines = tuple(_held(instrument, level, name, groups) for name, groups in held)
    return Section(title, sentence, lines)


def notes_section(instrument: Instrument, notes: Mapping[str, str]) -> Section | None:
    """Return the notes of evidence; None if there are none."""
    lines = tuple(
        Line(principle.label.text(), (notes[name],))
        for name, principle in instrument.principles.items()
        if notes.get(name)
    )
    return Section(t("Evidence"), lines=lines) if lines else None
