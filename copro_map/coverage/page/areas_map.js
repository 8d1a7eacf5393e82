// Draws the map of areas. An area that is pointed at or focused, on the map or by its row
// in the table, has a ring on both maps and its row a ground.
const codeOf = (event) => {
  const at = event.composedPath().find(({ dataset }) => dataset?.area || dataset?.twin || dataset?.row);
  return at ? at.dataset.area || at.dataset.twin || at.dataset.row : "";
};

const mapOf = (box, { whole, near }) => {
  if (box.drawn === whole + near) return; // what has the focus keeps it
  box.drawn = whole + near;
  box.classList.toggle("two", Boolean(near));
  box.innerHTML = `<div class="whole">${whole}</div>${near && `<div class="near">${near}</div>`}`;
};

export default ({ data, parentElement }) => {
  const box = parentElement.querySelector(".areas");
  mapOf(box, data);
  let pointed = "";
  let focused = "";
  const ring = () => {
    const code = pointed || focused;
    for (const old of box.querySelectorAll(".ring")) old.remove();
    for (const row of document.querySelectorAll(".dots tr[data-row]")) row.classList.toggle("lit", row.dataset.row === code);
    for (const area of box.querySelectorAll("[data-area], [data-twin]")) {
      if (code && (area.dataset.area || area.dataset.twin) === code) {
        const line = area.querySelector("path").cloneNode();
        line.setAttribute("class", "ring");
        const svg = area.ownerSVGElement;
        svg.insertBefore(line, svg.lastElementChild); // below the names
      }
    }
  };
  const heard = {
    pointerover: (event) => { pointed = codeOf(event); ring(); },
    focusin: (event) => { focused = codeOf(event); ring(); },
    focusout: () => { focused = ""; ring(); },
  };
  for (const [what, act] of Object.entries(heard)) document.addEventListener(what, act);
  return () => { for (const [what, act] of Object.entries(heard)) document.removeEventListener(what, act); };
};
