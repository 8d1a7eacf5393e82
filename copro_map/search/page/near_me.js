// Where the visitor is, if the browser knows and they agree: to about a hundred metres.
const SIGN = `<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="none"
  stroke="currentColor" stroke-width="2"><circle cx="12" cy="12" r="6"/>
  <path d="M12 1v5M12 18v5M1 12h5M18 12h5"/></svg>`;

export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  button.innerHTML = SIGN;
  button.append(Object.assign(document.createElement("span"), { textContent: data.label }));
  button.title = data.label;
  button.hidden = !navigator.geolocation;
  button.onclick = () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => setTriggerValue(
      "found", coords.latitude.toFixed(3) + ", " + coords.longitude.toFixed(3)),
    () => setTriggerValue("refused", true),
  );
}
