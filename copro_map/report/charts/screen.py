"""The board's report on a screen: one HTML document, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from copro_map.base.i18n import language_in_force, t
from copro_map.drawing.documents import POLICY, STYLE
from copro_map.drawing.shapes import as_image
from copro_map.drawing.symbols import plain
from copro_map.indicators.charts.statuses import STATUS_WORDS, Status, status_svg
from copro_map.report.charts.parts import (
    NONE,
    Changes,
    Coverage,
    Fact,
    Grid,
    Measured,
    Move,
    Report,
    by_outcome,
    cells,
    counts,
    heads,
)

STYLES = (STYLE, Path(__file__).parent / "report.css")


def _tag(tag: str, text: str, css: str = "") -> str:
    """Return a text in a tag; nothing if there is no text."""
    mark = f' class="{css}"' if css else ""
    text = plain(text)
    return f"<{tag}{mark}>{escape(text)}</{tag}>" if text else ""


def _status(status: Status, word: str) -> str:
    image = as_image(status_svg(status), "", "mark")
    return f"{image} {_tag('span', word, f'is-{status}')}"


def _masthead(report: Report) -> str:
    lines = "".join(_tag("p", text) for text in report.summary)
    return (
        f"<header>{_tag('p', report.subject, 'subject')}{_tag('h1', report.title)}"
        f"{_tag('p', report.day)}{_tag('p', report.note, 'muted')}"
        f'<div class="summary">{lines}</div></header>'
    )


def _tally(report: Report) -> str:
    items = "".join(
        f"<li>{_tag('strong', str(n), f'is-{status}')} "
        f"<div>{_status(status, t(STATUS_WORDS[status]))}</div></li>"
        for status, n in counts(report)
    )
    return f'<ul class="figures">{items}</ul>' if items else ""


def _row(one: Measured) -> str:
    name, value, target, final = (escape(plain(x)) for x in cells(one.bullet))
    status = _status(one.bullet.status, t(STATUS_WORDS[one.bullet.status]))
    return (
        f'<tr><th scope="row">{name}</th><td><strong>{value}</strong></td>'
        f"<td>{target}</td><td>{final}</td><td>{status}</td></tr>"
    )


def _table(name: str, head: Iterable[str], bodies: str, css: str) -> str:
    # On a phone it scrolls sideways, by keyboard too.
    said = escape(plain(name))
    columns = "".join(f'<th scope="col">{escape(plain(x))}</th>' for x in head)
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{said}">'
        f'<table class="{css}"><caption>{said}</caption><thead><tr>{columns}</tr>'
        f"</thead>{bodies}</table></div>"
    )


def _summary(report: Report) -> str:
    bodies = []
    for outcome, own in by_outcome(report):
        over = (
            f'<tr><th scope="rowgroup" colspan="5">{escape(plain(outcome))}</th></tr>'
        )
        rows = "".join(map(_row, own))
        bodies.append(f"<tbody>{over if outcome else ''}{rows}</tbody>")
    if not bodies:
        return ""
    title = t("Indicators and their targets")
    return f"<section>{_table(title, heads(), ''.join(bodies), 'summing')}</section>"


def _move(move: Move) -> str:
    name, then, now = (escape(plain(x)) for x in (move.name, move.then, move.now))
    status = _status(move.status, t(STATUS_WORDS[move.status])) if move.status else NONE
    return (
        f'<tr><th scope="row">{name}</th><td>{then}</td>'
        f"<td><strong>{now}</strong></td><td>{status}</td></tr>"
    )


def _changes(changes: Changes | None) -> str:
    if changes is None:
        return ""
    words = "".join(_tag("p", text) for text in changes.words)
    rows = "".join(map(_move, changes.moves))
    body = f"<tbody>{rows}</tbody>"
    named = t("Figures then and now")
    table = _table(named, changes.head, body, "summing moving") if rows else ""
    title, said = _tag("h2", changes.title), _tag("p", changes.corrected, "matters")
    corrected = f"{said}{_facts(changes.corrections)}"
    return f'<section class="since">{title}{words}{table}{corrected}</section>'


def _cells(cells: Iterable[str], columns: int) -> str:
    """Return a row's cells; one alone, that says why there are none, in all columns."""
    said = [escape(plain(cell)) for cell in cells if cell]
    span = f' colspan="{columns}"' if len(said) == 1 else ""
    return "".join(f"<td{span}>{cell}</td>" for cell in said)


def _grid(grid: Grid | None) -> str:
    if grid is None:
        return ""
    rest = len(grid.head) - 1
    rows = "".join(
        f'<tr><th scope="row">{escape(plain(name))}</th>{_cells(cells, rest)}</tr>'
        for name, *cells in grid.rows
    )
    return _table(grid.title, grid.head, f"<tbody>{rows}</tbody>", "roles")


def _facts(facts: Iterable[Fact]) -> str:
    rows = "".join(f"{_tag('dt', name)}{_tag('dd', text)}" for name, text in facts)
    return f"<dl>{rows}</dl>" if rows else ""


def _indicator(one: Measured) -> str:
    chart = as_image(one.chart, plain(one.spoken), "")
    return (
        f'<section class="one"><h3>{escape(plain(one.title))}: '
        f"{_tag('span', one.value, 'value')}</h3>"
        f'<div class="pair"><div><figure class="chart">{chart}</figure>'
        f"{_tag('p', one.bullet.words, 'matters')}{_facts(one.counted)}</div>"
        f"<div>{_tag('p', one.promised)}{_facts(one.facts)}{_grid(one.split)}</div>"
        "</div></section>"
    )


def _indicators(report: Report) -> str:
    return "".join(
        f"<section>{_tag('h2', outcome or t('Indicators and their targets'))}"
        f"{''.join(map(_indicator, own))}</section>"
        for outcome, own in by_outcome(report)
    )


def _coverage(coverage: Coverage | None) -> str:
    if coverage is None:
        return ""
    key = "".join(
        f"<li>{as_image(svg, '', '')} {_tag('span', text)}</li>"
        for svg, text in coverage.key
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(plain(name))}</th>'
        f"<td>{escape(plain(x))}</td></tr>"
        for name, x in coverage.rows
    )
    table = f"<tbody>{rows}</tbody>"
    listed = _table(coverage.title, coverage.head, table, "") if rows else ""
    image = as_image(coverage.svg, plain(coverage.alt), "")
    return (
        f'<section>{_tag("h2", coverage.title)}<div class="pair"><div><figure>{image}'
        f"{_tag('figcaption', coverage.caption)}</figure>"
        f'<ul class="key">{key}</ul></div><div>{listed}</div></div></section>'
    )


def _method(report: Report) -> str:
    if not report.method:
        return ""
    parts = "".join(
        f"{_tag('h3', name)}{_tag('p', text)}" for name, text in report.method
    )
    title = _tag("h2", t("How this is worked out"))
    return f'<section class="method">{title}{parts}</section>'


def report_html(report: Report) -> str:
    """Return the report as one HTML document, everything that is in it.

    No script, and nothing from another host.

    Examples
    --------
    >>> from datetime import date
    >>> html = report_html(Report(
    ...     language="cy", title="Tŷ & <b>", subject="Bwrdd", date=date(2027, 3, 1),
    ... ))
    >>> "<h1>Tŷ &amp; &lt;b&gt;</h1>" in html, "1 Mawrth 2027" in html
    (True, True)
    """
    with language_in_force(report.language):
        body = (
            f"{_masthead(report)}{_tally(report)}{_summary(report)}"
            f"{_changes(report.since)}{_indicators(report)}{_coverage(report.coverage)}{_method(report)}"
            f"{_tag('footer', report.footer)}"
        )
    style = "".join(path.read_text("utf-8") for path in STYLES)
    title = f"{plain(report.title)} – {plain(report.subject)}"
    return (
        f'<!DOCTYPE html>\n<html lang="{report.language}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"{_tag('title', title)}<style>{style}</style></head>"
        f'<body><main><article lang="{report.language}">{body}</article></main></body>'
        "</html>"
    )
