"""A self-audit on paper: one HTML document that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copro_map.audits.charts.chart import audit_style
from copro_map.base.i18n import current_language, t
from copro_map.drawing.lettering import FONT_FAMILY, plain

# Whatever a text may hold, nothing runs and nothing is fetched.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
PAGE_STYLE = (
    f"body {{ font: 1rem/1.5 {FONT_FAMILY}; color: #1f2933; max-width: 52rem; "
    "margin: 0 auto; padding: 1.5rem 1rem; } h1 { line-height: 1.15; } "
    "h2 { font-size: 1.3rem; margin: 1.6rem 0 0.4rem; } .muted { color: #52606d; }"
)


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
class Paper:
    """What stands on the paper; ``chart`` is the HTML of ``audit_chart_html``."""

    title: str
    project: str
    level: str
    facts: tuple[str, ...]
    chart: str
    sections: tuple[Section, ...]
    small_print: tuple[str, ...]


def lines_html(lines: Sequence[Line]) -> str:
    """Return a list: each line its title, and what is said below it.

    Examples
    --------
    >>> lines_html([Line("Trust", ("Steps apart: 2",))])
    '<ul class="audit-list"><li><b>Trust</b><span>Steps apart: 2</span></li></ul>'
    >>> lines_html([])
    ''
    """
    items = "".join(
        f"<li><b>{plain(line.title)}</b>"
        + "".join(f"<span>{plain(words)}</span>" for words in line.words)
        + "</li>"
        for line in lines
    )
    return f'<ul class="audit-list">{items}</ul>' if items else ""


def section_html(section: Section, heading: str = "h2") -> str:
    """Return a section as HTML under a heading of that level."""
    sentence = f"<p>{plain(section.sentence)}</p>" if section.sentence else ""
    return (
        f"<section><{heading}>{plain(section.title)}</{heading}>{sentence}"
        f"{lines_html(section.lines)}</section>"
    )


def paper_html(paper: Paper) -> str:
    """Return the whole document, in the current language."""
    facts = "".join(f"<p>{plain(x)}</p>" for x in paper.facts)
    small = "".join(f'<p class="muted">{plain(x)}</p>' for x in paper.small_print)
    sections = "".join(section_html(x) for x in paper.sections)
    return (
        f'<!DOCTYPE html><html lang="{current_language()}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{plain(paper.title)}: {plain(paper.project)}</title>"
        f"<style>{PAGE_STYLE} {audit_style()}</style></head><body><main>"
        f'<p class="muted">{plain(paper.title)}</p><h1>{plain(paper.project)}</h1>'
        f'{facts}<p class="audit-levels">{plain(paper.level)}</p>{paper.chart}'
        f"{sections}<h2>{plain(t('How the level is found'))}</h2>{small}"
        "</main></body></html>"
    )
