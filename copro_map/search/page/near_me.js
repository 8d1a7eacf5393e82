// "Near me": asks the browser where it is, and says so to about a hundred metres.
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("p");
  button.querySelector("span").textContent = data.words.label;
  button.title = data.words.label;
  button.classList.toggle("compact", data.compact);
  const refused = () => {
    button.disabled = false;
    if (data.compact) setTriggerValue("refused", true);
    else said.textContent = data.words.refused;
  };
  const found = ({ coords }) => {
    button.disabled = false;
    said.textContent = "";
    const { latitude, longitude } = coords;
    setTriggerValue("found", `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`);
  };
  button.onclick = () => {
    if (!navigator.geolocation) return refused();
    button.disabled = true;
    if (!data.compact) said.textContent = data.words.asking;
    const how = { timeout: 15000, maximumAge: 600000 };
    navigator.geolocation.getCurrentPosition(found, refused, how);
  };
}
