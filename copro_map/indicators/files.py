"""The indicators as files: a table, a workbook of what they rest on, a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from copro_map.base.i18n import current_language, long_date, sort_key, t
from copro_map.base.said import said
from copro_map.base.statistics.hiding import BOUND_WORDS, Bound
from copro_map.files.marking import json_file, table_file, workbook_file
from copro_map.geography.areas import BASE_LAYER, first_layer, load_layers
from copro_map.geography.sources import licence_lines, terms
from copro_map.indicators.areas import ELSEWHERE, by_area
from copro_map.indicators.evidence import Asked
from copro_map.indicators.progress import Progress
from copro_map.indicators.rules.percentages import percent_status
from copro_map.indicators.rules.practitioners import Counted
from copro_map.indicators.since_in_words import since_table, since_words
from copro_map.indicators.standings import Standing
from copro_map.indicators.targets_in_words import target_table
from copro_map.search.face import all_assets
from copro_map.surveys.face import RoleRow, load_surveys, role_split

NUMBERS = ("percent", "numerator", "denominator", "invited", "lower", "upper")

About = list[tuple[str, str]]


def _about(progress: Progress) -> About:
    programme = progress.programme
    about = [
        (t("Progress"), programme.label.text()),
        (t("As at"), long_date(progress.day)),
        (t("Programme start"), long_date(programme.start)),
    ]
    if programme.remark:
        about.append((t("Note"), programme.remark.text()))
    return [
        *about,
        (
            t("What changed since the last snapshot"),
            " ".join(since_words(progress.since)),
        ),
        (t("Empty cell"), t("Not reported, or too few to show: it is never 0.")),
        ("numerator, denominator", t("Those who said so, of those who answered.")),
        ("lower, upper", t("How far chance alone may carry a percentage (95%).")),
        *licence_lines(progress.settings),
    ]


def workbook(progress: Progress) -> tuple[dict[str, pd.DataFrame], About]:
    """Return the sheets of the workbook by their names, and what is said of them.

    The first has every indicator as a row, with numbers of records; the others are what
    it rests on.
    """
    assets = all_assets(progress.settings)
    found = {
        t("Indicators"): figures_sheet(figures_table(progress)),
        t("By role"): roles_sheet(progress),
        t("Levels"): levels_sheet(progress),
        t("Through time"): trend_sheet(progress),
        t("By area"): areas_sheet(progress, assets),
        t("Since the last snapshot"): since_table(progress.since),
        t("Targets"): target_table(progress.standings, progress.target_changes),
        t("Records"): records_sheet(progress, assets),
    }
    return found, _about(progress)


def file_of(progress: Progress, file_format: str) -> bytes:
    """Return the progress of a day as CSV, XLSX or JSON.

    A CSV is one table, a JSON file one document; an XLSX has a sheet for each thing
    that the figures rest on.
    """
    settings = progress.settings
    if file_format == "json":
        said = {"language": current_language(), **terms(settings)}
        return json_file(settings, progress.as_json() | said)
    if file_format == "xlsx":
        tables, about = workbook(progress)
        heads = list(tables[t("Indicators")].columns)
        read_first = heads[: heads.index(t("Source")) + 1]
        return workbook_file(settings, tables, about, {t("Indicators"): read_first})
    return table_file(settings, figures_table(progress), file_format)


def _one(standing: Standing) -> tuple[str, str]:
    return standing.indicator.code, standing.indicator.short.text()


def _heads(*names: str) -> list[str]:
    return ["code", t("Indicator"), *names]


def _from(one: Standing, source: str | None) -> str:
    return "events" if one.share and one.share.of else source or ""


def figures_table(progress: Progress) -> pd.DataFrame:
    """Return every indicator as a row: figure, base, period, target, status, records.

    What people read first stands first, up to the source; the rest is not printed.
    ``figure_from`` is "records", "events", "replies" or "observation" (totals that were
    entered), "" where nothing was reported. ``denominator`` is how many replied, of
    those ``invited``. What is too small to show is missing.
    """
    shown, drawn = progress.as_json(), progress.bullets()
    told = [*shown["indicators"], *shown["own"]]
    rows = [
        {
            "code": row["code"],
            t("Indicator"): one.indicator.label.text(),
            t("Outcome"): bullet.outcome,
            "value": row["value"],
            "target": row["target"],
            "target_due": row["target_due"],
            t("Status"): bullet.status_words,
            t("In words"): bullet.words,
            t("Waiting"): row["waiting"],
            t("Based on"): bullet.base,
            "period_end": row["period_end"] or "",
            t("Limits"): one.indicator.limitations.text(),
            t("Source"): one.indicator.source.text(),
            "numerator": row["numerator"],
            "denominator": row["denominator"],
            "invited": row["invited"],
            "lower": row["interval"][0] if row["interval"] else None,
            "upper": row["interval"][1] if row["interval"] else None,
            "figure_from": "records" if one.records else _from(one, row["source"]),
            "records": " ".join(row["records"]),
            "unverified": " ".join(row["unverified"]),
        }
        for one, row, bullet in zip(progress.shown, told, drawn, strict=True)
    ]
    numbers = dict.fromkeys(("value", "numerator", "denominator", "invited"), float)
    return pd.DataFrame(rows).astype(numbers)


def figures_sheet(table: pd.DataFrame) -> pd.DataFrame:
    """Return ``figures_table`` with the number of records in place of their ids.

    Missing where a figure is not counted from records.
    """
    counted = table["figure_from"] == "records"
    numbers = {
        name: table[name].map(lambda ids: len(ids.split())).where(counted)
        for name in ("records", "unverified")
    }
    return table.assign(**numbers)


def _bound(bound: Bound) -> str:
    """Return what is said where all or none said so; "" where the numbers say it."""
    return t(BOUND_WORDS[bound]) if bound else ""


def _role(row: RoleRow, roles: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return a row by role; without a number where it is hidden."""
    limits = row.interval
    return (
        row.role,
        roles[row.role].text() if row.role in roles else t("All together"),
        row.percent,
        row.numerator,
        row.denominator,
        limits.lower if limits else None,
        limits.upper if limits else None,
        t("not shown") if row.is_hidden else _bound(row.bound),
    )


def roles_sheet(progress: Progress) -> pd.DataFrame:
    """Return what each role said in each wave, and all together ("total").

    A row too small to show, or that would give one away, has no number and says so.
    Questions to one role only are left out, and totals that were entered.
    """
    surveys = load_surveys(progress.settings.data_dir)
    rows = [
        (
            *_one(one),
            said(figure.wave, figure.wave_cy).text,
            figure.period_end.isoformat(),
        )
        + _role(row, surveys[figure.survey].roles)
        for one in progress.standings
        for figure in progress.people.figures.get(one.indicator.code, ())
        if figure.figure is not None and len(figure.figure.by_role) > 1
        for row in role_split(figure.figure)
    ]
    numbers = [name for name in NUMBERS if name != "invited"]
    heads = _heads("wave", "period_end", "role", t("Role"), *numbers, t("Note"))
    return pd.DataFrame(rows, columns=heads).astype(dict.fromkeys(numbers, float))


def _level(asked: Asked) -> tuple[Any, ...]:
    """Return the level of a wave; without a number where fewer than 10 answered."""
    found = percent_status(asked.replies, None)
    limits = found.interval
    if found.bound:
        known = (None, None, asked.denominator, asked.invited, None, None)
        return (*known, _bound(found.bound))
    if limits is None:
        note = t("too few to show") if found.hidden else t("not reported")
        return (*(None,) * len(NUMBERS), note)
    numbers = (found.percent, asked.numerator, asked.denominator, asked.invited)
    return (*numbers, limits.lower, limits.upper, "")


def levels_sheet(progress: Progress) -> pd.DataFrame:
    """Return the level that each wave asks, the first ("baseline") too.

    Small bases have no number and say so.
    """
    rows = [
        (*_one(one), said(level.wave, level.wave_cy).text, level.period_end.isoformat())
        + (t("Baseline") if level.baseline else "", *_level(level))
        for one in progress.standings
        for level in progress.people.levels.get(one.indicator.code, ())
    ]
    heads = _heads("wave", "period_end", t("Baseline"), *NUMBERS, t("Note"))
    return pd.DataFrame(rows, columns=heads).astype(dict.fromkeys(NUMBERS, float))


def trend_sheet(progress: Progress) -> pd.DataFrame:
    """Return every indicator through time; the note says where a value is a bound."""
    numbers = ["value", "lower", "upper"]
    rows = [
        (*_one(one), row["date"].isoformat(), *(row[name] for name in numbers))
        + (_bound(row["bound"]),)
        for one in progress.shown
        for row in progress.trends[one.indicator.code].to_dict("records")
    ]
    table = pd.DataFrame(rows, columns=_heads("date", *numbers, t("Note")))
    return table.astype(dict.fromkeys(numbers, float))


def areas_sheet(progress: Progress, assets: pd.DataFrame) -> pd.DataFrame:
    """Return how many records behind each figure are based in each area.

    A row for each area, by name, of the layer shown first and of the authorities; after
    each layer one for records based nowhere in it. Columns are named by their code.
    """
    settings, parts = progress.settings, []
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    for layer in (first_layer(layers), layers[BASE_LAYER]):
        names = {code: layer.area_label(code).text() for code in layer.areas}
        codes = sorted(names, key=lambda code: sort_key(names[code]))
        table = by_area(progress.standings, assets, layer.id, codes)
        names[ELSEWHERE] = t("All Wales, or place not known")
        table.insert(0, t("Kind of area"), layer.label.text())
        table.insert(1, "area_code", list(table.index))
        table.insert(2, t("Area"), [names[code] for code in table.index])
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def _parts(counted: Counted) -> Iterator[tuple[str, str]]:
    """Yield each record behind a figure once, with what it is for it, in words."""
    of, silent = set(counted.of_ids or ()), set(counted.unverified_ids)
    silent_of = set(counted.unverified_of_ids or ()) - silent
    for ids, words in (
        (counted.ids, t("Counts")),
        (sorted(of - {*counted.ids}), t("In the base only")),
        (counted.unverified_ids, t("Not confirmed, so not counted")),
        (sorted(silent_of - of), t("Not confirmed, so not in the base")),
    ):
        for one in ids:
            yield one, words


def records_sheet(progress: Progress, assets: pd.DataFrame) -> pd.DataFrame:
    """Return each record behind each figure: code, ``id``, name, and if it counts.

    A record that is no longer public has no name.
    """
    own = assets[f"name_{current_language()}"]
    names = own.where(own != "", assets["name_en"]).to_dict()
    rows = [
        (*_one(one), record, names.get(record, ""), words)
        for one in progress.standings
        if one.records is not None
        for record, words in _parts(one.records)
    ]
    return pd.DataFrame(rows, columns=_heads("id", t("Name"), t("Counted")))
