// The theory of change, wide and narrow: each part is a link; a way past them all.
export default function ({ data, parentElement }) {
  const past = parentElement.querySelector(".past");
  past.textContent = data.past;
  past.onclick = () => {
    const to = document.getElementById(data.to);
    to?.scrollIntoView();
    to?.focus({ preventScroll: true });
  };
  for (const name of ["wide", "narrow"]) {
    const box = parentElement.querySelector(`.${name}`);
    if (box.drawn === data[name]) continue; // what has the focus keeps it
    box.drawn = data[name];
    box.innerHTML = data[name]; // our own drawing
  }
}
