/** When the worker starts: as late as the reader does not notice, and not before a touch where data is dear. */

const TOUCHES = ["pointerdown", "focusin", "keydown"];
/** How far outside the window a widget is near: about one flick of a thumb. */
const NEAR = "600px 0px";
/** Where a browser cannot tell when it is idle: after the first paint and the theme's own start. */
const IDLE_GUESS = 500;
const IDLE_LATEST = 3000;

/** @returns {boolean} whether this reader pays for data, or waits long for it, as far as the browser tells */
export function savesData() {
  const { connection } = /** @type {{connection?: {saveData?: boolean, effectiveType?: string}}} */ (navigator);
  return (
    connection?.saveData === true ||
    connection?.effectiveType?.endsWith("2g") === true ||
    matchMedia("(prefers-reduced-data: reduce)").matches
  );
}

/**
 * Start at the first touch or key in an element; unless data is dear, also when it is near and the browser has nothing
 * else to do.
 *
 * @param {HTMLElement} element
 * @param {() => void} start may be called again and again
 * @param {AbortSignal} signal
 */
export function startWhenWanted(element, start, signal) {
  for (const touch of TOUCHES) element.addEventListener(touch, start, { signal, passive: true });
  // The reader may have been quicker than this module.
  if (element.contains(document.activeElement)) start();
  else if (!savesData()) whenNear(element, () => whenIdle(() => signal.aborted || start()), signal);
}

/** @param {HTMLElement} element @param {() => void} act @param {AbortSignal} signal */
function whenNear(element, act, signal) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { rootMargin: NEAR },
  );
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
}

/** @param {() => void} act */
export function whenIdle(act) {
  // WebKit has no such callback.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: IDLE_LATEST });
  else setTimeout(act, IDLE_GUESS);
}
