"""What search engines are told: which addresses there are, and which to leave out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MOST = 50_000  # addresses in a file, as sitemaps.org has it
URLS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
FILES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)
# What is for one person alone, or changes nothing for who searches. "*" is any text.
NOT_SEARCHED = (
    *("/desk", "/k/", "/k?", "/my-link", "/sign-in", "/sign-out", "/write"),
    *("/workshop", "/survey?*code=", "/*?*draft="),
    *("/auth/", "/oauth2callback", "/media/"),
)


@dataclass(frozen=True)
class Listed:
    """A public page: its address by language, and the day it changed (ISO, or "")."""

    addresses: Mapping[str, str]
    changed: str = ""


def _dated(address: str, changed: str) -> str:
    day = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<loc>{escape(address)}</loc>{day}"


def _one(page: Listed) -> str:
    """Return a page as it is listed: in each language, with the others beside it."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
        for language, address in page.addresses.items()
    )
    return "".join(
        f"<url>{_dated(address, page.changed)}{others}</url>\n"
        for address in page.addresses.values()
    )


def written(pages: Iterable[Listed]) -> bytes:
    """Return a sitemap of pages in all their languages.

    Examples
    --------
    >>> page = Listed({"cy": "https://a.example/cy/x", "en": "https://a.example/en/x"})
    >>> written([page]).count(b"hreflang")
    4
    """
    return f"{URLS}{''.join(map(_one, pages))}</urlset>\n".encode()


def parts(pages: Sequence[Listed], most: int) -> list[Sequence[Listed]]:
    """Return pages in files that hold no more than so many addresses each.

    Examples
    --------
    >>> pages = [Listed({"cy": f"c{x}", "en": f"e{x}"}) for x in range(5)]
    >>> [len(part) for part in parts(pages, 4)], len(parts([], 4))
    ([2, 2, 1], 1)
    """
    languages = max((len(page.addresses) for page in pages), default=1)
    step = most // languages
    return [pages[x : x + step] for x in range(0, len(pages), step)] or [[]]


def index_of(files: Sequence[Sequence[Listed]], address: str) -> bytes:
    """Return the list of several sitemaps; ``address`` has "{number}" in it."""
    dated = (
        _dated(address.format(number=number), max(page.changed for page in pages))
        for number, pages in enumerate(files, 1)
    )
    said = "".join(f"<sitemap>{one}</sitemap>\n" for one in dated)
    return f"{FILES}{said}</sitemapindex>\n".encode()


def robots(sitemap: str, note: str = "") -> str:
    """Return what programs that read all pages are asked.

    All may be read but what is for one person; with a ``note``, on what is invented,
    nothing.
    """
    if note:
        return f"# {note}\nUser-agent: *\nDisallow: /\n"
    lines = (f"Disallow: {path}\n" for path in NOT_SEARCHED)
    return f"User-agent: *\n{''.join(lines)}\nSitemap: {sitemap}\n"
