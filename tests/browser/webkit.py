"""WebKit, the engine of every browser on an iPhone, on a screen that nobody sees."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.moving import (
    LOADING_MS,
    ON_TOP,
    PRESSABLE,
    SCROLLED,
    SEEN,
    STILL,
    STILL_MS,
)

NEEDED = "is missing. On Debian: apt-get install webkit2gtk-driver xvfb"
WHERE = ("usr/lib*/*/webkit*gtk*/MiniBrowser", "usr/lib*/webkit*gtk*/MiniBrowser")
SCREEN = "1400x1200x24"
START_SECONDS = 20
WAIT_SECONDS = 20
# The buttons of its own bar would hold the window at 447 pixels.
NARROW = """* {min-width:0; padding:0; margin:0; font-size:4px}
image {-gtk-icon-transform:scale(.4)}"""
MAP = "iframe[data-testid=stCustomComponentV1]"


def program(name: str) -> str:
    """Return the path of a program; a machine without it fails, and is told why."""
    path = shutil.which(name)
    assert path, f"{name} {NEEDED}"
    return path


def mini_browser() -> str:
    """Return the path of the browser that comes with the library."""
    found = sorted(str(path) for where in WHERE for path in Path("/").glob(where))
    assert found, f"MiniBrowser {NEEDED}"
    return found[0]


@contextmanager
def screen() -> Iterator[str]:
    """Yield the name of a screen (``DISPLAY``) of its own."""
    told, say = os.pipe()
    command = [program("Xvfb"), "-displayfd", str(say), "-screen", "0", SCREEN]
    process = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[say], stderr=subprocess.DEVNULL
    )
    os.close(say)
    try:
        assert select.select([told], [], [], START_SECONDS)[0], "Xvfb does not start"
        number = os.read(told, 20).decode().strip()
        assert number, "Xvfb has no screen"
        yield f":{number}"
    finally:
        os.close(told)
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def webkit(folder: Path) -> Iterator[Window]:
    """Yield one window of WebKit; what it keeps is in a folder."""
    for version in ("3.0", "4.0"):
        style = folder / f"gtk-{version}" / "gtk.css"
        style.parent.mkdir()
        style.write_text(NARROW, encoding="utf-8")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = mini_browser()
    options.add_argument("--automation")
    with screen() as display:
        own = {f"XDG_{x}_HOME": str(folder) for x in ("CONFIG", "CACHE", "DATA")}
        environment = os.environ | own | {"DISPLAY": display, "GDK_BACKEND": "x11"}
        service = Service(program("WebKitWebDriver"), env=environment)
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            yield Window(driver)
        finally:
            driver.quit()


@dataclass(frozen=True)
class Window:
    """One window, driven as a hand would: pressed where it can be seen."""

    driver: webdriver.WebKitGTK

    def script(self, text: str, *values: object) -> Any:
        """Run the body of a function; return what it returns."""
        return self.driver.execute_script(text, *values)

    def size(self, width: int, height: int) -> None:
        """Make what a page has of the window so wide and so high."""
        self.driver.set_window_size(width, height)
        for _ in range(2):
            inner = self.script("return [innerWidth, innerHeight]")
            outer = self.driver.get_window_size()
            more = outer["width"] - inner[0], outer["height"] - inner[1]
            self.driver.set_window_size(width + more[0], height + more[1])
        self.until(lambda: self.script("return innerWidth") == width)

    def open(self, address: str) -> None:
        """Open an address and wait until its page is complete and stands still."""
        self.driver.switch_to.default_content()
        self.driver.get(address)
        drawn = "return !!document.querySelector('footer.footer')"
        self.until(lambda: self.script(drawn), LOADING_MS / 1000)
        self.rests()

    def rests(self) -> None:
        """Wait until the page stands still, so that nothing pressed next is lost."""
        done = "const done = arguments[2];"
        still = f"({STILL})([arguments[0], arguments[1]]).then(done)"
        self.driver.set_script_timeout(LOADING_MS / 1000 + 5)
        assert self.driver.execute_async_script(done + still, STILL_MS, LOADING_MS)

    def until(self, answer: Callable[[], Any], seconds: float = WAIT_SECONDS) -> Any:
        """Ask until the answer is not empty; return it."""
        return WebDriverWait(self.driver, seconds, 0.05).until(lambda _: answer())

    def all(self, selector: str) -> Sequence[WebElement]:
        """Return what a selector finds now and can be seen."""
        return self.script(f"return ({SEEN})(arguments[0])", selector)

    def one(self, selector: str) -> WebElement:
        """Return the first that can be seen, once there is one."""
        return self.until(lambda: self.all(selector))[0]

    @contextmanager
    def map(self) -> Iterator[None]:
        """Go into the frame of the map, once its areas are drawn, and out again."""
        self.driver.switch_to.frame(self.one(MAP))
        try:
            self.one("path[data-area]")
            yield
        finally:
            self.driver.switch_to.default_content()

    def map_rectangle(self) -> dict[str, float]:
        """Return where the frame of the map stands in the window."""
        return self.script(
            "return arguments[0].getBoundingClientRect().toJSON()", self.one(MAP)
        )

    def press_in_map(self, selector: str, to: float = 1e9) -> str:
        """Press, in the map, on what can be seen above ``to``; return what it is.

        It is the first that such a selector finds, in the order of the page.
        """
        find = f"return ({PRESSABLE})(...arguments)"
        with self.map():
            self.until(lambda: self.script(find, selector, to))
            before, point = None, self.script(find, selector, to)
            while point != before:  # the map may still be on its way
                time.sleep(2 * STILL_MS / 1000)
                before, point = point, self.script(find, selector, to)
        frame = self.map_rectangle()  # the driver counts from the window's own corner
        self.press_at(frame["left"] + point["x"], frame["top"] + point["y"])
        return point["name"]

    def press(self, selector: str) -> None:
        """Press in the middle of what a selector finds, once it can be pressed.

        The driver's own ``click`` takes the host of a component for a stranger.
        """
        target = self.one(selector)
        self.script("arguments[0].scrollIntoView({block: 'nearest'})", target)
        self.until(lambda: self.script(f"return ({ON_TOP})(arguments[0])", target))
        shape = self.script(
            "return arguments[0].getBoundingClientRect().toJSON()", target
        )
        self.press_at(
            shape["left"] + shape["width"] / 2, shape["top"] + shape["height"] / 2
        )

    def press_at(self, x: float, y: float) -> None:
        """Press at a point of the window."""
        hand = ActionBuilder(self.driver)
        hand.pointer_action.move_to_location(round(x), round(y)).click()
        hand.perform()

    def key(self, *keys: str) -> None:
        """Press keys, one after the other."""
        hand = ActionBuilder(self.driver)
        hand.key_action.send_keys("".join(keys))
        hand.perform()

    def scrolled(self) -> float:
        """Return how far the page has been scrolled."""
        return self.script(f"return ({SCROLLED})()")


TAB = Keys.TAB
ENTER = Keys.ENTER
