// The passage behind a title is fetched a little ahead: when the pointer rests on it or goes
// down, or the keyboard reaches it.  One at a time, never where data is to be saved.
const REST = 90; // ms that a pointer rests on a title before we ask
const FRESH = 15_000; // ms that an answer may wait to be wanted
let held = null; // { path, answer, until }
let timer = 0;

const titleOf = (target) => target.closest?.('.event .title a[hx-get][aria-expanded="false"]');

function fetchAhead(link) {
  clearTimeout(timer);
  const path = link.getAttribute("hx-get");
  if (navigator.connection?.saveData) return;
  if (held?.path === path && held.until > performance.now()) return;
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
  const answer = fetch(path, { headers, priority: "low" });
  answer.catch(() => { if (held?.path === path) held = null; });
  held = { path, answer, until: performance.now() + FRESH };
}

document.addEventListener("pointerover", (over) => {
  const link = over.pointerType === "mouse" && titleOf(over.target);
  clearTimeout(timer);
  if (link) timer = setTimeout(fetchAhead, REST, link);
}, { passive: true });

document.addEventListener("focusin", (focus) => {
  const link = titleOf(focus.target);
  if (link?.matches(":focus-visible")) timer = setTimeout(fetchAhead, REST, link);
});

document.addEventListener("pointerdown", (down) => {
  const link = down.button === 0 && titleOf(down.target);
  if (link) fetchAhead(link);
}, { passive: true });

document.addEventListener("htmx:before:request", ({ detail }) => {
  const path = detail.ctx?.sourceElement?.getAttribute?.("hx-get");
  if (!held || held.path !== path || held.until < performance.now()) return;
  const { answer } = held;
  held = null;
  detail.ctx.fetch = async (address, request) => {
    const early = await answer.catch(() => null);
    return early?.ok ? early : window.fetch(address, request);
  };
});
