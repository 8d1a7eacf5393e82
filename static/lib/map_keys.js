/* Keys on the map: areas are one stop, entries another; arrows and letters lead on. */
"use strict";

window.coproKeys = (() => {
  const AHEAD = {
    ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
  };
  const LEAP = 8; // stops, by Page Up and Page Down
  const last = {}; // of each group, the stop that Tab leads to
  let state = null;
  let held = null; // what has the focus, and where it is
  let ring = null;

  function stopsOf(group) {
    const { map, areas } = state;
    if (group === "areas") return [...areas.values()].map(({ element }) => element);
    const { x, y } = map.getSize();
    return [...map.getPane("markerPane").children].filter((element) => {
      const at = coproWays.middleOf(element);
      return element.tabIndex !== undefined && at.x >= 0 && at.y >= 0 && at.x <= x && at.y <= y;
    });
  }

  const groupOf = (element) => (element.dataset.area ? "areas" : "entries");
  const keyOf = ({ dataset }) => dataset.area || dataset.entry || dataset.badge || "";

  function nearest(stops, to) {
    const far = new Map(stops.map((one) => [one, coproWays.middleOf(one).distanceTo(to)]));
    return stops.reduce((best, one) => (!best || far.get(one) < far.get(best) ? one : best), null);
  }

  function enter(group, element) {
    for (const one of state.map.getContainer().querySelectorAll(
      group === "areas" ? ".area" : ".map-stop",
    )) one.tabIndex = one === element ? 0 : -1;
    last[group] = element;
  }

  // One stop of each group is reached by Tab: the last one, the chosen, the middle.
  function refresh() {
    const { map, aims } = state;
    if (aims) return; // where a place is marked, Tab leads past all this
    for (const group of ["areas", "entries"]) {
      const stops = stopsOf(group);
      const mine = held?.group === group ? held : null;
      const found = stops.find((one) => one === last[group])
        || (mine?.key && stops.find((one) => keyOf(one) === mine.key))
        || (mine && nearest(stops, map.latLngToContainerPoint(mine.at)))
        || stops.find((one) => one.classList.contains("chosen"))
        || nearest(stops, map.getSize().divideBy(2));
      enter(group, found);
      if (mine && found && !mine.element.isConnected && document.hasFocus()) {
        found.focus({ preventScroll: true });
      }
    }
  }

  function ahead(from, stops, [right, down]) {
    const at = coproWays.middleOf(from);
    let best = null;
    for (const one of stops) {
      const to = coproWays.middleOf(one).subtract(at);
      const along = to.x * right + to.y * down;
      const across = Math.abs(to.x * down) + Math.abs(to.y * right);
      const cost = along + 2 * across;
      if (one !== from && along > 3 && (!best || cost < best.cost)) best = { one, cost };
    }
    return best?.one;
  }

  function inOrder(stops) {
    const at = new Map(stops.map((one) => [one, coproWays.middleOf(one)]));
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
    const end = sorted.length - 1;
    if (AHEAD[event.key]) return ahead(from, stops, AHEAD[event.key]);
    if (event.key === "Home") return sorted[0];
    if (event.key === "End") return sorted[end];
    if (event.key === "PageDown") return sorted[Math.min(place + LEAP, end)];
    if (event.key === "PageUp") return sorted[Math.max(place - LEAP, 0)];
    return /^\p{L}$/u.test(event.key) ? lettered(from, stops, event.key) : undefined;
  }

  function press(element) {
    const origin = state.map.getContainer().getBoundingClientRect();
    const at = coproWays.middleOf(element);
    element.dispatchEvent(new MouseEvent("click", {
      bubbles: true, cancelable: true, clientX: at.x + origin.x, clientY: at.y + origin.y,
    }));
  }

  // What has the focus is in sight.
  function bring(element) {
    const { map, areas } = state;
    const area = areas.get(element.dataset.area);
    if (area) map.panInside(area.middle, { padding: [60, 60], animate: false });
  }

  function goTo(element) {
    bring(element);
    enter(groupOf(element), element);
    element.focus();
  }

  // At the edge of what is seen the map moves on, if there is more of Wales.
  function lookFurther(way) {
    const { map, base } = state;
    if (map.getBounds().contains(base)) return;
    map.panBy(L.point(way).multiplyBy(120), { animate: false });
  }

  function onKey(event) {
    const stop = coproWays.stopOf(event.target);
    if (!stop || state.aims || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      press(stop);
    } else {
      const to = target(event, stop, stopsOf(groupOf(stop)));
      if (to && to !== stop) goTo(to);
      else if (!AHEAD[event.key]) return;
      else if (!to) lookFurther(AHEAD[event.key]);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  // The ring round an area lies over its neighbours, light and dark on any ground.
  function ringArea(element) {
    ring.clearLayers();
    const area = element && state.areas.get(element.dataset.area);
    if (!area) return;
    for (const className of ["focus-halo", "focus-line"]) {
      L.polygon(area.polygon.getLatLngs(), {
        className, pane: "ring", interactive: false, fill: false,
      }).addTo(ring);
    }
  }

  function begin(drawn) {
    state = drawn;
    const { map } = state;
    const container = map.getContainer();
    map.createPane("ring").style.zIndex = 440;
    map.getPane("ring").style.pointerEvents = "none";
    ring = L.layerGroup().addTo(map);
    container.addEventListener("keydown", onKey);
    container.addEventListener("focusin", ({ target: element }) => {
      const stop = coproWays.stopOf(element);
      const seen = stop?.matches(":focus-visible");
      if (seen) bring(stop);
      ringArea(seen && stop);
      if (!stop || state.aims) return;
      const at = map.containerPointToLatLng(coproWays.middleOf(stop));
      held = { element: stop, group: groupOf(stop), key: keyOf(stop), at };
      enter(held.group, stop);
      if (seen) coproWays.name(stop);
    });
    container.addEventListener("focusout", ({ target: element }) => {
      ringArea(null);
      // What was taken away while it had the focus is found again once all is drawn.
      setTimeout(() => { if (element.isConnected && held?.element === element) held = null; });
    });
  }

  return { begin, refresh };
})();
