"""Write down which scripts each page asks for: ``python -m tests.bench.asked_for``.

Those that Streamlit's own page names are left out, and what not every address of a page
asks for. Again when a page has other widgets, or Streamlit is another one.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from streamlit import file_util

from copro_map.assets.importing import import_network
from copro_map.base.config import load_settings
from copro_map.frame.ahead import WRITTEN, name_of
from copro_map.frame.heads import read_site
from tests.bench.lightness import PAGES, with_language
from tests.bench.serving import OURS, serve
from tests.bench.window import RESTS, launch

SCRIPT = re.compile(r"^http://[^/]+/static/js/([^/?]+\.js)$")


def named_by_streamlit() -> set[str]:
    """Return the scripts that Streamlit's own page names."""
    page = Path(file_util.get_static_dir()) / "index.html"
    return set(re.findall(r"static/js/([^\"]+)\"", page.read_text("utf-8")))


def asked_for(browser: Browser, server: str, path: str) -> list[str]:
    """Return the scripts that a page asks for until it rests, in their order."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.extend(SCRIPT.findall(one.url)))
    page.goto(f"{server}/{with_language(path)}")
    page.wait_for_selector("footer.footer", timeout=60_000)
    page.wait_for_function(RESTS, timeout=60_000)
    page.wait_for_load_state("networkidle")
    context.close()
    named = named_by_streamlit()
    return [name_of(one) for one in dict.fromkeys(asked) if one not in named]


def main() -> None:
    """Ask every page of the map with the real entries; write down what they ask for."""
    WRITTEN.write_text("{}\n", encoding="utf-8")  # what is named is asked for
    paths = {path: [path] for path in sorted(read_site(lambda *_: None).paths)}
    for path in PAGES.values():
        paths.setdefault(path.partition("?")[0], []).append(path)
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = replace(load_settings(), database=Path(folder) / "real.db")
        import_network(settings, settings.network_file)
        browser = launch(playwright)
        with serve(OURS, settings.database) as server:
            for path, addresses in paths.items():
                for address in dict.fromkeys(addresses):
                    asked = asked_for(browser, server.address, address)
                    before = found.get(path, asked)
                    found[path] = [one for one in before if one in asked]
        browser.close()
    WRITTEN.write_text(f"{json.dumps(found, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
