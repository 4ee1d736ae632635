// The strip: marks what is in view, follows a click on a bar, selects a range by dragging.
import { topLine } from "./place.js";
import { go } from "./views.js";

const SVG = "http://www.w3.org/2000/svg";
const strip = () => document.querySelector("[data-strip]");
let frame = 0;
let from = null; // the bar where a drag began
let dragged = false;

function rectangle(kind) {
  const svg = strip();
  let rect = svg.querySelector(`.${kind}`);
  if (!rect) {
    rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", kind);
    svg.append(rect);
  }
  return rect;
}

const share = (bars, day) => {
  const first = Number(bars[0].dataset.day);
  const last = Number(bars[bars.length - 1].dataset.end);
  return Math.min(Math.max((day - first) / (last - first), 0), 1);
};

function markView() {
  frame = 0;
  const bars = strip()?.querySelectorAll("a[data-day]");
  if (!bars?.length) return;
  const top = topLine();
  let low = Infinity;
  let high = -Infinity;
  for (const event of document.querySelectorAll("#list .event[data-day]")) {
    const box = event.getBoundingClientRect();
    if (box.bottom < top) continue;
    if (box.top > innerHeight) break;
    low = Math.min(low, Number(event.dataset.day));
    high = Math.max(high, Number(event.dataset.day));
  }
  if (low > high) return;
  const left = share(bars, low) * 100;
  const right = share(bars, high) * 100;
  const rect = rectangle("in-view");
  rect.setAttribute("x", `${Math.min(left, 99.5)}%`);
  rect.setAttribute("width", `${Math.max(right - left, 0.5)}%`);
  rect.setAttribute("y", "100%");
  rect.setAttribute("height", "4");
}

const schedule = () => { frame ||= requestAnimationFrame(markView); };

function barAt(x) {
  const svg = strip();
  const bars = svg.querySelectorAll("a[data-day]");
  const box = svg.getBoundingClientRect();
  let at = (x - box.left) / box.width;
  at = Math.min(Math.max(at, 0), 0.9999);
  return { bar: bars[Math.floor(at * bars.length)], index: Math.floor(at * bars.length), bars };
}

function paint(a, b, bars) {
  const low = Math.min(a, b);
  const high = Math.max(a, b) + 1;
  const rect = rectangle("brush");
  rect.setAttribute("x", `${(low / bars.length) * 100}%`);
  rect.setAttribute("width", `${((high - low) / bars.length) * 100}%`);
  rect.setAttribute("y", "0");
  rect.setAttribute("height", "100%");
}

document.addEventListener("pointerdown", (down) => {
  if (!strip()?.contains(down.target) || down.button !== 0 || down.pointerType === "touch") return;
  from = barAt(down.clientX).index;
  dragged = false;
  down.preventDefault();
});
document.addEventListener("pointermove", (move) => {
  if (from === null || !strip()) return;
  const { index, bars } = barAt(move.clientX);
  dragged ||= index !== from;
  if (dragged) paint(from, index, bars);
});
document.addEventListener("pointerup", (up) => {
  if (from === null || !strip()) return;
  const { index, bars } = barAt(up.clientX);
  const [low, high] = [Math.min(from, index), Math.max(from, index)];
  from = null;
  if (!dragged) return;
  const address = new URL(location.href);
  for (const key of ["at", "after", "before", "open"]) address.searchParams.delete(key);
  address.searchParams.set("from", bars[low].dataset.from);
  address.searchParams.set("to", bars[high].dataset.to);
  go(address.pathname + address.search);
});
// The click that ends a drag is none.
document.addEventListener("click", (click) => {
  if (!dragged || !strip()?.contains(click.target)) return;
  click.preventDefault();
  click.stopPropagation();
  dragged = false;
}, true);
addEventListener("keydown", (key) => {
  if (key.key === "Escape" && from !== null) {
    from = null;
    strip()?.querySelector(".brush")?.remove();
  }
});

addEventListener("scroll", schedule, { passive: true });
addEventListener("resize", schedule, { passive: true });
document.addEventListener("htmx:after:swap", schedule);
schedule();
