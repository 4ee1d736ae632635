// The sheet of filters on a small screen: a <details> that works by itself.  This keeps the
// focus in it, closes it by Escape or a tap beside it, and leaves it open while filters are chosen.
const small = matchMedia("(max-width: 63rem)");
const drawer = () => document.querySelector("[data-drawer]");
const BEHIND = ".masthead, .strip, .desk > .sheet, .skip";
let kept = null; // of the open sheet that is being replaced: how far it is scrolled, what has the focus

function sync() {
  const details = drawer();
  if (!details) return;
  const modal = details.open && small.matches;
  const sheet = details.querySelector(".drawer");
  for (const part of document.querySelectorAll(BEHIND)) part.inert = modal;
  if (modal) {
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
    sheet.setAttribute("aria-label", details.closest("aside").getAttribute("aria-label"));
  } else {
    for (const name of ["role", "aria-modal", "aria-label"]) sheet.removeAttribute(name);
  }
}

export function close() {
  const details = drawer();
  if (!details?.open) return false;
  details.open = false;
  details.querySelector("summary").focus();
  return true;
}

document.addEventListener("toggle", (toggle) => {
  if (!toggle.target.matches?.("[data-drawer]")) return;
  sync();
  const sheet = toggle.target.querySelector(".drawer");
  if (toggle.target.open && small.matches && !sheet.contains(document.activeElement)) sheet.focus();
}, true);

document.addEventListener("click", (click) => {
  if (click.target.matches?.("[data-drawer][open]") && small.matches) close();
});
document.addEventListener("keydown", (key) => {
  if (!small.matches || !drawer()?.open) return;
  if (key.key === "Escape") close();
  if (key.key !== "Tab") return;
  // The button stands first in the document and last to the eye: the focus goes round in both.
  const inside = [...drawer().querySelectorAll("summary, a[href], input:not([type=hidden]), button")]
    .filter((one) => one.getClientRects().length);
  const edge = key.shiftKey ? inside[0] : inside.at(-1);
  const outside = !inside.includes(document.activeElement) && document.activeElement !== drawer().querySelector(".drawer");
  if (document.activeElement !== edge && !outside) return;
  key.preventDefault();
  (key.shiftKey ? inside.at(-1) : inside[0]).focus();
});

document.addEventListener("htmx:before:swap", () => {
  const details = drawer();
  kept = details?.open && small.matches
    ? { top: details.querySelector(".drawer").scrollTop, focus: document.activeElement?.id }
    : null;
});
document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx?.target?.id !== "view" || !kept) return;
  const details = drawer();
  if (details) {
    details.open = true;
    const sheet = details.querySelector(".drawer");
    sheet.scrollTop = kept.top;
    (document.getElementById(kept.focus) ?? sheet).focus({ preventScroll: true });
    sync();
  }
  kept = null;
});

// Beside the list it stands open, also for programs that take what is closed for hidden.
function beside() {
  const details = drawer();
  if (details) details.open = !small.matches;
  sync();
}
small.addEventListener("change", beside);
document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx?.target?.id === "view" && !small.matches) beside();
});
if (!small.matches) beside();
