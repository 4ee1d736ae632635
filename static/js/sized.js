// In a frame: tells the page around it how tall this one is, as AMP pages and frame.js take it.
const TALLEST = 2000; // CSS pixels; a longer list scrolls inside its frame
let told = 0;

function tell() {
  const { bottom } = document.querySelector("main").getBoundingClientRect();
  const height = Math.min(Math.ceil(bottom + scrollY), TALLEST);
  if (height !== told) parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
  told = height;
}

if (parent !== window) {
  new ResizeObserver(tell).observe(document.querySelector("main"));
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.type !== "send-embed-size") return;
    told = 0;
    tell();
  });
}
