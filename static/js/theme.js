// Runs before the first paint: the class for what needs scripts, and the theme chosen earlier.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  if (window.top !== window.self || root.dataset.theme) return;
  try {
    const kept = localStorage.getItem("timeline-theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch {
    // Storage may be closed to us; the system's preference then decides.
  }
})();
