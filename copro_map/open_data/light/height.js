/* Beside a frame of the asset map: lets it be as high as what is in it. */
"use strict";

(() => {
  const home = new URL(document.currentScript.src).origin;
  const [LEAST, MOST] = [200, 20000]; // pixels
  const frames = () => [...document.querySelectorAll("iframe")].filter((one) => {
    try { return new URL(one.src).origin === home; } catch { return false; }
  });
  window.addEventListener("message", (event) => {
    const height = event.data?.copro_map_height;
    if (event.origin !== home || !Number.isFinite(height)) return;
    const frame = frames().find((one) => one.contentWindow === event.source);
    if (frame) frame.style.height = `${Math.min(MOST, Math.max(LEAST, Math.ceil(height)))}px`;
  });
  // A frame that was there before this script has said its height to nobody.
  for (const one of frames()) one.contentWindow?.postMessage("copro_map_height", home);
})();
