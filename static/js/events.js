// Opening an event in place: htmx brings the detail, this keeps the link's state and closes it.
import { remember } from "./place.js";

const titleOf = (target) => target.closest?.(".event .title a[aria-expanded]");

export function close(event) {
  const link = event.querySelector(".title a[aria-expanded]");
  event.querySelector(".detail").replaceChildren();
  event.classList.remove("open");
  link?.setAttribute("aria-expanded", "false");
}

document.addEventListener(
  "click",
  (click) => {
    const link = titleOf(click.target);
    if (!link || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey) return;
    if (link.getAttribute("aria-expanded") !== "true") return;
    click.preventDefault();
    click.stopImmediatePropagation();
    close(link.closest(".event"));
    remember();
  },
  true,
);

document.addEventListener("htmx:after:swap", ({ detail }) => {
  const target = detail.ctx?.target;
  if (!target?.matches?.(".event .detail")) return;
  const event = target.closest(".event");
  const failed = detail.ctx.response?.status >= 400;
  event.classList.toggle("open", !failed);
  event.querySelector(".title a")?.setAttribute("aria-expanded", failed ? "false" : "true");
  remember();
});
