// Keys: / search, j and k through the events, o opens, a leads to the article, ? says all this.
import { firstInView, topLine } from "./place.js";
import { say } from "./say.js";

const help = () => document.getElementById("keys");
const current = () => document.querySelector("#list .event.current");

function choose(event) {
  current()?.classList.remove("current");
  if (!event) return;
  event.classList.add("current");
  const box = event.getBoundingClientRect();
  if (box.top < topLine() + 8 || box.bottom > innerHeight) {
    scrollTo({ top: scrollY + box.top - topLine() - 40, behavior: "instant" });
  }
  event.querySelector(".title a")?.focus({ preventScroll: true });
}

function step(by) {
  const events = [...document.querySelectorAll("#list .event")];
  const now = current();
  choose(now ? events[events.indexOf(now) + by] ?? now : firstInView());
}

const actions = {
  "/": () => document.getElementById("q")?.focus(),
  j: () => step(1),
  k: () => step(-1),
  o: () => current()?.querySelector(".title a")?.click(),
  a: () => (current() ?? document).querySelector("[data-article]")?.click(),
  "?": () => help()?.showModal(),
};

document.addEventListener("keydown", (key) => {
  if (key.ctrlKey || key.metaKey || key.altKey || key.isComposing) return;
  if (key.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) {
    if (key.key === "Escape" && key.target.matches("#q")) key.target.blur();
    return;
  }
  const action = actions[key.key];
  if (!action) return;
  key.preventDefault();
  action();
});

document.addEventListener("click", (click) => {
  if (click.target.closest?.("[data-help]")) help()?.showModal();
  if (click.target.closest?.("[data-search]")) actions["/"]();
});

// The browser's own search sees what is in the document: say so when it is opened, and what sees all.
let noted = 0;

addEventListener("keydown", (key) => {
  const note = document.querySelector("[data-find-note]");
  if (!note) return;
  if (key.key === "Escape") note.hidden = true;
  if (!(key.ctrlKey || key.metaKey) || key.altKey || key.key.toLowerCase() !== "f") return;
  note.hidden = false;
  say(note.textContent);
  clearTimeout(noted);
  noted = setTimeout(() => { note.hidden = true; }, 15_000);
}, { passive: true });
