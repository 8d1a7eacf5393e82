// A phone knows to whom something may go; a browser that does not has no button.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.hidden = !navigator.share;
  button.onclick = () =>
    navigator.share({ title: data.title, url: data.url }).catch(() => {});
}
