/* Names and badges on the map, each where nothing else stands on the screen. */
"use strict";

window.coproNames = (() => {
  // Towns appear from these zoom levels on, by residents.
  const TOWN_ZOOM = [[8, 60000], [8.5, 25000], [9, 8000], [9.75, 2000], [11, 800], [12, 0]];
  const MOST_TOWNS = 60;
  const ROOM = 2; // pixels between two boxes
  // How far from the middle of its area a badge may stand, the best first.
  const AWAY = [
    [0, 18], [0, 0], [0, -18], [34, 18], [-34, 18], [34, -18], [-34, -18], [0, 40], [0, -40],
    [50, 0], [-50, 0], [34, 40], [-34, 40], [34, -40], [-34, -40], [60, 20], [-60, 20],
    [0, 64], [0, -64], [60, 50], [-60, 50], [60, -50], [-60, -50],
  ];
  const widths = new Map();

  function span(text, className) {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  }

  const classOf = ({ isTown, chosen }) =>
    isTown ? "town-name" : chosen ? "area-name chosen" : "area-name";
  const keyOf = (one) => classOf(one) + " " + one.text;

  // How wide and high names are drawn: all measured at once, for each look at what was
  // just changed costs the browser a layout. Forgotten when another font has come.
  function measure(map, names) {
    const holder = document.createElement("div");
    holder.className = "map-label";
    const fresh = names.filter((one) => !widths.has(keyOf(one)));
    for (const one of fresh) holder.append(span(one.text, classOf(one)));
    map.getPane("labels").append(holder);
    fresh.forEach((one, n) => {
      const { offsetWidth, offsetHeight } = holder.children[n];
      widths.set(keyOf(one), [offsetWidth, offsetHeight]);
    });
    holder.remove();
  }

  const boxAt = (x, y, [width, height]) =>
    [x - width / 2, y - height / 2, x + width / 2, y + height / 2];

  const overlap = (a, b) =>
    Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]) + ROOM)
    * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]) + ROOM);

  const taken = (box, boxes) => boxes.reduce((all, one) => all + overlap(box, one), 0);

  // Where an icon ends up, though it may still be on its way.
  function iconBox(map, element) {
    const { x, y } = map.layerPointToContainerPoint(L.DomUtil.getPosition(element));
    const left = x + parseFloat(element.style.marginLeft || 0);
    const top = y + parseFloat(element.style.marginTop || 0);
    return [left, top, left + element.offsetWidth, top + element.offsetHeight];
  }

  function controls(map) {
    const origin = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const box = control.getBoundingClientRect();
      return [
        box.left - origin.left, box.top - origin.top,
        box.right - origin.left, box.bottom - origin.top,
      ];
    });
  }

  const lies = ({ element }, { x, y }, [right, down]) =>
    element.isPointInFill(new DOMPoint(x + right, y + down));

  // What of a box is beyond the edge of the map, if its place is not.
  function outside({ x, y }, [left, top, right, bottom]) {
    const wide = Math.max(0, -left) + Math.max(0, right - x);
    return (wide + Math.max(0, -top) + Math.max(0, bottom - y)) * 20;
  }

  // A badge stands near the middle of its area, where it covers least; a line leads
  // there from one that stands outside.
  function placeBadge({ map, labels, areas }, { marker, size, area }, boxes, named) {
    const element = marker.getElement();
    if (!element) return;
    const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
    const layer = map.latLngToLayerPoint(marker.getLatLng());
    let best = null;
    for (const [right, down] of AWAY) {
      const box = boxAt(x + right, y + down, size);
      const isIn = lies(areas.get(area), layer, [right, down]);
      const far = Math.hypot(right, down);
      const cost = taken(box, boxes) + outside(map.getSize(), box) + (isIn ? 0 : 5 + far);
      if (!best || cost < best.cost) best = { right, down, box, cost, isIn, far };
      if (!cost) break;
    }
    element.style.marginLeft = `${best.right - size[0] / 2}px`;
    element.style.marginTop = `${best.down - size[1] / 2}px`;
    element.classList.toggle("away", !best.isIn && best.far > 20);
    element.style.setProperty("--far", `${best.far}px`);
    element.style.setProperty("--turn", `${Math.atan2(-best.down, -best.right)}rad`);
    boxes.push(best.box);
    // A badge always has its place: a name that it covers gives way.
    for (const name of named) if (overlap(name.box, best.box)) labels.removeLayer(name.layer);
  }

  // What is to be named, most wanted first: chosen areas, areas, towns by their size.
  function wanted(state) {
    const { map } = state;
    const view = map.getBounds();
    const areas = [...state.areas.values()]
      .map(({ code, name, polygon, middle }) => {
        const bounds = polygon.getBounds();
        const width = map.latLngToLayerPoint(bounds.getNorthEast()).x
          - map.latLngToLayerPoint(bounds.getSouthWest()).x;
        const badge = state.badges.find((one) => one.area === code);
        return { text: name, at: middle, width, badge, area: code, chosen: state.chosen.includes(code) };
      })
      .sort((a, b) => b.chosen - a.chosen || b.width - a.width);
    const least = TOWN_ZOOM.filter(([level]) => map.getZoom() >= level).map(([, n]) => n);
    const towns = (least.length ? state.towns : [])
      .filter(([, at, people]) => people >= Math.min(...least) && view.contains(at))
      .sort((a, b) => b[2] - a[2])
      .slice(0, MOST_TOWNS)
      .map(([text, at]) => ({ text, at, isTown: true }));
    return [...areas, ...towns];
  }

  // Where a name may stand, away from its place: a town's beside its dot.
  function shifts({ isTown }, [width, height]) {
    if (!isTown) return [0, -18, 18, -32, 32].flatMap((y) => [[0, y], [-24, y], [24, y]]);
    const near = [7, 26];
    return near.flatMap((far) => {
      const beside = width / 2 + far;
      const over = height / 2 + far - 3;
      return [[beside, 0], [-beside, 0], [0, -over], [0, over]];
    });
  }

  function label(one, [right, down]) {
    const holder = document.createElement("div");
    if (one.isTown) {
      const dot = holder.appendChild(document.createElement("i"));
      dot.style.transform = `translate(${-right - 2}px, ${-down - 2}px)`;
    }
    holder.append(span(one.text, classOf(one)));
    const icon = L.divIcon({
      className: "map-label", iconSize: [0, 0], iconAnchor: [-right, -down], html: holder,
    });
    return L.marker(one.at, { icon, interactive: false, keyboard: false, pane: "labels" });
  }

  function placeName(state, one, boxes) {
    const size = widths.get(keyOf(one));
    // An area's name is shown where it fits into its area, a chosen one's always.
    if (!one.isTown && !one.chosen && size[0] > one.width) return null;
    const { x, y } = state.map.latLngToContainerPoint(one.at);
    const all = state.map.getSize();
    const layer = state.map.latLngToLayerPoint(one.at);
    const area = state.areas.get(one.area);
    for (const [right, down] of shifts(one, size)) {
      if (area && !lies(area, layer, [right, down])) continue;
      const box = boxAt(x + right, y + down, size);
      const inside = box[0] >= 0 && box[1] >= 0 && box[2] <= all.x && box[3] <= all.y;
      if (inside && !taken(box, boxes)) {
        boxes.push(box);
        const name = label(one, [right, down]);
        state.labels.addLayer(name);
        return { layer: name, box };
      }
    }
    return null;
  }

  function place(state) {
    const { map } = state;
    state.labels.clearLayers();
    const boxes = controls(map);
    for (const icon of map.getPane("markerPane").children) {
      if (!icon.classList.contains("badge-icon")) boxes.push(iconBox(map, icon));
    }
    for (const badge of state.badges) {
      const element = badge.marker.getElement();
      badge.size = [element?.offsetWidth, element?.offsetHeight];
    }
    const names = wanted(state);
    measure(map, names);
    const named = [];
    // Of each area the name, then its badge near by.
    for (const one of names) {
      const name = placeName(state, one, boxes);
      if (name) named.push(name);
      if (one.badge) placeBadge(state, one.badge, boxes, named);
    }
  }

  return { place, forget: () => widths.clear() };
})();
