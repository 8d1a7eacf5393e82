/* Goes nearer and further on the map, and tells the page around how high this one is. */
"use strict";

(() => {
  const map = document.getElementById("map");
  const NEAREST = 8;
  const NEARLY = 1.08; // names and marks may be so much larger than there is room for

  // Height: said when it changes, and when the page around asks for it.
  let told = 0;
  const tell = () => {
    told = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ copro_map_height: told }, "*");
  };
  if (window.parent !== window) {
    new ResizeObserver(() => {
      if (Math.ceil(document.body.getBoundingClientRect().height) !== told) tell();
    }).observe(document.body);
    window.addEventListener("message", (event) => {
      if (event.source === window.parent && event.data === "copro_map_height") tell();
    });
  }
  if (!map) return;

  const [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number);
  const levels = map.dataset.levels.split(" ").map(Number);
  const box = { x: 0, y: 0, w: width, h: height };
  const ways = document.querySelector(".ways");
  const here = document.querySelector(".here");
  const button = (go) => document.querySelector(`[data-go=${go}]`);
  const spots = new Map([...map.querySelectorAll(".pin")].map((pin) => {
    const { e, f } = pin.transform.baseVal.consolidate().matrix;
    return [pin.dataset.n, { x: e, y: f }];
  }));

  function show() {
    map.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
    const pixel = map.clientWidth / box.w;
    const level = Math.max(0, levels.findLastIndex((least) => least <= pixel * NEARLY));
    map.setAttribute("class", `on z${level}${box.w < width ? " near" : ""}`);
    map.style.setProperty("--k", 1 / pixel);
    button("in").disabled = box.w <= width / NEAREST + 0.01;
    button("out").disabled = button("whole").disabled = box.w >= width;
  }

  const between = (least, wanted, most) => Math.min(most, Math.max(least, wanted));

  function look(x, y, w) {
    box.w = between(width / NEAREST, w, width);
    box.h = (box.w * height) / width;
    box.x = between(0, x - box.w / 2, width - box.w);
    box.y = between(0, y - box.h / 2, height - box.h);
    show();
  }

  const nearer = (factor) => look(box.x + box.w / 2, box.y + box.h / 2, box.w * factor);

  // Entries that lie at one place, by name: nothing nearer would take them apart.
  function list(disc) {
    here.querySelector("strong").textContent = disc.getAttribute("aria-label");
    here.querySelector("ul").replaceChildren(...disc.dataset.of.split(" ").flatMap((n) => {
      const entry = document.getElementById(`e${n}`);
      if (!entry) return [];
      const row = document.createElement("li");
      row.append(entry.querySelector("svg").cloneNode(true), entry.querySelector("a").cloneNode(true));
      return [row];
    }));
    here.hidden = false;
    here.from = disc;
    here.focus({ preventScroll: true });
  }

  function close() {
    here.hidden = true;
    here.from?.focus({ preventScroll: true });
  }

  function open(disc) {
    const found = disc.dataset.of.split(" ").map((n) => spots.get(n)).filter(Boolean);
    const [xs, ys] = [found.map((at) => at.x), found.map((at) => at.y)];
    const [w, h] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
    const wanted = Math.max(w, (h * width) / height) * 1.5;
    if (!found.length || Math.max(w, h) < 2 || box.w <= width / NEAREST + 0.01) { list(disc); return; }
    look((Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2,
      Math.min(wanted, box.w / 2));
    // Whoever came by the keyboard goes on from what the disc became.
    const next = [...map.querySelectorAll(".pin, .disc")].find((one) => one.getClientRects().length
      && (one.dataset.of ?? one.dataset.n).split(" ").includes(disc.dataset.of.split(" ")[0]));
    next?.focus({ preventScroll: true });
  }

  map.addEventListener("click", (event) => {
    if (map.moved) { event.preventDefault(); map.moved = false; return; }
    const disc = event.target.closest(".disc");
    if (disc) { event.preventDefault(); open(disc); }
  });
  for (const [go, act] of Object.entries({
    in: () => nearer(0.5), out: () => nearer(2), whole: () => nearer(NEAREST), close,
  })) button(go).addEventListener("click", act);
  here.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  // What has the focus is in view.
  map.addEventListener("focusin", ({ target }) => {
    const at = target.transform?.baseVal.consolidate()?.matrix;
    if (!at) return;
    const inside = at.e >= box.x && at.e <= box.x + box.w && at.f >= box.y && at.f <= box.y + box.h;
    if (!inside) look(at.e, at.f, box.w);
  });

  // Moved by hand, once nearer.
  let from = null;
  map.addEventListener("pointerdown", (event) => {
    map.moved = false;
    if (box.w < width && event.isPrimary) from = { x: event.clientX, y: event.clientY };
  });
  map.addEventListener("pointermove", (event) => {
    if (!from || !event.isPrimary) return;
    const [right, down] = [event.clientX - from.x, event.clientY - from.y];
    if (!map.moved && Math.hypot(right, down) < 5) return;
    if (!map.moved) map.setPointerCapture(event.pointerId);
    map.moved = true;
    const pixel = map.clientWidth / box.w;
    from = { x: event.clientX, y: event.clientY };
    look(box.x + box.w / 2 - right / pixel, box.y + box.h / 2 - down / pixel, box.w);
  });
  for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, () => { from = null; });
  map.addEventListener("dragstart", (event) => event.preventDefault());

  ways.hidden = false;
  new ResizeObserver(show).observe(map);
  show();
})();
