/* Ways about the map: fingers and wheel; what is under the pointer is named. */
"use strict";

window.coproWays = (() => {
  const HINT_MS = 1600;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const ways = { state: null, tip: null, hint: null, timer: 0 };

  if (still()) {
    L.Map.mergeOptions({
      zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false,
    });
  }

  // ---- Room: the page scrolls unless the map fills the screen ----

  function fillsScreen() {
    try {
      const page = window.parent;
      if (innerHeight >= 0.9 * page.innerHeight && innerWidth >= 0.9 * page.innerWidth) return true;
      for (let one = window.frameElement; one; one = one.parentElement) {
        if (page.getComputedStyle(one).position === "fixed") return true;
      }
    } catch { /* a page of another origin tells nothing */ }
    return false;
  }

  function look() {
    const full = fillsScreen();
    const oneFinger = full || Boolean(ways.state.aims);
    const classes = ways.state.map.getContainer().classList;
    classes.toggle("fills-screen", full);
    classes.toggle("one-finger", oneFinger);
    return { full, oneFinger };
  }

  function say(text) {
    ways.hint.textContent = text;
    ways.hint.classList.add("shown");
    clearTimeout(ways.timer);
    ways.timer = setTimeout(() => ways.hint.classList.remove("shown"), HINT_MS);
  }

  // One finger and the wheel scroll the page; two fingers, Ctrl and the wheel, a double
  // click and the buttons move the map.
  function fingersAndWheel(map) {
    const container = map.getContainer();
    container.addEventListener("pointerdown", (event) => {
      const moves = event.pointerType === "mouse" || look().oneFinger;
      if (moves) map.dragging.enable(); else map.dragging.disable();
    }, true);
    container.addEventListener("touchmove", (event) => {
      if (event.touches.length === 1 && !look().oneFinger) say(ways.state.words.twoFingers);
    }, { passive: true });
    window.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey || look().full) return;
      event.stopPropagation(); // Leaflet hears nothing, and the page scrolls
      say(ways.state.words.ctrlWheel);
    }, { capture: true, passive: true });
  }

  // ---- What is under the pointer, or has the focus, is named ----

  const stopOf = (target) => target.closest?.(".area, .map-stop");

  function inside(map, element) {
    const origin = map.getContainer().getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return { x: box.x - origin.x + box.width / 2, y: box.y - origin.y, height: box.height };
  }

  function middleOf(element) {
    const { map, areas } = ways.state;
    const area = areas.get(element.dataset.area);
    if (area) return map.latLngToContainerPoint(area.middle);
    const { x, y, height } = inside(map, element);
    return L.point(x, y + height / 2);
  }

  function name(element, point) {
    const { map } = ways.state;
    const { tip } = ways;
    tip.textContent = element.getAttribute("aria-label");
    tip.hidden = false;
    const area = element.dataset.area;
    const at = area ? point || middleOf(element) : inside(map, element);
    const size = map.getSize();
    const half = tip.offsetWidth / 2;
    const x = Math.max(half + 4, Math.min(size.x - half - 4, at.x));
    const over = at.y - tip.offsetHeight - (area ? 14 : 6);
    const under = at.y + (area ? 18 : at.height + 6);
    tip.style.transform = `translate(${x - half}px, ${over > 4 ? over : under}px)`;
  }

  function tips(map) {
    const container = map.getContainer();
    const hide = () => { ways.tip.hidden = true; };
    container.addEventListener("mousemove", (event) => {
      const stop = stopOf(event.target);
      if (stop) name(stop, map.mouseEventToContainerPoint(event));
    });
    container.addEventListener("mouseout", hide);
    map.on("movestart zoomstart", hide);
    container.addEventListener("focusout", hide);
    container.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  // ---- Words, and the order of the stops ----

  function hidden(tag, className) {
    const element = document.createElement(tag);
    element.className = className;
    ways.state.map.getContainer().append(element);
    return element;
  }

  function begin(map, state) {
    ways.state = state;
    const container = map.getContainer();
    // A press gives the map the focus; the page around it stays where it is.
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
    container.setAttribute("role", "region");
    ways.tip = hidden("div", "map-tip");
    ways.hint = hidden("div", "map-hint");
    ways.how = hidden("p", "sr-only");
    ways.how.id = "map-how";
    ways.tip.hidden = true;
    for (const one of [ways.tip, ways.hint]) one.setAttribute("aria-hidden", "true");
    // Buttons come first, then areas, then entries.
    container.insertBefore(map.zoomControl.getContainer().parentElement, map.getPane("mapPane"));
    fingersAndWheel(map);
    tips(map);
    coproKeys.begin(state);
    map.on("resize", look);
    // The style sheet comes after the map, and a page may give it other room: whatever
    // happens to its box is followed, not to the window alone.
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(container);
  }

  // The labels of the map and of its parts, in the language of the page.
  function speak({ words, aims }) {
    const { map } = ways.state;
    const container = map.getContainer();
    container.setAttribute("aria-label", words.map);
    container.tabIndex = aims ? 0 : -1; // arrow keys move the map under the cross
    container.classList.toggle("aims", aims);
    ways.how.textContent = words.how;
    for (const [pane, label] of [["overlayPane", words.areas], ["markerPane", words.entries]]) {
      const group = map.getPane(pane);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", label);
      group.setAttribute("aria-describedby", "map-how");
    }
    for (const [way, text] of Object.entries(words.zoom)) {
      const button = container.querySelector(".leaflet-control-zoom-" + way);
      for (const said of button ? ["title", "aria-label"] : []) button.setAttribute(said, text);
    }
    look();
  }

  return { begin, speak, still, middleOf, name, stopOf };
})();
