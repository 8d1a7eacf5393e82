/* Draws the asset map. Text is set by textContent and setAttribute only; data arrives
   parsed. Names are placed by map_names.js, and map_ways.js moves about. */
"use strict";

window.coproMap = (() => {
  const state = {
    clicks: 0, areas: new Map(), shown: "", base: null, address: "", pins: new Map(),
    badges: [], ringed: "",
  };
  const plain = (className) => ({ className, interactive: false });

  // Scripts of a frame are fetched one after the other: tell of the others at once.
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  for (const one of [
    "leaflet/leaflet.js", "markercluster/leaflet.markercluster.js", "map_names.js",
    "map_ways.js", "map_keys.js",
  ]) {
    document.head.append(Object.assign(document.createElement("link"), {
      rel: "preload", as: "script", href: here + one,
    }));
  }

  function textElement(text, className) {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  }

  // Streamlit hears of a click only if the value is new, so each one is counted.
  function answerWith(layer, properties) {
    layer.toGeoJSON = () => ({
      type: "Feature", geometry: null, properties: { ...properties, n: ++state.clicks },
    });
  }

  // An icon that says what it is; the keyboard reaches it by map_ways.js.
  function saidIcon(className, size, html, label, facts = {}) {
    const icon = L.divIcon({ className: "map-stop " + className, iconSize: size, html });
    const create = icon.createIcon;
    icon.createIcon = (old) => {
      const element = create.call(icon, old);
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", label);
      element.tabIndex = -1;
      Object.assign(element.dataset, facts);
      return element;
    };
    return icon;
  }

  function drawAreas(areas) {
    state.areas.clear();
    for (const [code, name, outline, middle] of areas) {
      const polygon = L.polygon(outline, { className: "area" });
      answerWith(polygon, { area: code });
      polygon.addTo(state.ground);
      const element = polygon.getElement();
      element.dataset.area = code;
      element.setAttribute("role", "button");
      element.tabIndex = -1;
      state.areas.set(code, { code, name, polygon, element, middle });
    }
  }

  // A map that is hidden has no room: it goes there once it is shown.
  function fit(map, bounds) {
    if (!map.getSize().x) return;
    // Room below for the attribution; but what is under the cross is in the middle.
    const below = map.getContainer().classList.contains("aims") ? 10 : 46;
    state.fitting = true;
    map.fitBounds(bounds, {
      paddingTopLeft: [10, 10], paddingBottomRight: [10, below], animate: false,
    });
    state.fitting = state.moved = false;
  }

  // All of Wales and some more can be seen at once, and nobody gets lost at sea.
  function limit(map) {
    if (!map.getSize().x) return;
    const around = L.latLngBounds(state.base);
    // Not by setMinZoom: that would set out for another place, and arrive too late.
    map.options.minZoom = 0;
    // Clusters are made for the zoom levels that there are, and these are whole numbers:
    // a pin that stands alone hangs on the first of them, and would not be drawn.
    map.options.minZoom = Math.floor(Math.min(map.getBoundsZoom(around.pad(0.2)), 8));
    const pins = state.clusters ? state.clusters.getLayers() : [];
    state.clusters?.clearLayers().addLayers(pins);
    map.options.maxBounds = around.pad(0.5);
    map.fire("zoomlevelschange");
  }

  // An empty map. The groups are on it from the start, so that Streamlit hears their
  // clicks; the boundaries come later, by their address.
  function begin(map) {
    map.attributionControl.setPrefix(false);
    map.createPane("labels").style.zIndex = 450;
    map.getPane("labels").style.pointerEvents = "none";
    map.getContainer().classList.toggle("with-streets", hasStreets(map));
    state.map = map;
    state.ground = L.featureGroup().addTo(map);
    state.labels = L.layerGroup().addTo(map);
    coproWays.begin(map, state);
    map.on("movestart zoomstart", () => { state.moved = state.moved || !state.fitting; });
    map.on("zoomstart", () => state.labels.clearLayers());
    map.on("moveend", refresh);
    document.fonts.addEventListener("loadingdone", () => { coproNames.forget(); refresh(); });
    // The page gives it its height, and styles may come after it was first measured.
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
    // Given more or less room: fit again, unless somebody has gone elsewhere.
    map.on("resize", () => {
      if (!state.base) return;
      limit(map);
      if (!state.moved && state.fitted) fit(map, state.fitted);
    });
  }

  // What depends on what is on the screen: names, badges, stops of the keyboard.
  function refresh() {
    if (!state.words || !state.map.getSize().x) return;
    coproNames.place(state);
    coproKeys.refresh();
    mark();
  }

  function drawBase(map, data) {
    state.ground.clearLayers();
    if (state.credit) map.attributionControl.removeAttribution(state.credit);
    map.attributionControl.addAttribution(data.credit);
    state.credit = data.credit;
    for (const outline of data.england) L.polygon(outline, plain("abroad")).addTo(state.ground);
    drawAreas(data.areas);
    for (const outline of data.lines) L.polygon(outline, plain("line")).addTo(state.ground);
    state.base = data.bounds;
    state.towns = data.towns;
    limit(map);
  }

  // Fetch boundaries that are not drawn yet, then go on; the latest wish wins.
  function withBase(map, data, go) {
    state.wish = data;
    if (state.address === data.base) { go(); return; }
    fetch(data.base)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((base) => {
        if (state.wish !== data) return;
        drawBase(map, base);
        state.address = data.base;
      })
      .catch(() => map.attributionControl.addAttribution(data.words.lost))
      .then(() => { if (state.wish === data) go(); });
  }

  function hasStreets(map) {
    let found = false;
    map.eachLayer((layer) => { found = found || layer instanceof L.TileLayer; });
    return found;
  }

  function markerOf(data, [id, place, kind, stale, name]) {
    const style = data.kinds[kind];
    const chosen = id && id === data.entry ? " chosen" : "";
    const known = stale ? " (" + data.words.stale + ")" : "";
    const label = style.label + (name && ": ") + name + known;
    const looks = "entry-icon" + chosen + (stale ? " stale" : "");
    const icon = saidIcon(looks, [24, 24], style.full, label, { entry: id });
    const marker = L.marker(place, {
      icon, keyboard: false, riseOnHover: true, zIndexOffset: chosen ? 1000 : 0,
    });
    marker.kind = kind;
    answerWith(marker, { entry: id });
    return marker;
  }

  const sum = (numbers) => numbers.reduce((all, n) => all + n, 0);

  // "Entries: 12 (Practitioners: 5, Projects: 7)"
  function countLabel(data, kinds, template = data.words.many) {
    const parts = kinds.map((n, kind) => n && data.kinds[kind].plural + ": " + n);
    return template.replace("{n}", sum(kinds)) + " (" + parts.filter(Boolean).join(", ") + ")";
  }

  // A number in a ring, of which each kind has its share.
  function ringOf(data, kinds, size) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
    svg.setAttribute("aria-hidden", "true");
    const all = sum(kinds);
    const gap = kinds.filter(Boolean).length > 1 ? 2 : 0;
    let from = 0;
    kinds.forEach((n, kind) => {
      if (!n) return;
      const share = (100 * n) / all;
      const part = document.createElementNS(svg.namespaceURI, "circle");
      for (const [key, value] of Object.entries({
        cx: size / 2, cy: size / 2, r: size / 2 - 3.5, pathLength: 100, "data-kind": kind,
        "stroke-dasharray": `${Math.max(share - gap, 1)} 100`, "stroke-dashoffset": -from,
      })) part.setAttribute(key, value);
      part.style.stroke = data.kinds[kind].colour;
      svg.append(part);
      from += share;
    });
    const ring = document.createElement("div");
    ring.append(svg, textElement(String(all), "cluster-count"));
    return ring;
  }

  function countIcon(data, kinds) {
    const count = sum(kinds);
    const size = count < 10 ? 34 : count < 100 ? 40 : count < 1000 ? 48 : 58;
    return saidIcon(
      "cluster-icon", [size, size], ringOf(data, kinds, size), countLabel(data, kinds),
    );
  }

  function cellOf(data, [place, kinds, box]) {
    const marker = L.marker(place, { icon: countIcon(data, kinds), keyboard: false });
    answerWith(marker, { box });
    return marker;
  }

  function clustersOf(data) {
    L.MarkerCluster.prototype.options.keyboard = false;
    const clusters = L.markerClusterGroup({
      maxClusterRadius: 46, showCoverageOnHover: false, animate: !coproWays.still(),
      spiderLegPolylineOptions: { weight: 1, color: "currentColor", opacity: 0.6 },
      iconCreateFunction: (cluster) => {
        const kinds = data.kinds.map(() => 0);
        for (const marker of cluster.getAllChildMarkers()) kinds[marker.kind] += 1;
        return countIcon(data, kinds);
      },
    });
    clusters.on("animationend spiderfied unspiderfied", refresh);
    return clusters;
  }

  // Entries known by their area alone: how many, beside the area's name.
  function badgeOf(data, [code, kinds, ids]) {
    const area = state.areas.get(code);
    if (!area) return null;
    const label = countLabel(data, kinds, data.words.somewhere.replace("{area}", area.name));
    const chosen = ids.includes(data.entry) ? " chosen" : "";
    const text = textElement("+" + sum(kinds), "badge-count");
    const icon = saidIcon("badge-icon" + chosen, null, text, label, { badge: code });
    const marker = L.marker(area.middle, { icon, keyboard: false, zIndexOffset: -100 });
    answerWith(marker, { area: code });
    state.badges.push({ marker, ids, area: code });
    return marker;
  }

  const circleOf = ([latitude, longitude, radius]) =>
    L.circle([latitude, longitude], { radius, ...plain("asked") });

  function boxOf([latitude, longitude, radius]) {
    const box = L.latLng(latitude, longitude).toBounds(2 * radius);
    return [[box.getSouth(), box.getWest()], [box.getNorth(), box.getEast()]];
  }

  // How many of the entries found lie in the part of the map that is shown.
  function countInView(map, data) {
    if (!state.counter) {
      state.counter = L.control({ position: "topright" });
      state.counter.onAdd = () => textElement("", "in-view");
      state.counter.addTo(map);
      map.on("moveend", () => state.recount());
    }
    state.recount = () => {
      const view = map.getBounds();
      const seen = (rows, place, n) =>
        rows.reduce((all, row) => all + (view.contains(place(row)) ? n(row) : 0), 0);
      const middle = ([code]) => state.areas.get(code)?.middle || [0, 0];
      const n = seen(data.points, (row) => row[1], () => 1)
        + seen(data.cells, (row) => row[0], (row) => sum(row[1]))
        + seen(data.somewhere, middle, (row) => sum(row[1]));
      state.counter.getContainer().textContent = data.words.inView.replace("{n}", n);
    };
    state.recount();
  }

  function paintAreas(data) {
    for (const { code, name, polygon, element } of state.areas.values()) {
      const chosen = data.areas.includes(code) || data.home === code;
      element.classList.toggle("chosen", chosen);
      element.classList.toggle("covered", data.covered.includes(code));
      const here = data.words.here.replace("{n}", data.here[code] || 0);
      element.setAttribute("aria-label", data.aims ? name : name + ". " + here);
      // Where a place is marked areas are no buttons: a press is for the place.
      element.setAttribute("role", data.aims ? "img" : "button");
      if (data.aims) { element.removeAttribute("tabindex"); element.removeAttribute("aria-pressed"); }
      else element.setAttribute("aria-pressed", String(data.areas.includes(code)));
      if (chosen && document.activeElement !== element) polygon.bringToFront();
    }
    state.chosen = [...data.areas, data.home];
  }

  // What was asked for; round a place with nobody near, as far as the nearest.
  function boundsOf(map, data) {
    if (data.bounds || !data.circle) return data.bounds;
    const box = L.latLngBounds(boxOf(data.circle));
    const places = [...data.points.map((row) => row[1]), ...data.cells.map(([place]) => place)];
    if (places.length && !places.some((place) => box.contains(place))) {
      const away = (place) => map.distance(data.circle.slice(0, 2), place);
      box.extend(places.reduce((best, place) => (away(place) < away(best) ? place : best)));
    }
    return [[box.getSouth(), box.getWest()], [box.getNorth(), box.getEast()]];
  }

  // Go to what was asked for, unless the map shows that already.
  function show(map, data) {
    const bounds = boundsOf(map, data);
    const wanted = JSON.stringify(bounds);
    if (wanted === state.shown) return;
    state.shown = wanted;
    state.fitted = bounds || state.base;
    if (state.fitted) fit(map, state.fitted);
  }

  // Ring the pin of an entry, or what holds it: a cluster, or the badge of its area.
  function mark() {
    for (const one of document.querySelectorAll(".ringed")) one.classList.remove("ringed");
    if (!state.ringed) return;
    const pin = state.pins.get(state.ringed);
    const badge = state.badges.find(({ ids }) => ids.includes(state.ringed));
    const shown = pin ? state.clusters.getVisibleParent(pin) || pin : badge?.marker;
    shown?.getElement()?.classList.add("ringed");
  }

  function ring(id) {
    state.ringed = id;
    mark();
  }

  function drawEntries(group, data) {
    const clusters = clustersOf(data);
    const cells = L.featureGroup();
    state.clusters = clusters;
    state.badges = [];
    group.addLayer(clusters).addLayer(cells);
    state.go = () => {
      paintAreas(data);
      show(state.map, data); // before the pins come: clusters are made for a zoom level
      state.pins = new Map(data.points.map((row) => [row[0], markerOf(data, row)]));
      // The open entry stays in sight: it is never part of a cluster.
      const open = state.pins.get(data.entry);
      clusters.clearLayers();
      clusters.addLayers([...state.pins.values()].filter((pin) => pin !== open));
      if (open) group.addLayer(open);
      for (const row of data.cells) cells.addLayer(cellOf(data, row));
      for (const row of data.somewhere) {
        const badge = badgeOf(data, row);
        if (badge) cells.addLayer(badge);
      }
      state.ids = [...state.pins.keys(), ...state.badges.flatMap(({ ids }) => ids)];
      if (data.circle) circleOf(data.circle).addTo(group);
      countInView(state.map, data);
      refresh();
    };
  }

  function drawPoints(group, data) {
    const map = state.map;
    window.feature_group = []; // streamlit-folium never empties it
    state.words = data.words;
    state.aims = data.aims;
    coproWays.speak(data);
    drawEntries(group, data);
    withBase(map, data, state.go);
  }

  return { begin, drawPoints, ring, ids: () => state.ids };
})();
