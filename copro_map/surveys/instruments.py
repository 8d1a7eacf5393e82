"""Surveys: questions in both languages, who is asked them, and what they answer to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from copro_map.base.definitions import known_fields, one_of, read_label, read_toml
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import N_
from copro_map.surveys.rules.instrument import Option, Question, QuestionKind, Survey

KINDS = ("one", "many")
TEXTS = ("label", "introduction", "privacy")
SURVEY_FIELDS = ("version", *TEXTS, "roles", "questions")
PURPOSES = ("indicator", "baseline_of")
QUESTION_FIELDS = ("text", "kind", "options", "roles", *PURPOSES)
OPTION_FIELDS = ("id", "label", "positive")


def _table(entry: Mapping[str, Any], field: str, where: str) -> Mapping[str, Any]:
    """Return the table under ``field``, which must have something in it."""
    given = entry.get(field)
    if not isinstance(given, Mapping) or not given:
        raise DefinitionError(
            N_("{where}: write at least one entry under [{field}]."),
            where=where,
            field=field,
        )
    return given


def _different(ids: list[str], field: str, where: str) -> None:
    if len(set(ids)) < len(ids) or not all(ids):
        raise DefinitionError(
            N_("{where}: each of the {field} needs a different name: {given}."),
            where=where,
            field=field,
            given=", ".join(ids),
        )


def _list(entry: Mapping[str, Any], field: str, least: int, where: str) -> list[Any]:
    given = entry.get(field)
    if not isinstance(given, list) or len(given) < least:
        raise DefinitionError(
            N_("{where}: write a list of at least {least} under {field}."),
            where=where,
            least=least,
            field=field,
        )
    return given


def _option(entry: object, where: str) -> Option:
    table = entry if isinstance(entry, Mapping) else {}
    known_fields(table, OPTION_FIELDS, where)
    positive = str(table.get("positive", False)).lower()
    said = one_of(positive, "positive", ("true", "false"), where)
    option_id = str(table.get("id", ""))
    return Option(option_id, read_label(table, "label", where), said == "true")


def _options(entry: Mapping[str, Any], where: str) -> tuple[Option, ...]:
    given = _list(entry, "options", 2, where)
    options = tuple(
        _option(one, f"{where} [options {number}]")
        for number, one in enumerate(given, start=1)
    )
    _different([option.id for option in options], "options", where)
    return options


def _purposes(
    entry: Mapping[str, Any], kind: str, codes: tuple[str, ...], where: str
) -> dict[str, str]:
    """Return the indicator that a question serves, and how; only "one" may."""
    given = {name: entry[name] for name in PURPOSES if name in entry}
    for name, code in given.items():
        one_of(code, name, codes, where)
        one_of(kind, "kind", ("one",), where)
    if len(set(given.values())) > 1:
        one_of(given["baseline_of"], "baseline_of", (given["indicator"],), where)
    return {name: str(code) for name, code in given.items()}


def _check_positive(question: Question, where: str) -> None:
    """Refuse an indicator of which all or none would be the numerator."""
    positive = sum(option.positive for option in question.options)
    serves = question.indicator or question.baseline_of
    if not (0 < positive < len(question.options) if serves else positive == 0):
        raise DefinitionError(
            N_(
                "{where}: mark some options, but not all, with {mark} if the question "
                "serves an indicator; none if it does not."
            ),
            where=where,
            mark="positive = true",
        )


def _question(
    question_id: str, entry: object, survey: Mapping[str, Any], codes: tuple[str, ...]
) -> Question:
    where = f"{survey['where']} [questions.{question_id}]"
    table = entry if isinstance(entry, Mapping) else {}
    known_fields(table, QUESTION_FIELDS, where)
    kind = one_of(table.get("kind"), "kind", KINDS, where)
    roles = [
        one_of(role, "roles", tuple(survey["roles"]), where)
        for role in _list(table, "roles", 1, where)
    ]
    _different(roles, "roles", where)
    question = Question(
        id=question_id,
        text=read_label(table, "text", where),
        kind=cast(QuestionKind, kind),
        options=_options(table, where),
        roles=tuple(roles),
        **_purposes(table, kind, codes, where),
    )
    _check_positive(question, where)
    return question


def _read_survey(path: Path, codes: tuple[str, ...]) -> Survey:
    entry, where = read_toml(path), f"surveys/{path.name}"
    known_fields(entry, SURVEY_FIELDS, where)
    if not entry.get("version") or not isinstance(entry["version"], str):
        raise DefinitionError(
            N_("{where}: write {field}, and another one after each change."),
            where=where,
            field='version = "1"',
        )
    given = _table(entry, "roles", where)
    roles = {role: read_label(given, role, f"{where} [roles]") for role in given}
    about = {"where": where, "roles": roles}
    questions = {
        name: _question(name, content, about, codes)
        for name, content in _table(entry, "questions", where).items()
    }
    for purpose in PURPOSES:
        served = [getattr(one, purpose) for one in questions.values()]
        _different([code for code in served if code], purpose, where)
    return Survey(
        id=path.stem,
        **{name: read_label(entry, name, where) for name in TEXTS},
        version=entry["version"],
        roles=roles,
        questions=questions,
    )


@cache
def load_surveys(data_dir: Path) -> dict[str, Survey]:
    """Return the surveys by id, in order of id; files are read once.

    A survey is a file, ``surveys/ID.toml``; a new one needs nothing else. There may be
    none.

    Raises
    ------
    DefinitionError
        If a field is missing or wrong, or an indicator has no file; the message names
        the file and the question.
    """
    codes = tuple(sorted(one.stem for one in (data_dir / "indicators").glob("*.toml")))
    paths = sorted((data_dir / "surveys").glob("*.toml"))
    return {path.stem: _read_survey(path, codes) for path in paths}
