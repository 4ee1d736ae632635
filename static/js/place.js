// Where the reader is: kept in the address (at=, open=) and, to the pixel, in the history entry,
// so that Back, Forward, reload and a copied address lead to the same place.

const QUIET = 250; // ms without scrolling before the place is written down
let timer = 0; // set while the reader has scrolled since the place was written down
let restoring = false;

const list = () => document.getElementById("list");
const isList = () => Boolean(list()) && Boolean(document.getElementById("view"));

export function topLine() {
  const strip = document.querySelector(".strip") ?? document.querySelector(".masthead");
  return strip ? strip.getBoundingClientRect().bottom : 0;
}

// The first event whose lower edge is below the sticky strip.
export function firstInView() {
  const top = topLine() + 8;
  const events = list()?.querySelectorAll(".event") ?? [];
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle].getBoundingClientRect().bottom <= top) low = middle + 1;
    else high = middle;
  }
  return events[low] ?? null;
}

export function remember() {
  clearTimeout(timer);
  timer = 0;
  if (restoring || !isList()) return;
  const address = new URL(location.href);
  const event = firstInView();
  const atTop = window.scrollY < 40 && !address.searchParams.has("after");
  const open = [...document.querySelectorAll("#list .event.open")].map((e) => e.dataset.event);
  if (!document.querySelector(".desk.few")) {
    address.searchParams.delete("open");
    for (const id of open.slice(0, 20)) address.searchParams.append("open", id);
  }
  if (event?.dataset.at && !(atTop && !address.searchParams.has("at"))) {
    address.searchParams.set("at", event.dataset.at);
    address.searchParams.delete("after");
    address.searchParams.delete("before");
  }
  const place = event && {
    event: event.dataset.event,
    offset: Math.round(event.getBoundingClientRect().top),
    chunk: event.closest(".chunk")?.dataset.source ?? "",
  };
  history.replaceState({ ...history.state, htmx: true, place }, "", address);
}

function show(event, offset) {
  window.scrollTo({ top: window.scrollY + event.getBoundingClientRect().top - offset, behavior: "instant" });
}

async function restore() {
  const place = history.state?.place;
  if (!place || !isList()) return;
  restoring = true;
  try {
    const find = () => document.getElementById(`ev-${place.event}`);
    if (!find() && place.chunk) {
      await window.htmx.ajax("GET", place.chunk, { target: "#list", swap: "innerHTML" });
    }
    const event = find();
    if (event) {
      show(event, place.offset);
      requestAnimationFrame(() => show(event, place.offset));
      document.fonts?.ready.then(() => show(event, place.offset));
    }
  } finally {
    setTimeout(() => { restoring = false; }, 300);
  }
}

addEventListener("scroll", () => {
  clearTimeout(timer);
  timer = setTimeout(remember, QUIET);
}, { passive: true });
addEventListener("pagehide", remember);
// Before the page is left, and only if it must be: looking where everything stands takes a layout.
const rememberNow = () => { if (timer) remember(); };
document.addEventListener("click", (click) => {
  if (click.target.closest?.("a[href]:not([hx-get])")) setTimeout(rememberNow);
}, true);
document.addEventListener("htmx:before:history:update", rememberNow);

// htmx fetches the page again on Back and Forward; the place is found again after that.
document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx?.request?.headers?.["HX-History-Restore-Request"]) restore();
});
if (isList()) {
  history.scrollRestoration = "manual";
  if (document.readyState === "complete") restore();
  else addEventListener("load", restore, { once: true });
}
