"""An entry as HTML: every text escaped, links only to checked addresses."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from copro_map.assets.charts.entry import Entry, Spoken
from copro_map.base.definitions import Kind, Term
from copro_map.base.i18n import current_language, t
from copro_map.base.names import is_web_address
from copro_map.drawing.shapes import as_image, shape_svg


def say(spoken: Spoken, tag: str) -> str:
    """Return a text in a tag, its language marked where it is not the page's.

    Examples
    --------
    >>> say(Spoken("<b>Tŷ</b>", "cy"), "p")
    '<p lang="cy">&lt;b&gt;Tŷ&lt;/b&gt;</p>'
    """
    mark = "" if spoken.language == current_language() else f' lang="{spoken.language}"'
    return f"<{tag}{mark}>{escape(spoken.text)}</{tag}>"


def link(address: str, text: str) -> str:
    """Return a link to another site; plain text if the address may not be a link.

    Examples
    --------
    >>> link("", "a & b"), link("javascript:alert(1)", "no")
    ('a &amp; b', 'no')
    """
    if not is_web_address(address):
        return escape(text)
    return (
        f'<a href="{escape(address, quote=True)}" target="_blank" '
        f'rel="noopener noreferrer nofollow">{escape(text)}</a>'
    )


def _shape(kind: Kind, *, hollow: bool = False) -> str:
    return as_image(shape_svg(kind.shape, kind.colour, hollow=hollow), "", "shape")


def kind_mark(kind: Kind) -> str:
    """Return the shape and name of a kind."""
    return f'<span class="kind">{_shape(kind)} {escape(kind.label.text())}</span>'


def legend(kinds: Iterable[Kind]) -> str:
    """Return the key to the map: each kind, and what a hollow marker means."""
    items = [
        f'<li class="kind">{_shape(k)} {escape(k.plural.text())}</li>' for k in kinds
    ]
    hollow = as_image(shape_svg("circle", "#52606D", hollow=True), "", "shape")
    note = escape(t("Hollow: somewhere in the authority"))
    return (
        f'<ul class="legend">{"".join(items)}<li class="kind">{hollow} {note}</li></ul>'
    )


def _chips(texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<ul class="chips">{items}</ul>' if items else ""


def status_line(entry: Entry) -> str:
    """Return what a reader must know before trusting the entry."""
    parts = [entry.verification.label.text()]
    if entry.open_now is not None:
        parts.append(
            t("Open")
            if entry.open_now
            else t("Not confirmed as open: ask before you act")
        )
    return " ".join(f'<span class="badge">{escape(part)}</span>' for part in parts)


def short_card(entry: Entry) -> str:
    """Return an entry as it is read beside the map."""
    description = say(entry.description, "p") if entry.description else ""
    source = link(entry.source_address, entry.source)
    dated = f" ({escape(entry.source_date)})" if entry.source_date else ""
    return (
        f'<article class="card" data-entry="{escape(entry.id)}">{kind_mark(entry.kind)}'
        f"{say(entry.name, 'h2')}<p>{escape(entry.where)}</p>{description}"
        f"{_chips(x.label.text() for x in entry.themes)}<p>{status_line(entry)}</p>"
        f'<p class="muted">{escape(t("Source"))}: {source}{dated}</p></article>'
    )


def _facts(entry: Entry) -> list[tuple[str, str]]:
    """Return what is known as (name, HTML); what is not known is left out."""
    website = link(entry.website, entry.website) if entry.website else ""
    precision = ""
    if entry.precision and entry.precision.description:
        precision = escape(entry.precision.description.text())
    dated = f" ({escape(entry.source_date)})" if entry.source_date else ""
    checked = entry.verification
    state = checked.description.text() if checked.description else checked.label.text()
    other_name = say(entry.other_name, "span") if entry.other_name else ""
    facts = [
        (t("Its other name"), other_name),
        (t("Where"), escape(entry.where)),
        (t("How exactly"), precision),
        (t("Serves"), escape(" · ".join(entry.serves))),
        (t("Run by"), escape(entry.organisation)),
        (t("Sector"), escape(entry.sector)),
        (t("What"), escape(entry.category)),
        (t("Years"), escape(entry.years)),
        (t("Website"), website),
        (t("Source"), link(entry.source_address, entry.source) + dated),
        (t("Checked"), escape(state)),
        *((escape(layer), escape(area)) for layer, area in entry.areas),
    ]
    return [(name, value) for name, value in facts if value]


def _explained(heading: str, terms: Iterable[Term]) -> str:
    """Return terms under a heading, each with its meaning; empty if none."""
    items = "".join(
        f"<li><strong>{escape(term.label.text())}</strong>: "
        f"{escape(term.description.text() if term.description else '')}</li>"
        for term in terms
    )
    return f"<h2>{escape(heading)}</h2><ul>{items}</ul>" if items else ""


def full_card(entry: Entry) -> str:
    """Return everything known about an entry."""
    description = say(entry.description, "p") if entry.description else ""
    if entry.named_only:
        note = t(
            "Known only as the body that runs other entries; nothing more is recorded."
        )
        description += f'<p class="muted">{escape(note)}</p>'
    explained = _explained(t("Themes"), entry.themes)
    explained += _explained(t("Shared with citizens"), entry.stages)
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _facts(entry))
    return (
        f"<article>{kind_mark(entry.kind)} {status_line(entry)}"
        f"{description}{explained}"
        f'<dl class="facts">{rows}</dl></article>'
    )


def table_of(entries: Iterable[Entry], note: str = "") -> str:
    """Return entries as a table to print: name, kind, place, what is known of it.

    ``note`` stands with the headings, so that paper repeats it on every sheet.
    """
    names = (t("Name"), t("Kind"), t("Where"), t("Description"), t("Source"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    over = f'<tr><th colspan="{len(names)}">{escape(note)}</th></tr>' if note else ""
    rows = []
    for entry in entries:
        description = say(entry.description, "span") if entry.description else ""
        cells = (
            say(entry.name, "strong"),
            escape(entry.kind.label.text()),
            escape(entry.where),
            description,
            f"{escape(entry.source)} {escape(entry.source_date)}",
        )
        rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table class="printed"><thead>{over}<tr>{head}</tr></thead>{body}</table>'
