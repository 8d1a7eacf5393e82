"""What search engines are told: as XML, in files that are not too long."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from copro_map.open_data.rules.sitemap import (
    MOST,
    Listed,
    index_of,
    parts,
    robots,
    written,
)

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOSTILE = 'https://a.example/en/x?a=1&b="<ŵ>'


def pages(count: int) -> list[Listed]:
    days = ("", "2026-03-01", "2027-01-31")
    return [
        Listed({x: f"https://a.example/{x}/{n}" for x in ("cy", "en")}, days[n % 3])
        for n in range(count)
    ]


def test_an_address_stands_as_it_is_whatever_is_in_it():
    tree = ET.fromstring(written([Listed({"en": HOSTILE}, "2026-03-01")]))
    (url,) = tree
    assert url.findtext(f"{MAPS}loc") == HOSTILE
    assert url.findtext(f"{MAPS}lastmod") == "2026-03-01"
    (link,) = url.iter(LINK)
    assert link.attrib == {"rel": "alternate", "hreflang": "en", "href": HOSTILE}


def test_what_has_no_day_says_none():
    assert b"lastmod" not in written(pages(1))
    assert b"<url>" not in written([])


def test_no_file_has_too_many_and_none_is_lost():
    many = pages(60_000)
    files = parts(many, MOST)
    assert [page for file in files for page in file] == many
    lengths = [written(file).count(b"<url>") for file in files]
    assert max(lengths) <= MOST
    assert sum(lengths) == 2 * len(many)
    assert len(parts(pages(MOST // 2), MOST)) == 1
    assert len(parts(pages(MOST // 2 + 1), MOST)) == 2


def test_the_list_of_files_names_each_with_its_last_change():
    files = parts(pages(5), most=4)
    told = ET.fromstring(index_of(files, "https://a.example/sitemap-{number}.xml"))
    assert [
        (one.findtext(f"{MAPS}loc"), one.findtext(f"{MAPS}lastmod")) for one in told
    ] == [
        ("https://a.example/sitemap-1.xml", "2026-03-01"),
        ("https://a.example/sitemap-2.xml", "2027-01-31"),
        ("https://a.example/sitemap-3.xml", "2026-03-01"),
    ]


def test_what_is_invented_is_not_to_be_read_at_all():
    assert robots("https://a.example/sitemap.xml", "Invented.") == (
        "# Invented.\nUser-agent: *\nDisallow: /\n"
    )
