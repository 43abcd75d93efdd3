/** The worker: Pyodide with the engine in it. It answers questions with what `widgets.worker` says. */

import { manifest } from "./manifest.mjs";
import { watch } from "./watch.mjs";

/** @import { Answer, AnyRequest, Needs, Question, Report } from "./protocol.mjs" */
/** @import { PyodideAPI } from "pyodide" */

const DATA = "/data";
const START = "guide.data";
const PROGRESS_PAUSE = 100;
const MODULES = ["pyodide.mjs", "pyodide.asm.mjs"];
/** After a failure, a copy that the browser kept may be the fault. */
const CACHE = location.hash ? "reload" : "default";

/** What tells how much of each file has come, until it is all here. @type {Promise<void>[]} */
const counted = [];
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

/**
 * Ask for a file that must be the one that was built, and tell how much of it has come.
 *
 * @param {string} path
 * @param {(response: Response) => Response} [unpack]
 * @returns {{address: string, response: Promise<Response>, sound: Promise<unknown>}} where it is, what comes, and
 *   whether that is as it was built, which is known no sooner than all of it has come
 */
function ask(path, unpack = (response) => response) {
  const address = here(path);
  // A browser lets go of a file with `integrity` when all of it has come. The largest can be compiled and counted while
  // it comes, so it is held against its hash here, where the browser offers that.
  const streamed = path === manifest.wasm && isSecureContext;
  const integrity = manifest.integrity[path];
  const response = fetch(address, streamed ? { cache: CACHE } : { integrity, cache: CACHE });
  const whole = streamed ? new Uint8Array(manifest.size) : undefined;
  const read = response.then((answer) => count(answer.clone(), manifest.weights[path] ?? 1, whole));
  const sound = whole ? read.then(() => verify(whole, path)) : response;
  counted.push(read.then(() => {}, () => {}));
  for (const one of [read, sound]) one.catch(() => {});
  return { address, response: response.then(unpack), sound };
}

/** @param {Uint8Array<ArrayBuffer>} whole a file @param {string} path @returns {Promise<void>} rejected where it is another one */
async function verify(whole, path) {
  const digest = await crypto.subtle.digest("SHA-256", whole);
  const found = `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
  if (found !== manifest.integrity[path]) throw new Error(`${path}: integrity ${found}`);
}

/** @param {Response} response @returns {Response} */
function unzip(response) {
  if (!response.ok || !response.body) return response;
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
}

let running = false;
let arrived = 0;
let told = 0;

/**
 * @param {Response} response
 * @param {number} weight what a byte of it counts
 * @param {Uint8Array<ArrayBuffer>} [whole] what is to hold all of it; one that is too large for that is another file
 */
async function count(response, weight, whole) {
  const reader = response.body?.getReader();
  let end = 0;
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return;
    whole?.set(value, end);
    end += value.length;
    arrived += value.length * weight;
    // Else a fast line would keep the page busy with it.
    if (running || performance.now() - told < PROGRESS_PAUSE) continue;
    told = performance.now();
    say({ progress: "loading", bytes: arrived, total: manifest.bytes });
  }
}

/** @typedef {{python: PyodideAPI, answer: (request: string) => string}} Engine */

/** @returns {Promise<Engine>} */
async function start() {
  say({ progress: "loading" });
  // All at once, since each would take its own way to the host and back. What is needed first is asked for first.
  const modules = importModules();
  modules.catch(() => {});
  const [wasm, archive, compiled] = [ask(manifest.wasm), ask(manifest.archive, unzip), ask(manifest.guide, unzip)];
  // Python waits for its library, and so nothing runs before both are known to be those that were built. It would go on
  // without a library that fails, so that one never comes.
  /** @type {Promise<never>} */
  const never = new Promise(() => {});
  const library = archive.response.then((response) => wasm.sound.then(() => response, () => never));
  const early = [...new Set([zonePath(), ...manifest.data])].map((path) => loadData(path).catch(() => undefined));
  const { failed, end } = watch(
    new Map([
      [wasm.address, wasm.response],
      [archive.address, library],
      [compiled.address, compiled.response],
    ]),
  );
  // From here on it is the processor that is waited for.
  const all = { bytes: manifest.bytes, total: manifest.bytes };
  void Promise.all(counted).then(() => running || say({ progress: "loading", step: "start", ...all }));
  try {
    const python = await Promise.race([modules.then(startPython), failed, wasm.sound.then(() => never)]);
    putData(python, { path: START, data: new Uint8Array(await (await compiled.response).arrayBuffer()) });
    for (const file of await Promise.all(early)) if (file) putData(python, file);
    const { answer, guide } = python.pyimport("widgets.worker");
    guide();
    running = true;
    say({ progress: "ready" });
    return { python, answer };
  } finally {
    end();
  }
}

/** @typedef {{loadPyodide: typeof import("pyodide").loadPyodide, createPyodideModule: () => Promise<any>}} Modules */

/** @returns {Promise<Modules>} */
async function importModules() {
  // What is imported cannot be asked for anew, but what is fetched takes the place of a faulty copy.
  if (CACHE === "reload") await Promise.all(MODULES.map((name) => fetch(here(manifest.pyodide + name), { cache: CACHE })));
  /** @type {[typeof import("pyodide"), {default: () => Promise<any>}]} */
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    import(here(`${manifest.pyodide}${MODULES[0]}`)),
    import(here(`${manifest.pyodide}${MODULES[1]}`)),
  ]);
  return { loadPyodide, createPyodideModule };
}

/** @param {Modules} modules @returns {Promise<PyodideAPI>} */
async function startPython({ loadPyodide, createPyodideModule }) {
  const python = await loadPyodide({
    indexURL: here(manifest.pyodide),
    stdLibURL: here(manifest.archive),
    createPyodideModule,
    // It lists no package: that saves a request, and leaves nothing that could point to another host.
    lockFileContents: manifest.lock,
    packageBaseUrl: here(manifest.pyodide),
    enableRunUntilComplete: false,
    env: { PYTHONTZPATH: `${DATA}/zones`, FOLLOWTHROUGH_DATA: DATA },
  });
  python.registerJsModule("followthrough_host", { standardLibrary });
  return python;
}

/**
 * Return the whole standard library, for a module that the archive leaves out. Python cannot wait for a promise here.
 *
 * @param {string} name the module
 * @returns {Uint8Array}
 */
function standardLibrary(name) {
  console.warn(`followthrough: Python's ${name} is not in the archive, so the whole standard library is fetched`);
  const request = new XMLHttpRequest();
  request.open("GET", here(`${manifest.pyodide}python_stdlib.zip`), false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.responseURL}: ${request.status}`);
  return new Uint8Array(request.response);
}

const started = start();
started.catch((error) => say({ failure: String(error) }));

/** @typedef {{path: string, data?: Uint8Array}} DataFile one without data is not on the site */

/** @returns {string} where the data of the reader's time zone is, which the first question will need */
function zonePath() {
  return `zones/${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
}

/** @param {string} path from the folder of this module @returns {Promise<DataFile>} */
async function loadData(path) {
  const response = await fetch(here(path));
  if (!response.ok && response.status !== 404) throw new Error(`${path}: ${response.status}`);
  const data = new Uint8Array(await response.arrayBuffer());
  // Some hosts answer an unknown name with a page.
  return response.ok && data[0] !== "<".charCodeAt(0) ? { path, data } : { path };
}

/** Put a file of data where Python looks for it. @param {PyodideAPI} python @param {DataFile} file */
function putData(python, { path, data }) {
  if (data) {
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
    for (const file of await Promise.all(said.needs.map(loadData))) putData(python, file);
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
