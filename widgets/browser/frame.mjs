/** In a page that stands in an iframe: tells the page around it how high it is, whenever that changes. */

/** @typedef {{followthrough: {height: number}}} HeightMessage */

new ResizeObserver(() => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  /** @type {HeightMessage} */
  const message = { followthrough: { height } };
  // The height is no secret, and which site holds the frame is not ours to know.
  parent.postMessage(message, "*");
}).observe(document.documentElement);
