// The shell lies over the page until Streamlit has drawn all of it, and goes in one step.
// Whatever fails, it stays with its links, or goes: no page is hidden for good.
(() => {
  const LONGEST_MS = 10000; // from the first thing that is drawn
  const STILL_MS = 200; // for so long nothing grows
  const shell = document.getElementById("shell"), all = document.documentElement;
  all.classList.add("shelled");
  let begun = 0, since = 0, tall = -1, pressed = 0;
  const typed = () => [...shell.querySelectorAll("input")].find((one) => one.value !== one.defaultValue);
  const deep = (root, name) => {
    for (const one of root.querySelectorAll("*")) {
      const found = one.matches(name) ? one : one.shadowRoot && deep(one.shadowRoot, name);
      if (found) return found;
    }
    return null;
  };

  // What is hidden takes no focus: whatever a page gives it to meanwhile has it at the end.
  let wanted = null;
  const give = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (how) {
    if (!shell.contains(this)) wanted = this;
    give.call(this, how);
  };

  function isDrawn(now) {
    const app = document.querySelector("#root .stApp");
    if (!app?.querySelector(".stElementContainer")) return false;
    begun ||= now;
    if (document.querySelector("[role=dialog]") || now - begun > LONGEST_MS) return true;
    const main = app.querySelector("[data-testid=stMain]");
    const waits = app.querySelector("[data-testid=stSkeleton]")
      || [...app.querySelectorAll("img:not([loading=lazy])")].some((one) => !one.complete);
    const ends = app.querySelector("footer.footer") && app.dataset.testScriptState === "notRunning";
    if (!ends || waits || document.fonts.status !== "loaded" || main.scrollHeight !== tall) {
      [tall, since] = [main?.scrollHeight, now];
      return false;
    }
    return now - since >= STILL_MS;
  }

  // What is typed goes on in the live field; if there is none, the shell's is kept.
  function handOver() {
    const own = typed(), live = own && deep(document.getElementById("root"), "input.ask");
    if (own && !live) return false;
    const at = shell.contains(document.activeElement) ? document.activeElement : null;
    const asked = at?.matches("input") ? deep(document.getElementById("root"), "input.ask") : null;
    const link = at?.getAttribute("href");
    const main = document.querySelector("[data-testid=stMain]"), down = shell.scrollTop;
    all.classList.remove("shelled");
    shell.remove();
    HTMLElement.prototype.focus = give;
    if (down) main?.scrollTo(0, down); // else it stays where the page itself has gone
    if (own) {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(live, own.value);
      live.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
    const to = asked || (link && deep(document.getElementById("root"), `a[href="${CSS.escape(link)}"]`))
      || (!at && wanted?.isConnected && wanted);
    if (to) to.focus({ preventScroll: true });
    return true;
  }

  shell.addEventListener("pointerdown", () => { pressed = performance.now(); });
  const timer = setInterval(() => {
    const now = performance.now();
    if (isDrawn(now) && now - pressed > 600 && handOver()) clearInterval(timer);
  }, 50);
})();
