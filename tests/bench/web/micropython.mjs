/** A worker that loads MicroPython and lets it say one thing. Our engine cannot run in it, so only its loading counts. */

import { loadMicroPython } from "./micropython/micropython.mjs";

const started = loadMicroPython({ url: new URL("./micropython/micropython.wasm", import.meta.url).href });

addEventListener("message", async ({ data: { id } }) => {
  try {
    const python = await started;
    python.runPython("said = '<p>' + ' '.join(['Ready', 'to', 'send.']) + '</p>'");
    postMessage({ id, answer: { html: { check: python.globals.get("said") } } });
  } catch (error) {
    postMessage({ failure: String(error) });
  }
});
