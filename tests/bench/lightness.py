"""How soon a page is there on a slow line, what it weighs, and how much of it moves.

``python -m tests.bench.lightness OUT.json NAME=ADDRESS... [PAGE...]`` measures servers
that run already, in turns, so that one version can be set beside another.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLong

from tests.bench.counted import Counted, counted
from tests.bench.measure import Row
from tests.bench.serving import OURS, serve
from tests.bench.window import RESTS, launch

SLOW: Any = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 500 * 1000 / 8,
    "uploadThroughput": 500 * 1000 / 8,
}
WIDTHS: dict[str, Any] = {
    "1280x800": {"width": 1280, "height": 800},
    "375x740": {"width": 375, "height": 740},
}
PHONE = "375x740"
PAGES = {
    "home": "",
    "asset_map": "asset_map",
    "asset_map, Aberystwyth": "asset_map?near=Aberystwyth&km=20",
    "entry": "entry?id=solva-care",
    "area": "area",
    "area, Powys": "area?code=W06000023",
    "area, GAVO": "area?code=CVC-GAVO",
    "events": "events",
    "members": "members",
    "plan": "plan",
    "coverage": "coverage",
    "indicators": "indicators",
    "indicators, unfolded": "indicators?show=rows&open=1.1",
    "contribute": "contribute",
    "audit": "audit",
    "audit, a principle": "audit?entry=invest-local&step=2",
    "survey": "survey",
    "about": "about",
    "privacy": "privacy",
    "accessibility": "accessibility",
}
ON_A_SLOW_LINE = ("home", "asset_map", "asset_map, Aberystwyth", "entry", "coverage")
IN_BENCH = ("home", "asset_map, Aberystwyth")
WORDS_S, OWN_S, AGAIN_KB, SHIFT = 6, 20, 300, 0.1
LONGEST_S, QUIET_S = 120, 20
IDENTITY = {"Accept-Encoding": "identity"}
# Notes when there are words, when links in the page's main part can be pressed, and
# when Streamlit has drawn all of it; and the shifts, by windows as Chromium reports
# them: 5 s at most, with no second between two shifts.
WATCH = """(() => {
    if (window.top !== window) return;
    const seen = window.seen = {words: 0, links: 0, own: 0, shift: 0, moved: []};
    let first = -1e9, last = -1e9, sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        if (entry.hadRecentInput) return;
        const at = entry.startTime;
        if (at - last > 1000 || at - first > 5000) { first = at; sum = 0; }
        last = at;
        sum += entry.value;
        seen.shift = Math.max(seen.shift, sum);
        const where = (node) => node && node.nodeType === 1 ? node.tagName + '.'
            + (node.className.baseVal ?? node.className) : String(node?.nodeName);
        const box = (r) => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
        const told = entry.sources.map((x) =>
            `${where(x.node)}: ${box(x.previousRect)} > ${box(x.currentRect)}`);
        seen.moved.push([Math.round(at), +entry.value.toFixed(4), ...told]);
    })).observe({type: 'layout-shift', buffered: true});
    const SEEN = {visibilityProperty: true, opacityProperty: true};
    const shown = (one) => one.checkVisibility(SEEN) && one.offsetWidth > 1;
    const apart = 'header, nav, footer, .st-key-language';
    const links = (root) => {
        let n = 0;
        for (const one of root.querySelectorAll('*')) {
            if (one.shadowRoot) n += links(one.shadowRoot);
            const pressed = one.matches('a[href], button') && one.textContent.trim()[2];
            if (pressed && !one.closest(apart) && shown(one)) n += 1;
        }
        return n;
    };
    const look = () => {
        const now = performance.now();
        if (document.body) {
            if (!seen.words && document.body.innerText.trim()[60]) seen.words = now;
            if (!seen.links && links(document.body) >= 3) seen.links = now;
            const foot = document.querySelector('.stApp footer.footer');
            if (!seen.own && foot && shown(foot)) seen.own = now;
        }
        if (!(seen.words && seen.links && seen.own)) setTimeout(look, 100);
    };
    look();
})()"""


@dataclass(frozen=True)
class Opened:
    """What opening a page took: seconds, bytes on the wire, requests, and its shift.

    ``again_kb`` is what it takes to open it a second time.
    """

    words_s: float
    links_s: float
    own_s: float
    kb: float
    requests: int
    shift: float
    moved: list[list[Any]]
    again_kb: float = 0
    again_requests: int = 0
    again_own_s: float = 0


@dataclass
class Reader:
    """A browser's window on a server, that counts what it asks for."""

    page: Page
    way: Counted
    requests: int = 0

    @classmethod
    def of(cls, browser: Browser, way: Counted, width: str) -> Reader:
        """Return one that has nothing in its cache."""
        phone = width == PHONE
        context = browser.new_context(
            viewport=WIDTHS[width], is_mobile=phone, has_touch=phone
        )
        page = context.new_page()
        page.add_init_script(WATCH)
        reader = cls(page, way)
        page.on("request", reader._count)
        return reader

    def _count(self, request: Any) -> None:
        self.requests += request.url.startswith("http")

    def line(self) -> CDPSession:
        """Return what says how the line is."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        return session

    def open(self, path: str, rest_ms: int = 1500) -> Opened:
        """Open a page until it rests."""
        begun, asked = self.way.down, self.requests
        self.page.goto(f"{self.way.address}/{path}", wait_until="commit")
        most = LONGEST_S * 1000
        self.page.wait_for_function("window.seen.own > 0", timeout=most)
        self.page.wait_for_function(RESTS, timeout=most)
        with suppress(TooLong):
            self.page.wait_for_load_state("networkidle", timeout=QUIET_S * 1000)
        self.page.wait_for_timeout(rest_ms)
        seen = self.page.evaluate("window.seen")
        return Opened(
            *(round(seen[name] / 1000, 2) for name in ("words", "links", "own")),
            round((self.way.down - begun) / 1000, 1),
            self.requests - asked,
            round(seen["shift"], 4),
            seen["moved"],
        )


def with_language(path: str, language: str = "en") -> str:
    """Return the path of a page in a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


def slowly(
    browser: Browser, way: Counted, path: str, headers: Mapping[str, str] = {}
) -> Opened:
    """Open a page on a slow line, twice: with nothing kept, and then with all of it."""
    reader = Reader.of(browser, way, PHONE)
    line = reader.line()
    line.send("Network.emulateNetworkConditions", SLOW)
    line.send("Network.setExtraHTTPHeaders", {"headers": dict(headers)})
    first = reader.open(with_language(path))
    again = reader.open(with_language(path))
    reader.page.context.close()
    more = {
        "again_kb": again.kb,
        "again_requests": again.requests,
        "again_own_s": again.own_s,
    }
    return Opened(**{**asdict(first), **more})


def shift(browser: Browser, way: Counted, path: str, width: str) -> Opened:
    """Open a page on a fast line at a width, to see what moves."""
    reader = Reader.of(browser, way, width)
    try:
        return reader.open(with_language(path), 2500)
    finally:
        reader.page.context.close()


def measure(database: Path) -> list[Row]:
    """Return the rows of the report: compressed beside plain, and what moves."""
    rows: list[Row] = []
    with (
        sync_playwright() as playwright,
        serve(OURS, database) as server,
        counted(server.address) as way,
    ):
        browser = launch(playwright)
        shift(browser, way, "", PHONE)
        for name in IN_BENCH:
            plain = slowly(browser, way, PAGES[name], IDENTITY)
            rows += _slow_rows(name, slowly(browser, way, PAGES[name]), plain)
        for width in WIDTHS:
            shifts = {
                name: shift(browser, way, path, width).shift
                for name, path in PAGES.items()
            }
            rows.append(_shift_row(width, shifts))
        browser.close()
    return rows


def _slow_rows(name: str, ours: Opened, plain: Opened) -> list[Row]:
    def seconds(what: str, own: float, other: float, most: float) -> Row:
        return Row(
            f"{name}, slow 3G: {what}",
            f"{own:.1f} s",
            f"uncompressed: {other:.1f} s",
            f"{other / own:.1f} times faster",
            f"at most {most} s",
            own <= most,
        )

    return [
        seconds("first words", ours.words_s, plain.words_s, WORDS_S),
        seconds("links to press", ours.links_s, plain.links_s, WORDS_S),
        seconds("Streamlit's own page", ours.own_s, plain.own_s, OWN_S),
        Row(
            f"{name}: bytes of a first visit",
            f"{ours.kb:,.0f} kB in {ours.requests} requests",
            f"uncompressed: {plain.kb:,.0f} kB",
            f"{plain.kb / ours.kb:.1f} times less",
        ),
        Row(
            f"{name}: bytes of the next visit",
            f"{ours.again_kb:,.0f} kB in {ours.again_requests} requests",
            f"uncompressed: {plain.again_kb:,.0f} kB",
            f"{plain.again_kb / ours.again_kb:.1f} times less",
            f"at most {AGAIN_KB} kB",
            ours.again_kb <= AGAIN_KB,
            binding=True,
        ),
    ]


def _shift_row(width: str, shifts: Mapping[str, float]) -> Row:
    worst = max(shifts, key=lambda name: shifts[name])
    return Row(
        f"Layout shift at {width}, every page",
        f"at most {shifts[worst]:.3f} ({worst})",
        "a good page: 0.1",
        target=f"at most {SHIFT}",
        met=shifts[worst] <= SHIFT,
        binding=True,
    )


def main() -> None:
    """Measure the servers that are named; write what was found as JSON."""
    target, *named = sys.argv[1:]
    servers = dict(one.split("=", 1) for one in named if "=" in one)
    only = [one for one in named if "=" not in one] or list(PAGES)
    found: dict[str, Any] = {}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, path in ((name, PAGES[name]) for name in only):
            for server, address in servers.items():
                with counted(address) as way:
                    mine = found.setdefault(name, {}).setdefault(server, {})
                    for width in WIDTHS:
                        mine[width] = asdict(shift(browser, way, path, width))
                    if name in ON_A_SLOW_LINE:
                        mine["slow"] = asdict(slowly(browser, way, path))
                        if server == "ours":
                            plain = slowly(browser, way, path, IDENTITY)
                            mine["uncompressed"] = asdict(plain)
                    said = {x: _short(y) for x, y in mine.items()}
                    print(name, server, json.dumps(said), flush=True)
                    Path(target).write_text(json.dumps(found, indent=1))
        browser.close()


def _short(measured: Mapping[str, Any]) -> list[Any]:
    return [value for name, value in measured.items() if name != "moved"]


if __name__ == "__main__":
    main()
