// The list of entries: real links, in groups that have a heading each, and pages of
// them. The entry that is open is read in the place of its row; one that is not on this
// page of the list, above it. Member text is only ever set as textContent.
const drawn = new WeakMap(); // of each list: what it shows now

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
};

const spoken = (tag, className, said) => {
  const element = make(tag, className, said.text);
  element.lang = said.language;
  return element;
};

const link = (className, text, address, away) => {
  const element = make("a", className, text);
  element.href = address;
  element.target = away ? "_blank" : "_self";
  if (away) element.rel = "noopener noreferrer nofollow";
  return element;
};

const mark = (shapes, kind) => {
  const element = make("span", "mark");
  element.innerHTML = shapes[kind]; // our own drawing, never member text
  return element;
};

// The pin of an entry, in the map's own frame, while its row is looked at.
const ring = (id) => {
  for (const frame of document.querySelectorAll("iframe")) {
    try { frame.contentWindow.coproMap?.ring?.(id); } catch { /* of another site */ }
  }
};

// Into the window, with as little moving as can be; what is taller begins at its top.
const intoView = (element) => {
  const fits = element.getBoundingClientRect().height < window.innerHeight * 0.75;
  element.scrollIntoView({ block: fits ? "nearest" : "start" });
};

const actOf = (act, className) => link(className, act.words, act.to);

function rowOf(entry, shown) {
  const item = make("li");
  item.dataset.id = entry.id;
  const row = link("row", "", entry.address);
  row.classList.toggle("stale", entry.stale);
  const words = make("span", "words");
  const name = spoken("span", "name", { text: entry.name, language: entry.language });
  words.append(name);
  if (entry.does) {
    words.append(spoken("span", "does", { text: entry.does, language: entry.does_language }));
  }
  words.append(make("span", "meta", entry.meta));
  row.append(mark(shown.data.shapes, entry.kind), words);
  row.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation(); // it is no way to another page
    if (shown.open === entry.id) shown.trigger("closed", true);
    else shown.trigger("opened", entry.id);
  });
  for (const on of ["pointerenter", "focus"]) row.addEventListener(on, () => ring(entry.id));
  for (const off of ["pointerleave", "blur"]) row.addEventListener(off, () => ring(""));
  item.append(row);
  if (entry.acts.length) {
    const acts = make("p", "row-acts");
    acts.append(...entry.acts.map((act) => actOf(act, act.reaches ? "turn reaches" : "turn")));
    item.append(acts);
  }
  return item;
}

function shareButton(card, words) {
  const button = make("button", "turn", words.share);
  button.type = "button";
  button.addEventListener("click", () => {
    if (navigator.share) {
      navigator.share({ title: card.name.text, url: card.link }).catch(() => {});
      return;
    }
    navigator.clipboard?.writeText(card.link).then(() => { button.textContent = words.copied; });
  });
  return button;
}

// Where there is no way to them of their own: where they are told of.
function toldOf(card, words) {
  if (!card.told_at) return [];
  const way = link("primary", words.told, card.told_at, true);
  way.append(make("span", "host", card.told_host));
  return [way];
}

// What can be done: first the one thing that most people came for. What is open is
// answered; of all else the website comes before a message.
function actionsOf(card, shown) {
  const words = shown.data.words;
  const reached = card.acts.some((act) => act.reaches);
  const answered = card.live && reached;
  const first = make("p", "first");
  if (card.website && !answered) {
    const way = link("primary", words.open, card.website, true);
    way.append(make("span", "host", card.host));
    first.append(way);
  }
  if (!card.website && !reached) first.append(...toldOf(card, words));
  for (const act of card.acts) {
    const isFirst = act.reaches && (answered || !card.website);
    first.append(actOf(act, isFirst ? "primary" : "turn"));
  }
  if (card.website && answered) first.append(link("turn", words.open, card.website, true));
  const rest = make("p", "rest");
  rest.append(
    shareButton(card, words), link("", words.more, card.more),
  );
  return first.childElementCount ? [first, rest] : [rest];
}

function closeButton(shown) {
  const button = make("button", "close", "×");
  button.type = "button";
  button.title = shown.data.words.close;
  button.setAttribute("aria-label", shown.data.words.close);
  button.addEventListener("click", () => shown.trigger("closed", true));
  return button;
}

function cardOf(card, shown) {
  const article = make("article", "card");
  article.dataset.entry = card.id;
  article.classList.toggle("stale", card.stale);
  const kind = make("p", "kind", card.label);
  kind.prepend(mark(shown.data.shapes, card.kind));
  const heading = spoken("h2", "", card.name);
  heading.tabIndex = -1;
  const themes = make("ul", "chips");
  themes.append(...card.themes.map((theme) => make("li", "", theme)));
  const badges = make("p", "badges");
  for (const one of card.badges) badges.append(make("span", "badge " + one.style, one.text));
  article.append(closeButton(shown), kind, heading, make("p", "where", card.where));
  if (card.description) article.append(spoken("p", "description", card.description));
  if (card.terms) article.append(make("p", "terms", card.terms));
  if (card.themes.length) article.append(themes);
  article.append(...actionsOf(card, shown), badges);
  const source = make("p", "source", shown.data.words.source + ": " + card.source + " · ");
  source.append(link("", shown.data.words.wrong, card.wrong));
  article.append(source);
  article.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shown.trigger("closed", true);
  });
  return article;
}

function pagesOf(shown) {
  const { words, page, pages } = shown.data;
  const turn = (text, to) => {
    const button = make("button", "turn", text);
    button.type = "button";
    button.disabled = to < 1 || to > pages;
    button.addEventListener("click", () => shown.trigger("turned", String(to)));
    return button;
  };
  const nav = make("nav", "pages");
  nav.setAttribute("aria-label", words.pages);
  nav.append(turn(words.previous, page - 1), make("span", "", words.page), turn(words.next, page + 1));
  return nav;
}

// By arrow keys from row to row; Tab leads to the next one too, for they are links.
function step(event, root) {
  const rows = [...root.querySelectorAll(".row")];
  const at = rows.indexOf(event.target.closest(".row"));
  const to = {
    ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1,
  }[event.key];
  if (at < 0 || to === undefined || !rows[to]) return;
  event.preventDefault();
  rows[to].focus();
}

function partOf(group, shown) {
  const list = make("ol", "rows");
  list.append(...group.entries.map((entry) => rowOf(entry, shown)));
  const heading = make("h2", "group", group.heading);
  heading.tabIndex = -1;
  return group.heading ? [heading, list] : [list];
}

// The rows are made anew only if they are others: what has the focus keeps it.
function drawRows(root, shown) {
  const { groups, shapes, words, page, pages } = shown.data;
  const now = JSON.stringify([groups, shapes, words, page, pages]);
  if (now === shown.rows) return;
  shown.rows = now;
  shown.card = null;
  root.replaceChildren(...groups.flatMap((group) => partOf(group, shown)));
  if (pages > 1) root.append(pagesOf(shown));
}

function drawCard(root, shown) {
  const card = shown.data.open;
  const now = card && JSON.stringify(card);
  if (now === shown.card) return;
  shown.card = now;
  root.querySelector("article.card")?.remove();
  for (const row of root.querySelectorAll(".row[aria-expanded]")) {
    row.removeAttribute("aria-expanded");
    row.classList.remove("chosen");
  }
  if (!card) return;
  const item = itemOf(root, card.id);
  if (!item) { root.prepend(cardOf(card, shown)); return; }
  item.append(cardOf(card, shown));
  item.firstElementChild.setAttribute("aria-expanded", "true");
  item.firstElementChild.classList.add("chosen");
}

const itemOf = (root, id) =>
  [...root.querySelectorAll("li")].find((item) => item.dataset.id === id);

// The focus follows what was opened, closed or turned: not what a link opened, unless it
// lies over the page.
function follow(root, shown, before) {
  const card = root.querySelector("article.card");
  const isNew = shown.open && shown.open !== before.open;
  if (isNew) {
    if (before.page || shown.data.is_sheet) card.querySelector("h2").focus({ preventScroll: true });
    intoView(card.closest("li") || card);
  } else if (before.page && before.page !== shown.data.page) {
    root.querySelector(".group, .row")?.focus({ preventScroll: true });
    root.scrollIntoView({ block: "start" });
  } else if (before.open && !shown.open) {
    const row = itemOf(root, before.open)?.firstElementChild;
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#entries");
  const shown = drawn.get(root) || { open: "", page: 0 };
  const before = { open: shown.open, page: shown.page };
  root.onkeydown = (event) => step(event, root);
  drawn.set(root, Object.assign(shown, {
    data, trigger: setTriggerValue, open: data.open?.id || "", page: data.page,
  }));
  drawRows(root, shown);
  drawCard(root, shown);
  follow(root, shown, before);
}
