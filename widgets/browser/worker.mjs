/** The worker: Pyodide with the engine in it. It answers questions with what `widgets.worker` says. */

import { manifest } from "./manifest.mjs";
import { watch } from "./watch.mjs";

/** @import { Answer, AnyRequest, Needs, Question, Report } from "./protocol.mjs" */
/** @import { PyodideAPI } from "pyodide" */

const ARCHIVE = "/engine.zip";
const DATA = "/data";

/** Paths of data that was looked for, found or not. @type {Set<string>} */
const fetched = new Set();

/** @param {string} path @returns {string} */
function here(path) {
  return new URL(path, import.meta.url).href;
}

/** @param {Report} report */
function say(report) {
  postMessage(report);
}

/** @param {string} path @returns {Promise<Uint8Array>} */
async function load(path) {
  const response = await fetch(here(path));
  return new Uint8Array(await response.arrayBuffer());
}

/** @typedef {{python: PyodideAPI, answer: (request: string) => string}} Engine */

/** @returns {Promise<Engine>} */
async function start() {
  say({ progress: "loading" });
  const { failed, end } = watch();
  try {
    const engine = await Promise.race([startPython(load(manifest.archive)), failed]);
    say({ progress: "ready" });
    return engine;
  } finally {
    end();
  }
}

/** @param {Promise<Uint8Array>} archive @returns {Promise<Engine>} */
async function startPython(archive) {
  /** @type {typeof import("pyodide")} */
  const { loadPyodide } = await import(here(`${manifest.pyodide}pyodide.mjs`));
  const python = await loadPyodide({
    indexURL: here(manifest.pyodide),
    // It lists no package: that saves a request, and leaves nothing that could point to another host.
    lockFileContents: manifest.lock,
    packageBaseUrl: here(manifest.pyodide),
    enableRunUntilComplete: false,
    env: { PYTHONPATH: ARCHIVE, PYTHONTZPATH: `${DATA}/zones`, FOLLOWTHROUGH_DATA: DATA },
    fsInit: async (FS) => {
      FS.writeFile(ARCHIVE, await archive);
    },
  });
  const { answer, guide } = python.pyimport("widgets.worker");
  guide();
  return { python, answer };
}

const started = start();
started.catch((error) => say({ failure: String(error) }));

/**
 * Put a file of data where Python looks for it; one that the site does not have is only remembered.
 *
 * @param {PyodideAPI} python
 * @param {string} path from the folder of this module
 */
async function fetchData(python, path) {
  const response = await fetch(here(path));
  if (!response.ok && response.status !== 404) throw new Error(`${path}: ${response.status}`);
  const data = new Uint8Array(await response.arrayBuffer());
  // Some hosts answer an unknown name with a page.
  if (response.ok && data[0] !== "<".charCodeAt(0)) {
    const target = `${DATA}/${path}`;
    python.FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
    python.FS.writeFile(target, data);
  }
  fetched.add(path);
}

/** @param {AnyRequest} request @returns {Promise<Answer>} */
async function answerTo(request) {
  const { python, answer } = await started;
  for (;;) {
    /** @type {Answer | Needs} */
    const said = JSON.parse(answer(JSON.stringify({ ...request, fetched: [...fetched] })));
    if (!("needs" in said)) return said;
    await Promise.all(said.needs.map((path) => fetchData(python, path)));
  }
}

addEventListener("message", async (/** @type {MessageEvent<Question>} */ event) => {
  const { id, request } = event.data;
  try {
    say({ id, answer: await answerTo(request) });
  } catch (error) {
    say({ id, failure: String(error) });
  }
});
