// Tells a screen reader what has changed.
export function say(text) {
  const region = document.getElementById("said");
  if (region) region.textContent = text;
}
