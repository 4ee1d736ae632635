// The share control in a dialogue, and the buttons that copy.
import { remember } from "./place.js";
import { say } from "./say.js";

function dialog() {
  let box = document.getElementById("share");
  if (!box) {
    box = document.createElement("dialog");
    box.id = "share";
    box.setAttribute("aria-labelledby", "share-title");
    document.body.append(box);
  }
  return box;
}

async function open(link) {
  const address = new URL(link.getAttribute("href"), location.href);
  if (!address.searchParams.has("event")) {
    remember();
    const here = new URLSearchParams(location.search); // what is in view now, not at first
    const shelf = /^\/shelf\/([a-z]+)$/.exec(location.pathname);
    if (shelf) here.set("shelf", shelf[1]);
    address.search = here;
  }
  const box = dialog();
  await window.htmx.ajax("GET", address.pathname + address.search, { target: box, swap: "innerHTML" });
  const close = document.createElement("form");
  close.method = "dialog";
  const button = document.createElement("button");
  button.className = "plain-button";
  button.textContent = document.querySelector("#keys form button")?.textContent ?? "×";
  close.append(button);
  box.append(close);
  box.showModal();
}

document.addEventListener("click", (click) => {
  const link = click.target.closest?.("a[data-share]");
  if (link && click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey) {
    click.preventDefault();
    open(link);
    return;
  }
  if (click.target.closest?.("[data-print]")) window.print();
  const copy = click.target.closest?.("[data-copy]");
  if (!copy) return;
  const field = copy.parentElement.querySelector("[data-copy-from]");
  field.select();
  const written = navigator.clipboard?.writeText(field.value) ?? Promise.reject(new Error("no clipboard"));
  written.then(() => true, () => document.execCommand("copy")).then((done) => done && told(copy));
});

// The button says for a while that it copied; what it was called comes back.
function told(copy) {
  const before = copy.dataset.before ??= copy.textContent;
  copy.textContent = copy.dataset.done;
  say(copy.dataset.done);
  clearTimeout(timers.get(copy));
  timers.set(copy, setTimeout(() => { copy.textContent = before; }, 2500));
}
const timers = new WeakMap();
