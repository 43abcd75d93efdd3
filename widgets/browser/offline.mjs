/** On every page: asks the browser to keep the site, so that it works without a network. Nothing depends on it. */

import { savesData, whenIdle } from "./begin.mjs";

const SCRIPT = new URL("../../service-worker.mjs", import.meta.url);

/** @returns {Promise<ServiceWorkerRegistration | undefined>} none where the browser has no such thing, or refuses it */
async function register() {
  try {
    return await navigator.serviceWorker.register(SCRIPT, { type: "module" });
  } catch {
    // As in some private windows. The site works the same while there is a network.
    return undefined;
  }
}

/** Keep Python too, which is here by now. */
async function keepRuntime() {
  const registration = await register();
  if (!registration) return;
  const { active } = await navigator.serviceWorker.ready;
  // The first question needed it.
  const zone = new URL(`zones/${Intl.DateTimeFormat().resolvedOptions().timeZone}`, import.meta.url).href;
  active?.postMessage([zone]);
}

// A frame in another site's page has a store of its own, which would be filled for nothing.
if ("serviceWorker" in navigator && self === top) {
  addEventListener("followthrough-ready", () => void keepRuntime());
  // Where there is a widget, Python comes first.
  if (!savesData()) {
    whenIdle(() => document.querySelector("followthrough-widget") || void register());
  }
}
