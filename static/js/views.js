// Links from view to view: one listener for all of them brings the new view in place, where the
// page without scripts would load it whole.  What is asked for last wins.
const view = () => document.getElementById("view");

export function go(address) {
  return window.htmx.ajax("GET", address, { source: "#view", target: "#view", swap: "innerHTML", push: "true" });
}

const plain = (click) => click.button === 0 && !(click.metaKey || click.ctrlKey || click.shiftKey || click.altKey);

function leadsToAView(link) {
  if (!view()?.contains(link) || link.hasAttribute("hx-get") || link.hasAttribute("download")) return false;
  const address = new URL(link.href?.baseVal ?? link.href, location.href);
  const there = address.pathname;
  return address.origin === location.origin && (there === "/" || there.startsWith("/shelf/"));
}

document.addEventListener("click", (click) => {
  const link = click.target.closest?.("a[href]");
  if (!link || click.defaultPrevented || !plain(click) || !leadsToAView(link)) return;
  click.preventDefault();
  go(link.getAttribute("href"));
});

// What is being fetched is said at once: a line under the masthead, and aria-busy on its place.
let waiting = 0;

function mark(target, busy) {
  waiting = Math.max(0, waiting + (busy ? 1 : -1));
  document.querySelector(".masthead")?.toggleAttribute("data-busy", waiting > 0);
  if (busy) target?.setAttribute?.("aria-busy", "true");
  else target?.removeAttribute?.("aria-busy");
}

document.addEventListener("htmx:before:request", ({ detail }) => mark(detail.ctx?.target, true));
document.addEventListener("htmx:finally:request", ({ detail }) => mark(detail.ctx?.target, false));
