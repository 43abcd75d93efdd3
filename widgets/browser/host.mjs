/** For a page that holds a widget in an iframe: gives the frame the height that its content has. */

/** @import { HeightMessage } from "./frame.mjs" */

const TALLEST = 20_000;

addEventListener("message", (/** @type {MessageEvent<Partial<HeightMessage> | null>} */ event) => {
  const height = event.data?.followthrough?.height;
  if (typeof height !== "number" || !(height > 0 && height < TALLEST)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === event.source) frame.style.height = `${height}px`;
  }
});
