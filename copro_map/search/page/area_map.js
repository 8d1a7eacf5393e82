// The map of areas: links that are read out by their names; a way past them all.
export default function ({ data, parentElement }) {
  const past = parentElement.querySelector("button");
  past.textContent = data.past;
  past.onclick = () => {
    const to = document.querySelector(`#${data.to}`);
    to?.scrollIntoView();
    to?.focus({ preventScroll: true });
  };
  parentElement.querySelector(".areas").innerHTML = data.svg; // our own drawing
}
