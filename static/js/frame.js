// For pages that embed a timeline, if they like: its frames become as tall as what they show.
// Listens to frames from where this script came from, and to nobody else.
(() => {
  const ours = new URL(document.currentScript.src).origin;
  const frames = () => [...document.querySelectorAll("iframe")].filter((f) => f.src.startsWith(`${ours}/`));
  addEventListener("message", ({ source, origin, data }) => {
    if (origin !== ours || data?.type !== "embed-size" || !(data.height > 0)) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (frame) frame.height = Math.min(Math.max(Math.ceil(data.height), 120), 2000);
  });
  // Those that were there before; "*" for one that has not come yet is still of the page itself.
  for (const frame of frames()) frame.contentWindow.postMessage({ type: "send-embed-size" }, "*");
})();
