/* Ways about the map: fingers, wheel, keys; what is under the pointer is named. */
"use strict";

window.coproWays = (() => {
  const AHEAD = {
    ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
  };
  const LEAP = 8; // stops, by Page Up and Page Down
  const HINT_MS = 1600;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const ways = { state: null, at: {}, held: null, tip: null, hint: null, timer: 0 };

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

  const stopOf = (target) => target.closest?.("[role=button][aria-label]");

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
      if (!stop || stop.tagName === "A") return;
      name(stop, map.mouseEventToContainerPoint(event));
    });
    container.addEventListener("mouseout", hide);
    map.on("movestart zoomstart", hide);
    container.addEventListener("focusout", hide);
    container.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  // ---- Keys: areas are one stop, entries another ----

  function stopsOf(group) {
    const { map, areas } = ways.state;
    if (group === "areas") return [...areas.values()].map(({ element }) => element);
    const { x, y } = map.getSize();
    return [...map.getPane("markerPane").children].filter((element) => {
      const at = middleOf(element);
      return element.tabIndex !== undefined && at.x >= 0 && at.y >= 0 && at.x <= x && at.y <= y;
    });
  }

  const groupOf = (element) => (element.dataset.area ? "areas" : "entries");
  const keyOf = ({ dataset }) => dataset.area || dataset.entry || dataset.badge || "";

  function nearest(stops, to) {
    const far = new Map(stops.map((one) => [one, middleOf(one).distanceTo(to)]));
    return stops.reduce((best, one) => (!best || far.get(one) < far.get(best) ? one : best), null);
  }

  function enter(group, element) {
    for (const one of ways.state.map.getContainer().querySelectorAll(
      group === "areas" ? ".area" : ".map-stop",
    )) one.tabIndex = one === element ? 0 : -1;
    ways.at[group] = element;
  }

  // One stop of each group is reached by Tab: the last one, the chosen, the middle.
  function refresh() {
    const { map, aims } = ways.state;
    for (const group of ["areas", "entries"]) {
      const stops = stopsOf(group);
      const last = ways.at[group];
      const held = ways.held?.group === group ? ways.held : null;
      const found = stops.find((one) => one === last)
        || (held?.key && stops.find((one) => keyOf(one) === held.key))
        || (held && nearest(stops, map.latLngToContainerPoint(held.at)))
        || stops.find((one) => one.classList.contains("chosen"))
        || nearest(stops, map.getSize().divideBy(2));
      // Where a place is marked nothing else is chosen: Tab leads past all this.
      enter(group, aims ? null : found);
      if (held && found && !held.element.isConnected && document.hasFocus()) {
        found.focus({ preventScroll: true });
      }
    }
  }

  function ahead(from, stops, [right, down]) {
    const at = middleOf(from);
    let best = null;
    for (const one of stops) {
      const to = middleOf(one).subtract(at);
      const along = to.x * right + to.y * down;
      const across = Math.abs(to.x * down) + Math.abs(to.y * right);
      const cost = along + 2 * across;
      if (one !== from && along > 3 && (!best || cost < best.cost)) best = { one, cost };
    }
    return best?.one;
  }

  function inOrder(stops) {
    const at = new Map(stops.map((one) => [one, middleOf(one)]));
    return [...stops].sort((a, b) => at.get(a).y - at.get(b).y || at.get(a).x - at.get(b).x);
  }

  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // The next one whose name begins with a letter, round and round.
  function lettered(from, stops, letter) {
    const called = (one) => bare(one.getAttribute("aria-label"));
    const sorted = [...stops].sort((a, b) => called(a).localeCompare(called(b)));
    const begin = sorted.indexOf(from) + 1;
    return [...sorted.slice(begin), ...sorted.slice(0, begin)]
      .find((one) => called(one).startsWith(bare(letter)));
  }

  function target(event, from, stops) {
    const sorted = inOrder(stops);
    const place = sorted.indexOf(from);
    const last = sorted.length - 1;
    if (AHEAD[event.key]) return ahead(from, stops, AHEAD[event.key]);
    if (event.key === "Home") return sorted[0];
    if (event.key === "End") return sorted[last];
    if (event.key === "PageDown") return sorted[Math.min(place + LEAP, last)];
    if (event.key === "PageUp") return sorted[Math.max(place - LEAP, 0)];
    return /^\p{L}$/u.test(event.key) ? lettered(from, stops, event.key) : undefined;
  }

  function press(element) {
    const origin = ways.state.map.getContainer().getBoundingClientRect();
    const at = middleOf(element);
    element.dispatchEvent(new MouseEvent("click", {
      bubbles: true, cancelable: true, clientX: at.x + origin.x, clientY: at.y + origin.y,
    }));
  }

  function goTo(element) {
    const { map, areas } = ways.state;
    const area = areas.get(element.dataset.area);
    if (area) map.panInside(area.middle, { padding: [60, 60], animate: false });
    enter(groupOf(element), element);
    element.focus();
  }

  function onKey(event) {
    const stop = event.target.closest(".area, .map-stop");
    if (!stop || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      press(stop);
    } else {
      const to = target(event, stop, stopsOf(groupOf(stop)));
      if (to && to !== stop) goTo(to);
      else if (!AHEAD[event.key]) return;
      else if (!to) ways.state.map.panBy(L.point(AHEAD[event.key]).multiplyBy(120), { animate: false });
    }
    event.preventDefault();
    event.stopPropagation();
  }

  // The ring round an area lies over its neighbours, light and dark on any ground.
  function ringArea(element) {
    ways.ring.clearLayers();
    const area = element && ways.state.areas.get(element.dataset.area);
    if (!area) return;
    for (const className of ["focus-halo", "focus-line"]) {
      L.polygon(area.polygon.getLatLngs(), {
        className, pane: "ring", interactive: false, fill: false,
      }).addTo(ways.ring);
    }
  }

  function keys(map) {
    const container = map.getContainer();
    map.createPane("ring").style.zIndex = 440;
    map.getPane("ring").style.pointerEvents = "none";
    ways.ring = L.layerGroup().addTo(map);
    container.addEventListener("keydown", onKey);
    container.addEventListener("focusin", ({ target: element }) => {
      const stop = element.closest(".area, .map-stop");
      const seen = stop?.matches(":focus-visible");
      ringArea(seen && stop);
      if (!stop) return;
      const at = map.containerPointToLatLng(middleOf(stop));
      ways.held = { element: stop, group: groupOf(stop), key: keyOf(stop), at };
      enter(ways.held.group, stop);
      if (seen) name(stop);
    });
    container.addEventListener("focusout", ({ target: element }) => {
      ringArea(null);
      // What was taken away while it had the focus is found again once all is drawn.
      setTimeout(() => { if (element.isConnected && ways.held?.element === element) ways.held = null; });
    });
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
    keys(map);
    map.on("resize", look);
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

  return { begin, speak, refresh, still };
})();
