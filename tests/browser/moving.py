"""What scripts say of a page that moves: does it rest, how far was it scrolled."""

# True once nothing runs, nothing lies over the page until it is drawn, and it has not
# changed for so long. A press is on its way before the page says that something runs;
# what still moves loses what is typed.
STILL = """([ms, most]) => new Promise((done) => {
    const app = () => document.querySelector('[data-testid="stApp"]');
    const begun = performance.now();
    let since = begun;
    const seen = new MutationObserver(() => { since = performance.now(); });
    seen.observe(document, {subtree: true, childList: true, attributes: true});
    const timer = setInterval(() => {
        if (document.getElementById('shell')
            || app()?.dataset.testScriptState !== 'notRunning')
            since = performance.now();
        const now = performance.now();
        if (now - since < ms && now - begun < most) return;
        clearInterval(timer); seen.disconnect(); done(now - since >= ms);
    }, 50);
})"""
STILL_MS = 400
LOADING_MS = 60_000
# Streamlit scrolls inside the page; a light page, and paper, as a whole.
SCROLLED = """() => window.scrollY
    + (document.querySelector('[data-testid=stMain]')?.scrollTop ?? 0)"""
SIDEWAYS = """() => Math.max(document.body.scrollWidth,
    document.documentElement.scrollWidth,
    ...[...document.querySelectorAll('[data-testid=stMain]')].map(e => e.scrollWidth))
    - window.innerWidth"""
# Where a hand can press on the first that a selector finds, above a line of the window:
# a point at which it is the uppermost. An area of the map is no rectangle.
PRESSABLE = """(selector, to) => {
    for (const e of document.querySelectorAll(selector)) {
        const r = e.getBoundingClientRect();
        const low = Math.min(r.bottom, to - 4, innerHeight - 1);
        for (const part of [0.5, 0.35, 0.65, 0.2, 0.8])
            for (const along of [0.5, 0.35, 0.65, 0.2, 0.8]) {
                const x = r.left + r.width * along;
                const y = r.top + (low - r.top) * part;
                if (low <= r.top || x < 0 || x >= innerWidth || y < 0) continue;
                const on = document.elementFromPoint(x, y);
                if (on === e || e.contains(on))
                    return {x, y, name: e.dataset.area ?? e.dataset.entry ?? ''};
            }
    }
    return null;
}"""
# Whether nothing lies over the middle of an element, in a component or out of it.
ON_TOP = """(e) => {
    const r = e.getBoundingClientRect();
    const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
    let on = document.elementFromPoint(x, y);
    while (on?.shadowRoot?.elementFromPoint(x, y)
        && on.shadowRoot.elementFromPoint(x, y) !== on)
        on = on.shadowRoot.elementFromPoint(x, y);
    for (let one = e; one; one = one.getRootNode().host)
        if (one === on || one.contains(on)) return true;
    return !!on?.contains(e);
}"""
# What a selector finds, in Streamlit's components too, which are trees of their own;
# ``A >>> B`` is a B in what A finds.
DEEP = """(selector) => {
    const within = (root, part) => [...root.querySelectorAll(part),
        ...[root, ...root.querySelectorAll('*')].filter(e => e.shadowRoot)
            .flatMap(e => within(e.shadowRoot, part))];
    return selector.split('>>>').reduce(
        (roots, part) => roots.flatMap(root => within(root, part)), [document]);
}"""
SEEN = f"""(selector) => ({DEEP})(selector).filter(e => {{
    const r = e.getBoundingClientRect();
    return r.width && r.height && e.checkVisibility({{visibilityProperty: true}});
}})"""
# What has the focus, in a component too; whether that is within what a selector finds.
FOCUSED = """() => {
    let on = document.activeElement;
    while (on?.shadowRoot?.activeElement) on = on.shadowRoot.activeElement;
    return on;
}"""
FOCUSED_IN = f"""(selector) => {{
    let on = ({FOCUSED})();
    while (on && !on.closest(selector)) on = on.getRootNode().host;
    return !!on;
}}"""
# Whether that comes after what a selector finds, in the order of the page.
FOCUSED_AFTER = f"""(selector) => {{
    let on = ({FOCUSED})();
    while (on.getRootNode() !== document) on = on.getRootNode().host;
    return !!(document.querySelector(selector).compareDocumentPosition(on)
        & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY));
}}"""
# How much of the height of the window is under what does not scroll.
COVERED = """() => {
    const rows = new Set();
    for (const x of [0.1, 0.5, 0.9]) for (let y = 0; y < innerHeight; y += 4) {
        let on = document.elementFromPoint(innerWidth * x, y);
        for (; on; on = on.parentElement) {
            const s = getComputedStyle(on);
            if (s.position === 'fixed' || (s.position === 'sticky'
                && on.getBoundingClientRect().top <= parseFloat(s.top || 'NaN') + 1)) {
                if (!on.matches('.stApp, [data-testid=stAppViewContainer]')
                    && !on.querySelector('#content, footer.footer')) rows.add(y);
                break;
            }
        }
    }
    return rows.size * 4 / innerHeight;
}"""
# The fields in which a phone of Apple's makes the whole page larger: letters below 16.
SMALL_FIELDS = f"""() => ({SEEN})('input, select, textarea')
    .filter(e => !/checkbox|radio|file|hidden/.test(e.type)
        && parseFloat(getComputedStyle(e).fontSize) < 16)
    .map(e => (e.getAttribute('aria-label') || e.id || e.outerHTML.slice(0, 80))
        + ' ' + getComputedStyle(e).fontSize)"""
