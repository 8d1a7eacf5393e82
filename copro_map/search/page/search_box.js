// A box to ask in, with suggestions below it: the pattern of the ARIA combobox. The
// focus stays in the field; arrow keys move through the list, Enter takes what is
// marked and otherwise asks what is typed. Without suggestions it is a field and a
// button. Member text is only ever set as textContent.
const WAIT_MS = 120;
const SHORTEST = 2;
const KEPT_MS = 3000; // what is typed outlives a page that is made anew for so long
const known = new Map(); // answers, by address
const drafts = new Map(); // what was typed and not asked when a box was taken away

const fetched = async (address, signal) => {
  if (known.has(address)) return known.get(address);
  const answer = await fetch(address, { signal, headers: { accept: "application/json" } });
  const isJson = (answer.headers.get("content-type") || "").includes("json");
  const found = answer.ok && isJson ? await answer.json() : [];
  if (answer.ok) known.set(address, found);
  return found;
};

class Box {
  constructor(root) {
    this.root = root;
    for (const name of ["form", "label", "input", "ul", ".clear", ".go", ".said"])
      this[name.replace(".", "")] = root.querySelector(name);
    this.typed = Boolean(this.input.value); // before this script had come
    this.found = [];
    this.at = -1;
    this.input.addEventListener("input", () => this.type());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => { this.left = Date.now(); this.close(); });
    this.clear.addEventListener("click", () => this.empty());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.input.value);
    });
    // A finger or a mouse on the list must not take the focus out of the field.
    this.ul.addEventListener("pointerdown", (event) => event.preventDefault());
    this.ul.addEventListener("mousedown", (event) => event.preventDefault());
    this.ul.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) this.take(this.found[[...this.ul.children].indexOf(item)]);
    });
  }

  // What the page says; what somebody is typing stays.
  draw(data, send) {
    const isFirst = !this.data;
    const before = this.data?.value;
    Object.assign(this, { data, send });
    const { words } = data;
    this.form.classList.toggle("bare", data.bare);
    this.form.setAttribute("aria-label", data.label);
    this.label.textContent = data.label;
    this.label.htmlFor = this.input.id = `ask-${data.name}`;
    this.input.placeholder = data.placeholder;
    this.ul.id = `suggested-${data.name}`;
    this.ul.setAttribute("aria-label", words.suggestions);
    this.input.setAttribute("aria-controls", this.ul.id);
    this.clear.setAttribute("aria-label", words.clear);
    this.go.setAttribute("aria-label", words.search);
    if (isFirst) this.bringBack();
    const isNew = data.value !== before;
    if (!this.typed || (isNew && !isFirst && this.root.activeElement !== this.input)) {
      this.input.value = data.value;
      this.typed = false;
    }
    this.clear.hidden = !this.input.value;
  }

  bringBack() {
    const draft = drafts.get(this.data.name);
    drafts.delete(this.data.name);
    if (!draft || Date.now() - draft.since > KEPT_MS) return;
    this.input.value = draft.text;
    this.typed = true;
    if (!draft.had_focus) return;
    this.input.focus({ preventScroll: true });
    this.input.setSelectionRange(...draft.caret);
  }

  keep() {
    this.asking?.abort();
    clearTimeout(this.timer);
    const { value, selectionStart, selectionEnd } = this.input;
    if (this.typed)
      drafts.set(this.data.name, {
        text: value,
        since: Date.now(),
        caret: [selectionStart, selectionEnd],
        had_focus: this.root.activeElement === this.input || Date.now() - this.left < 300,
      });
  }

  type() {
    this.typed = true;
    this.clear.hidden = !this.input.value;
    clearTimeout(this.timer);
    this.asking?.abort();
    this.timer = setTimeout(() => this.suggest(), WAIT_MS);
  }

  async suggest() {
    const text = this.input.value.trim();
    if (!this.data.suggest || text.length < SHORTEST) return this.close();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const address = `${this.data.suggest}${encodeURIComponent(text)}`;
    const found = await fetched(address, signal).catch(() => []);
    if (signal.aborted || this.root.activeElement !== this.input) return;
    this.show(found);
  }

  show(found) {
    this.found = found;
    this.ul.replaceChildren(
      ...found.map((one, n) => {
        const item = document.createElement("li");
        item.id = `${this.ul.id}-${n}`;
        item.setAttribute("role", "option");
        for (const [name, words] of [["text", one.text], ["kind", one.said]]) {
          const part = document.createElement("span");
          part.className = name;
          part.textContent = words;
          item.append(part, " ");
        }
        return item;
      }),
    );
    const { none, some } = this.data.words;
    const count = found.length;
    this.said.textContent = count ? some.replace("{n}", count) : none;
    this.ul.hidden = !count;
    this.input.setAttribute("aria-expanded", String(count > 0));
    this.mark(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.found = [];
    this.ul.hidden = true;
    this.ul.replaceChildren();
    this.said.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  mark(at) {
    this.at = at;
    [...this.ul.children].forEach((item, n) => {
      item.setAttribute("aria-selected", String(n === at));
      if (n === at) item.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.ul.children[at].id);
  }

  press(event) {
    if (event.isComposing) return;
    const count = this.found.length;
    if (event.key === "Escape") {
      if (count) event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.take(this.found[this.at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!count) return void this.suggest();
      // Beyond either end lies the field itself.
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.mark(((this.at + 1 + step + count + 1) % (count + 1)) - 1);
    }
  }

  take(one) {
    this.typed = false;
    this.input.value = one.text;
    this.close();
    this.send("taken", { to: one.to });
  }

  ask(text) {
    this.typed = false;
    this.close();
    this.send("asked", { text: text.trim() });
  }

  empty() {
    this.input.value = "";
    this.clear.hidden = true;
    this.input.focus();
    if (this.data.value) this.ask("");
    else this.close();
  }
}

const boxes = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const form = parentElement.querySelector("form");
  if (!boxes.has(form)) boxes.set(form, new Box(parentElement));
  const box = boxes.get(form);
  box.draw(data, setTriggerValue);
  return () => box.keep();
}
