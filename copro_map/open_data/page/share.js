// A phone knows to whom something may go; a browser that does not has no such button.
export default function ({ data, parentElement }) {
  const [copy, send] = parentElement.querySelectorAll("button");
  copy.textContent = data.copy;
  copy.hidden = !navigator.clipboard; // only where the page came by https
  copy.onclick = () => navigator.clipboard.writeText(data.url)
    .then(() => { copy.textContent = data.copied; }, () => {});
  send.textContent = data.send;
  send.hidden = !navigator.share;
  send.onclick = () =>
    navigator.share({ title: data.title, url: data.url }).catch(() => {});
}
