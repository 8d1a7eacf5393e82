"""A page in Chromium: the filter changed, the map awaited, the bytes counted."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Playwright

# Playwright's own list (chromiumSwitches), which one of ours replaces; and what falls
# out of an address bar: two processes for every window, of which nothing is seen.
NOT_WANTED = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay"),
    *("MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning"),
    *("AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "AimEnabled"),
    *("NetworkTimeServiceQuerying", "PreconnectToSearch"),
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
)
# Chromium as root in a container; nothing that talks to its makers.
FLAGS = (
    "--disable-features=" + ",".join(NOT_WANTED),
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
SIZE: Any = {"width": 1280, "height": 1000}
LONGEST_S = 180
QUIET_S = 0.8
# True once the map shows so many entries: pins, and the numbers in clusters and cells.
DRAWN = """(wanted) => [...document.querySelectorAll('iframe')].some((frame) => {
    const inside = frame.contentDocument;
    if (!inside || !inside.querySelector('.leaflet-map-pane')) return false;
    const icons = [...inside.querySelectorAll(
        '.entry-icon, .cluster-icon, .badge-icon, img.leaflet-marker-icon, '
        + '.marker-cluster')];
    const count = (icon) => Number(icon.textContent.trim() || 1);
    return icons.reduce((n, icon) => n + count(icon), 0) === wanted;
})"""
# The same for deck.gl: its last call that draws dots drew so many.
DOTS_DRAWN = "(wanted) => window.dotsDrawn === wanted"
COUNT_DOTS = """(() => {
    const context = WebGL2RenderingContext.prototype;
    const draw = context.drawArraysInstanced;
    context.drawArraysInstanced = function (mode, first, count, dots) {
        window.dotsDrawn = dots;
        return draw.call(this, mode, first, count, dots);
    };
})()"""
RESTS = "document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"


def launch(playwright: Playwright) -> Browser:
    """Start Chromium."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing. On Debian: apt-get install chromium"
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


@dataclass
class Window:
    """A page, the bytes that came over its sockets, and requests to other origins."""

    page: Page
    drawn: str = DRAWN
    bytes: int = 0
    strangers: list[str] = field(default_factory=list)
    heard: float = 0.0

    @classmethod
    def of(cls, browser: Browser, drawn: str = DRAWN) -> Window:
        """Open an empty window without cookies or a cache.

        ``drawn`` is the script that says whether the map shows so many entries.
        """
        window = cls(browser.new_page(viewport=SIZE), drawn)
        if drawn == DOTS_DRAWN:
            window.page.add_init_script(COUNT_DOTS)
        window.page.on("websocket", window._listen)
        window.page.on("request", window._look)
        return window

    def _listen(self, socket: Any) -> None:
        def receive(data: str | bytes) -> None:
            self.bytes += len(data)
            self.heard = perf_counter()

        socket.on("framereceived", receive)

    def _look(self, request: Any) -> None:
        if urlsplit(request.url).scheme in ("data", "blob", "about"):
            return
        if urlsplit(request.url).hostname != "localhost":
            self.strangers.append(request.url)

    def open(self, address: str, wanted: int) -> float:
        """Open an address; return the seconds until the map shows so many entries."""
        start = perf_counter()
        self.page.goto(address, wait_until="commit")
        self.until_drawn(wanted)
        return perf_counter() - start

    def open_heading(self, address: str) -> float:
        """Open a page without a map; return the seconds until its title is there."""
        start = perf_counter()
        self.page.goto(address, wait_until="commit")
        self.page.wait_for_function(
            "!!document.querySelector('h1')", timeout=LONGEST_S * 1000, polling="raf"
        )
        return perf_counter() - start

    def until_drawn(self, wanted: int) -> None:
        """Wait until the map shows so many entries."""
        self.page.wait_for_function(
            self.drawn, arg=wanted, timeout=LONGEST_S * 1000, polling="raf"
        )

    def until_quiet(self) -> None:
        """Wait until no run goes on and nothing has come for a while."""
        end = perf_counter() + LONGEST_S
        while perf_counter() < end:
            self.page.wait_for_timeout(100)  # lets the listeners hear, too
            silent = perf_counter() - self.heard > QUIET_S
            if silent and self.page.evaluate(RESTS):
                return
        raise TimeoutError("the page never comes to rest")

    def search(self, text: str, wanted: int) -> float:
        """Change the words; return the seconds until the map shows the new entries."""
        self.page.bring_to_front()
        box = self.page.get_by_role("textbox", name="Search", exact=True)
        box.fill(text)
        time.sleep(0.05)
        self.bytes = 0
        start = perf_counter()
        box.press("Enter")
        self.until_drawn(wanted)
        return perf_counter() - start

    def close(self) -> None:
        """Close the window."""
        self.page.close()
