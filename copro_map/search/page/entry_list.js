// The list of entries: real links that open beside the map, in groups that have a
// heading each, and pages of them.
// Member text is only ever set as textContent.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#entries");
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  const row = (entry) => {
    const item = make("li");
    const link = make("a", "row");
    link.classList.toggle("chosen", entry.chosen);
    link.classList.toggle("stale", entry.stale);
    link.href = entry.address;
    if (entry.chosen) link.setAttribute("aria-current", "true");
    const mark = make("span", "mark");
    mark.innerHTML = data.shapes[entry.kind]; // our own drawing, never member text
    const words = make("span", "words");
    const name = make("span", "name", entry.name);
    name.lang = entry.language;
    words.append(name, make("span", "meta", entry.meta));
    link.append(mark, words);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      setTriggerValue("opened", entry.id);
    });
    item.append(link);
    return item;
  };
  const turn = (text, page) => {
    const button = make("button", "turn", text);
    button.type = "button";
    button.disabled = page < 1 || page > data.pages;
    button.addEventListener("click", () => setTriggerValue("turned", String(page)));
    return button;
  };
  const part = (group) => {
    const list = make("ol", "rows");
    list.append(...group.entries.map(row));
    return group.heading ? [make("h2", "group", group.heading), list] : [list];
  };
  root.replaceChildren(...data.groups.flatMap(part));
  if (data.pages > 1) {
    const pages = make("nav", "pages");
    pages.setAttribute("aria-label", data.words.pages);
    pages.append(
      turn(data.words.previous, data.page - 1),
      make("span", "", data.words.page),
      turn(data.words.next, data.page + 1),
    );
    root.append(pages);
  }
}
