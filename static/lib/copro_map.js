/* Draws the asset map. Text is set by textContent only; data arrives parsed. */
"use strict";

window.coproMap = (() => {
  const INK = "#5B564C";
  const ACCENT = "#0B5563";
  const AREA = { color: INK, weight: 1.4, fillColor: "#F3EFE6", fillOpacity: 1 };
  const CHOSEN = { color: ACCENT, weight: 3, fillColor: "#D5E6E4", fillOpacity: 1 };
  const COVERED = { color: INK, weight: 1.4, fillColor: "#D5E6E4", fillOpacity: 1 };
  const THIN = { color: "#B9B2A3", weight: 0.7, fill: false, interactive: false };
  const ABROAD = { stroke: false, fillColor: "#DDD9CE", fillOpacity: 1, interactive: false };
  // Towns appear from these zoom levels on, by residents.
  const TOWN_ZOOM = [[8.5, 25000], [9, 8000], [9.75, 2000], [11, 800], [12, 0]];
  const state = { clicks: 0, areas: new Map(), shown: "", base: null, address: "" };

  function textElement(text, className) {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  }

  function label(map, text, latlng, className) {
    const icon = L.divIcon({
      className: "map-label", iconSize: [0, 0], html: textElement(text, className),
    });
    return L.marker(latlng, { icon, interactive: false, keyboard: false, pane: "labels" });
  }

  // Streamlit hears of a click only if the value is new, so each one is counted.
  function answerWith(layer, properties) {
    layer.toGeoJSON = () => ({
      type: "Feature", geometry: null, properties: { ...properties, n: ++state.clicks },
    });
  }

  function drawAreas(areas) {
    state.areas.clear();
    for (const [code, name, outline] of areas) {
      const polygon = L.polygon(outline, AREA);
      answerWith(polygon, { area: code });
      polygon.bindTooltip(textElement(name, "area-tip"), { sticky: true });
      polygon.addTo(state.ground);
      polygon.getElement().dataset.area = code;
      state.areas.set(code, polygon);
    }
  }

  // A name is shown where it fits into its area on the screen.
  function drawNames(map, areas, towns) {
    state.refresh = () => {
      const names = state.names.clearLayers();
      const zoom = map.getZoom();
      for (const [code, name, , middle] of areas) {
        const bounds = state.areas.get(code).getBounds();
        const width = map.latLngToLayerPoint(bounds.getNorthEast()).x
          - map.latLngToLayerPoint(bounds.getSouthWest()).x;
        if (name.length * 6.2 < width * 0.8) {
          names.addLayer(label(map, name, middle, "area-name"));
        }
      }
      const least = TOWN_ZOOM.filter(([level]) => zoom >= level).map(([, n]) => n);
      if (!least.length) return;
      const view = map.getBounds();
      for (const [name, place, residents] of towns) {
        if (residents >= Math.min(...least) && view.contains(place)) {
          names.addLayer(label(map, name, place, "town-name"));
        }
      }
    };
    state.refresh();
  }

  function fit(map, bounds) {
    // Room below for the attribution; but what is under the cross is in the middle.
    const below = map.getContainer().classList.contains("aims") ? 10 : 46;
    map.fitBounds(bounds, {
      paddingTopLeft: [10, 10], paddingBottomRight: [10, below], animate: false,
    });
  }

  // An empty map. The groups are on it from the start, so that Streamlit hears their
  // clicks; the boundaries come later, by their address.
  function begin(map) {
    map.attributionControl.setPrefix(false);
    map.createPane("labels").style.zIndex = 450;
    map.getPane("labels").style.pointerEvents = "none";
    map.getContainer().setAttribute("role", "region");
    map.getContainer().classList.toggle("with-streets", hasStreets(map));
    if (hasStreets(map)) { ABROAD.fillOpacity = 0; AREA.fillOpacity = 0.05; CHOSEN.fillOpacity = 0.25; COVERED.fillOpacity = 0.25; }
    state.ground = L.featureGroup().addTo(map);
    state.names = L.layerGroup().addTo(map);
    state.refresh = () => {};
    map.on("moveend zoomend", () => state.refresh());
    // Shown after being hidden (on a phone): fit again once there is room.
    let wasHidden = !map.getSize().x;
    map.on("resize", () => {
      if (wasHidden && map.getSize().x && state.fitted) fit(map, state.fitted);
      wasHidden = !map.getSize().x;
    });
  }

  function drawBase(map, data) {
    state.ground.clearLayers();
    if (state.credit) map.attributionControl.removeAttribution(state.credit);
    map.attributionControl.addAttribution(data.credit);
    state.credit = data.credit;
    for (const outline of data.england) L.polygon(outline, ABROAD).addTo(state.ground);
    drawAreas(data.areas);
    for (const outline of data.lines) L.polygon(outline, THIN).addTo(state.ground);
    state.base = data.bounds;
    drawNames(map, data.areas, data.towns);
  }

  // Leaflet's own labels, in the language of the page.
  function speak(map, words) {
    for (const [way, text] of Object.entries(words.zoom)) {
      const button = map.getContainer().querySelector(".leaflet-control-zoom-" + way);
      for (const name of button ? ["title", "aria-label"] : []) button.setAttribute(name, text);
    }
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

  function markerOf(data, [id, place, kind, vague, stale]) {
    const style = data.kinds[kind];
    const chosen = id === data.entry ? " chosen" : "";
    const old = stale ? " stale" : "";
    const icon = L.divIcon({
      className: "entry-icon" + chosen + old, iconSize: [24, 24],
      html: vague ? style.hollow : style.full,
    });
    const known = stale ? " (" + data.words.stale + ")" : "";
    // What is not on the map yet has no id, so its kind alone is said.
    const title = style.label + (id && ": ") + id.replaceAll("-", " ") + known;
    const marker = L.marker(place, {
      icon, title, alt: title, riseOnHover: true, zIndexOffset: chosen ? 1000 : 0,
      keyboard: !data.aims,
    });
    answerWith(marker, { entry: id });
    return marker;
  }

  function cellOf(words, [place, count, box]) {
    const title = words.open + ": " + count;
    const marker = L.marker(place, { icon: countIcon(count), title, alt: title });
    answerWith(marker, { box });
    return marker;
  }

  function clusterIcon(cluster) {
    return countIcon(cluster.getChildCount());
  }

  function countIcon(count) {
    const size = count < 10 ? 34 : count < 50 ? 42 : count < 1000 ? 50 : 60;
    return L.divIcon({
      className: "cluster-icon", iconSize: [size, size],
      html: textElement(String(count), "cluster-count"),
    });
  }

  function circleOf([latitude, longitude, radius]) {
    return L.circle([latitude, longitude], {
      radius, color: ACCENT, weight: 2, dashArray: "4 5", fill: false, interactive: false,
    });
  }

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
      const pins = data.points.reduce((sum, row) => sum + view.contains(row[1]), 0);
      const n = data.cells.reduce((sum, row) => sum + view.contains(row[0]) * row[1], pins);
      state.counter.getContainer().textContent = data.words.inView.replace("{n}", n);
    };
    state.recount();
  }

  function paintAreas(data) {
    for (const [code, polygon] of state.areas) {
      const chosen = data.areas.includes(code);
      const covered = data.covered.includes(code);
      polygon.setStyle(chosen ? CHOSEN : covered ? COVERED : AREA);
      if (chosen) polygon.bringToFront();
      // Where a place is marked nothing else is chosen: Tab leads past the areas.
      if (data.aims) polygon.getElement().tabIndex = -1;
    }
  }

  // Go to what was asked for, unless the map shows that already.
  function show(map, data) {
    const bounds = data.bounds || (data.circle && boxOf(data.circle));
    const wanted = JSON.stringify(bounds);
    if (wanted === state.shown) return;
    state.shown = wanted;
    state.fitted = bounds || state.base;
    if (state.fitted) fit(map, state.fitted);
  }

  function drawPoints(group, data) {
    const map = group._map || window.map || window.map_div;
    window.feature_group = []; // streamlit-folium never empties it
    const clusters = L.markerClusterGroup({
      maxClusterRadius: 38, showCoverageOnHover: false, iconCreateFunction: clusterIcon,
      spiderLegPolylineOptions: { weight: 1, color: INK, opacity: 0.6 },
    });
    const cells = L.featureGroup();
    group.addLayer(clusters).addLayer(cells);
    speak(map, data.words);
    map.getContainer().classList.toggle("aims", data.aims);
    withBase(map, data, () => {
      paintAreas(data);
      show(map, data); // before the pins come: clusters are made for a zoom level
      // The open entry stays in sight: it is never part of a cluster.
      const marker = (row) => markerOf(data, row);
      clusters.addLayers(data.points.filter(([id]) => id !== data.entry).map(marker));
      for (const row of data.points) {
        if (row[0] === data.entry) group.addLayer(marker(row));
      }
      state.ids = data.points.map(([id]) => id);
      for (const row of data.cells) cells.addLayer(cellOf(data.words, row));
      if (data.circle) circleOf(data.circle).addTo(group);
      countInView(map, data);
    });
  }

  return { begin, drawPoints, ids: () => state.ids };
})();
