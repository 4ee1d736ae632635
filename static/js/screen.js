// Theme, and a document that stays small while scrolling.
import { say } from "./say.js";

const root = document.documentElement;
const KEPT = 12; // chunks (of 50 events) that stay in the document around the reader
const resting = new Map(); // chunk -> its nodes, taken out of the document

document.addEventListener("click", (click) => {
  if (!click.target.closest?.("[data-theme-toggle]")) return;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("timeline-theme", root.dataset.theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
});

function rest() {
  const chunks = [...document.querySelectorAll("#list .chunk")];
  if (chunks.length <= KEPT) return;
  const middle = chunks.findIndex((chunk) => chunk.getBoundingClientRect().bottom > 0);
  chunks.forEach((chunk, index) => {
    const far = Math.abs(index - middle) > KEPT / 2;
    if (far && !resting.has(chunk)) {
      const height = chunk.getBoundingClientRect().height;
      const nodes = document.createDocumentFragment();
      nodes.append(...chunk.childNodes);
      resting.set(chunk, nodes);
      chunk.style.height = `${height}px`;
    } else if (!far && resting.has(chunk)) {
      chunk.append(resting.get(chunk));
      resting.delete(chunk);
      chunk.style.height = "";
    }
  });
}

// A part that did not load says so and stays a link; the click tries again.
for (const failure of ["htmx:response:error", "htmx:error"]) {
  document.addEventListener(failure, ({ detail }) => {
    const link = detail.ctx?.sourceElement;
    if (!link?.dataset?.failed) return;
    link.textContent = link.dataset.failed;
    say(link.dataset.failed);
  });
}

let timer = 0;
addEventListener("scroll", () => {
  timer ||= setTimeout(() => { timer = 0; rest(); }, 120);
}, { passive: true });

document.addEventListener("htmx:after:swap", ({ detail }) => {
  const target = detail.ctx?.target;
  if (target?.id === "view") {
    say(target.querySelector(".summary h1")?.textContent ?? "");
    const first = new URL(location.href).searchParams;
    if (!first.has("at")) scrollTo({ top: 0, behavior: "instant" });
  }
  rest();
});
