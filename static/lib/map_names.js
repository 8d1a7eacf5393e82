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
  ];
  const widths = new Map();

  function span(text, className) {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  }

  // How wide and high a name is drawn; forgotten when another font has come.
  function sizeOf(map, text, className) {
    const key = className + " " + text;
    if (widths.has(key)) return widths.get(key);
    const holder = document.createElement("div");
    holder.className = "map-label";
    const element = holder.appendChild(span(text, className));
    map.getPane("labels").append(holder);
    const size = [element.offsetWidth, element.offsetHeight];
    holder.remove();
    widths.set(key, size);
    return size;
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

  // A badge stands near the middle of its area, where it covers least.
  function placeBadge({ map, labels }, { marker }, boxes, named) {
    const element = marker.getElement();
    if (!element) return;
    const size = [element.offsetWidth, element.offsetHeight];
    const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
    let best = null;
    for (const [right, down] of AWAY) {
      const box = boxAt(x + right, y + down, size);
      const covered = taken(box, boxes);
      if (!best || covered < best.covered) best = { right, down, box, covered };
      if (!covered) break;
    }
    element.style.marginLeft = `${best.right - size[0] / 2}px`;
    element.style.marginTop = `${best.down - size[1] / 2}px`;
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
        return { text: name, at: middle, width, badge, chosen: state.chosen.includes(code) };
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
    holder.append(span(one.text, one.className));
    const icon = L.divIcon({
      className: "map-label", iconSize: [0, 0], iconAnchor: [-right, -down], html: holder,
    });
    return L.marker(one.at, { icon, interactive: false, keyboard: false, pane: "labels" });
  }

  function placeName(state, one, boxes) {
    one.className = one.isTown ? "town-name" : one.chosen ? "area-name chosen" : "area-name";
    const size = sizeOf(state.map, one.text, one.className);
    // An area's name is shown where it fits into its area, a chosen one's always.
    if (!one.isTown && !one.chosen && size[0] > one.width) return null;
    const { x, y } = state.map.latLngToContainerPoint(one.at);
    const all = state.map.getSize();
    for (const [right, down] of shifts(one, size)) {
      const box = boxAt(x + right, y + down, size);
      const inside = box[0] >= 0 && box[1] >= 0 && box[2] <= all.x && box[3] <= all.y;
      if (inside && !taken(box, boxes)) {
        boxes.push(box);
        const layer = label(one, [right, down]);
        state.labels.addLayer(layer);
        return { layer, box };
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
    const named = [];
    // Of each area the name, then its badge near by.
    for (const one of wanted(state)) {
      const name = placeName(state, one, boxes);
      if (name) named.push(name);
      if (one.badge) placeBadge(state, one.badge, boxes, named);
    }
  }

  return { place, forget: () => widths.clear() };
})();
