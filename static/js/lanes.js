// The marks on the lanes: one stop for the keyboard, arrows from one to the next, and what has
// the focus or the pointer is said in words below.
const spotOf = (target) => target.closest?.("[data-lanes] [data-spot]");
const at = (spot) => parseFloat(spot.querySelector("circle").getAttribute("cx"));
const rowsOf = (spot) => spot.dataset.rows.split(" ").map(Number);
let row = 0; // of the mark that has the focus

function tell(spot) {
  const said = spot.closest("[data-lanes]").querySelector("[data-spot-said]");
  said.textContent = spot.getAttribute("aria-label");
}

function nearest(spots, from, way) {
  const there = spots.filter((one) => rowsOf(one).some((r) => way * (r - row) > 0));
  const next = Math.min(...there.flatMap(rowsOf).map((r) => way * (r - row)).filter((d) => d > 0));
  const in_next = there.filter((one) => rowsOf(one).includes(row + way * next));
  return in_next.sort((a, b) => Math.abs(at(a) - at(from)) - Math.abs(at(b) - at(from)))[0];
}

const moves = {
  ArrowRight: (spots, spot) => spots.filter((one) => rowsOf(one).includes(row)).find((one, i, all) => i > all.indexOf(spot)),
  ArrowLeft: (spots, spot) => spots.filter((one) => rowsOf(one).includes(row)).findLast((one, i, all) => i < all.indexOf(spot)),
  ArrowDown: (spots, spot) => nearest(spots, spot, 1),
  ArrowUp: (spots, spot) => nearest(spots, spot, -1),
};

document.addEventListener("keydown", (key) => {
  const spot = spotOf(key.target);
  if (!spot || !moves[key.key] || key.ctrlKey || key.metaKey || key.altKey) return;
  key.preventDefault();
  const spots = [...spot.parentNode.querySelectorAll("[data-spot]")];
  if (!rowsOf(spot).includes(row)) [row] = rowsOf(spot);
  const to = moves[key.key](spots, spot);
  if (!to) return;
  const rows = rowsOf(to);
  if (!rows.includes(row)) {
    row = rows.reduce((best, r) => (Math.abs(r - row) < Math.abs(best - row) ? r : best));
  }
  for (const one of spots) one.setAttribute("tabindex", one === to ? "0" : "-1");
  to.focus({ preventScroll: false });
});
for (const kind of ["focusin", "pointerover"]) {
  document.addEventListener(kind, ({ target }) => {
    const spot = spotOf(target);
    if (spot) tell(spot);
  }, { passive: true });
}
