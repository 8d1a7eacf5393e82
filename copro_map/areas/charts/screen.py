"""The brief on a screen: one HTML document that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from copro_map.areas.charts.parts import (
    LANGUAGE,
    BriefPage,
    Gap,
    Line,
    Table,
    day,
    more,
    others,
    titled,
)
from copro_map.base.i18n import LANGUAGES
from copro_map.drawing.documents import POLICY, STYLE
from copro_map.drawing.shapes import as_image
from copro_map.drawing.symbols import LEVELS, plain, symbol


def _tag(tag: str, text: str, css: str = "") -> str:
    """Return a text in a tag; nothing if there is no text."""
    mark = f' class="{css}"' if css else ""
    text = plain(text)
    return f"<{tag}{mark}>{escape(text)}</{tag}>" if text else ""


def _tags(tag: str, texts: Iterable[str]) -> str:
    return "".join(_tag(tag, text) for text in texts)


def _picture(svg: str, alt: str, caption: str, css: str) -> str:
    if not svg:
        return ""
    image = as_image(svg, plain(alt), "")
    return f'<figure class="{css}">{image}{_tag("figcaption", caption)}</figure>'


def _languages(page: BriefPage, pages: Sequence[BriefPage]) -> str:
    """Return the way to the same page in the other languages."""
    links = "".join(
        f'<li><a href="#{x}" lang="{x}" hreflang="{x}">{LANGUAGES[x]}</a></li>'
        for x in others(page, pages)
    )
    if not links:
        return ""
    name = escape(LANGUAGE.text(page.language))
    return f'<nav class="languages" aria-label="{name}"><ul>{links}</ul></nav>'


def _masthead(page: BriefPage) -> str:
    return (
        f'<header class="masthead"><div>{_tag("p", page.subject, "subject")}'
        f"{_tag('h1', page.title)}{_tag('p', f'{page.layer} · {day(page)}', 'muted')}"
        f'<div class="summary">{_tags("p", page.summary)}</div></div>'
        f"{_picture(page.map_svg, page.map_alt, page.map_caption, 'map')}</header>"
    )


def _figures(page: BriefPage) -> str:
    items = "".join(
        f"<li>{_tag('strong', x.value)} {_tag('span', x.label)} {_tag('small', x.note)}"
        "</li>"
        for x in page.figures
    )
    return f'<ul class="figures">{items}</ul>' if items else ""


def _line(line: Line) -> str:
    return f"<li>{_tag('strong', line.name)} {_tag('span', line.detail, 'muted')}</li>"


def _here(page: BriefPage) -> str:
    if not page.here:
        return ""
    items = "".join(map(_line, page.here))
    return (
        f'<section>{_tag("h2", page.here_title)}<ul class="here">{items}</ul>'
        f"{_tag('p', more(page, page.here_more), 'more')}</section>"
    )


def _gap(gap: Gap, language: str) -> str:
    image = as_image(symbol(gap.level), "", "")
    level = f"{LEVELS[gap.level].label.text(language)}."
    return (
        f"<li>{image}<span>{_tag('strong', level, gap.level)} "
        f"{_tag('span', gap.words)}</span></li>"
    )


def _gaps(title: str, gaps: tuple[Gap, ...], language: str) -> str:
    items = "".join(_gap(gap, language) for gap in gaps)
    return f'{_tag("h3", title)}<ul class="gaps">{items}</ul>' if gaps else ""


def _missing(page: BriefPage) -> str:
    lists = _gaps(page.people_title, page.people, page.language)
    lists += _gaps(page.statistics_title, page.statistics, page.language)
    if not lists:
        return ""
    return f"<section>{_tag('h2', page.missing_title)}{lists}</section>"


def _next(page: BriefPage) -> str:
    if not page.next_steps:
        return ""
    return (
        f'<section class="next">{_tag("h2", page.next_title)}'
        f"<ol>{_tags('li', page.next_steps)}</ol></section>"
    )


def _head_cell(text: str) -> str:
    # An empty heading would be read out as a heading.
    return f'<th scope="col">{escape(text)}</th>' if text else "<td></td>"


def _table(table: Table) -> str:
    """Return the comparison; the first cell of a row is its heading."""
    if not table.rows:
        return ""
    head = "".join(_head_cell(plain(cell)) for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{escape(plain(first))}</th>'
        + "".join(f"<td>{escape(plain(cell))}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in table.rows
    )
    # On a phone it scrolls sideways, by keyboard too.
    name = escape(plain(table.caption))
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{name}"><table>'
        f"{_tag('caption', table.caption)}<thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _chart(page: BriefPage) -> str:
    # On paper too, the title of the chart stands above it.
    if not page.chart_svg:
        return ""
    image = as_image(page.chart_svg, plain(page.chart_alt), "")
    caption = _tag("figcaption", page.chart_caption)
    return f'<figure class="chart">{caption}{image}</figure>'


def _pair(*parts: str) -> str:
    inside = "".join(parts)
    return f'<div class="pair">{inside}</div>' if inside else ""


def _method(page: BriefPage) -> str:
    if not page.method:
        return ""
    title = _tag("h2", page.method_title)
    return f'<section class="method">{title}{_tags("p", page.method)}</section>'


def _article(page: BriefPage, pages: Sequence[BriefPage]) -> str:
    language = page.language
    return (
        f'<article id="{language}" lang="{language}">{_languages(page, pages)}'
        f"{_masthead(page)}{_figures(page)}{_pair(_here(page), _missing(page))}"
        f"{_next(page)}{_pair(_table(page.compare), _chart(page))}{_method(page)}"
        f"{_tag('footer', page.footer)}</article>"
    )


def brief_html(pages: Sequence[BriefPage]) -> str:
    """Return the brief as one HTML document, everything that is in ``pages``.

    Each language is an article with its ``lang``, a heading of its own and a link to
    the other. No script, and nothing from another host.

    Examples
    --------
    >>> from datetime import date
    >>> html = brief_html([BriefPage(
    ...     language="cy", title="Tŷ & <b>", subject="Cydgynhyrchu",
    ...     layer="Awdurdod lleol", date=date(2026, 3, 1),
    ... )])
    >>> "<h1>Tŷ &amp; &lt;b&gt;</h1>" in html, "1 Mawrth 2026" in html
    (True, True)
    """
    articles = "".join(_article(page, pages) for page in pages)
    return (
        f'<!DOCTYPE html>\n<html lang="{pages[0].language}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"{_tag('title', titled(pages))}<style>{STYLE.read_text('utf-8')}</style>"
        f"</head><body><main>{articles}</main></body></html>"
    )
