"""A walk through the pages by hand: presses counted, and how far one had to scroll."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page

from tests.browser.conftest import rests
from tests.browser.moving import ON_TOP, PRESSABLE, SCROLLED

STEP = 60  # pixels that one turn of the wheel scrolls
MOST_STEPS = 60
CLEAR_STEPS = 2  # more, where something that floats lies over what is sought
PHONE = "phone"
DESK = "desk"
SIZES = {
    PHONE: {
        "viewport": {"width": 375, "height": 740},
        "has_touch": True,
        "is_mobile": True,
    },
    DESK: {"viewport": {"width": 1280, "height": 800}},
}
MAP = "iframe[data-testid=stCustomComponentV1]"


@contextmanager
def held(chromium: Browser, size: str) -> Iterator[BrowserContext]:
    """Yield a browser of such a size; nothing leaves it for another host."""
    context = chromium.new_context(**SIZES[size])  # type: ignore[arg-type]
    context.route(
        lambda address: not address.startswith(("http://localhost:", "data:", "blob:")),
        lambda route: route.fulfill(body="<title>elsewhere</title>", status=200),
    )
    yield context
    context.close()


@dataclass
class Walk:
    """One page and a hand; the hand presses only what it sees."""

    page: Page
    by_touch: bool
    presses: int = 0
    scrolled: float = 0.0

    @property
    def height(self) -> int:
        size = self.page.viewport_size
        assert size
        return size["height"]

    def open(self, address: str) -> Page:
        """Open an address and wait until nothing moves."""
        self.page.goto(address)
        # In the page, if not in sight: the map may fill the screen.
        self.page.wait_for_selector("footer.footer", state="attached", timeout=60_000)
        return rests(self.page)

    def far(self) -> float:
        """Return how far the page is scrolled now."""
        return float(self.page.evaluate(SCROLLED))

    def see(self, target: Locator) -> dict[str, float]:
        """Scroll until all of it is in the window; return where it is."""
        target.wait_for(timeout=30_000)
        self.page.mouse.move(4, self.height / 2)
        for _ in range(MOST_STEPS):
            box = target.bounding_box()
            assert box, "it is not drawn"
            if box["y"] >= 0 and box["y"] + min(box["height"], 200) <= self.height:
                return box  # type: ignore[return-value]
            before = self.far()
            self.page.mouse.wheel(0, STEP if box["y"] > 0 else -STEP)
            self.page.wait_for_timeout(80)
            self.scrolled += abs(self.far() - before)
        raise AssertionError("it cannot be scrolled into the window")

    def press(self, target: Locator) -> None:
        """Press in the middle of what can be seen, and count it."""
        box = self.see(target)
        for _ in range(CLEAR_STEPS):  # from behind the button that leads to the map
            if target.evaluate(ON_TOP):
                break
            self.page.mouse.wheel(0, STEP)
            self.page.wait_for_timeout(80)
            box = self.see(target)
        assert target.evaluate(ON_TOP), "something lies over it"
        self.press_at(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def press_at(self, x: float, y: float) -> None:
        """Press at a point of the window, and count it."""
        self.presses += 1
        if self.by_touch:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)

    def key(self, name: str) -> None:
        """Press a key that does something, and count it as a press."""
        self.presses += 1
        self.page.keyboard.press(name)

    def map(self) -> Frame:
        """Return the frame of the map, once its areas are drawn."""
        frame = self.page.wait_for_selector(MAP, timeout=30_000).content_frame()
        assert frame
        frame.wait_for_selector("path[data-area]", state="attached", timeout=30_000)
        return frame

    def press_in_map(self, selector: str) -> str:
        """Press on the first of the map that can be seen; return which it is."""
        frame = self.map()
        box = self.page.locator(MAP).bounding_box()
        assert box
        frame.wait_for_function(
            f"to => ({PRESSABLE})({selector!r}, to)",
            arg=self.height - box["y"],
            timeout=20_000,
        )
        point = frame.evaluate(
            f"to => ({PRESSABLE})({selector!r}, to)", self.height - box["y"]
        )
        self.press_at(box["x"] + point["x"], box["y"] + point["y"])
        return str(point["name"])
