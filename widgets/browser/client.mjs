/** The page's side of the worker: one worker for all widgets, built when the first one needs it, alive until the page goes. */

/** @import { AnyRequest, Board, BoardRequest, Kept, KeptRequest, Progress } from "./protocol.mjs" */
/** @import { Question, Refusal, Report, Request, Shown } from "./protocol.mjs" */

/** @typedef {"static" | "loading" | "ready" | "failed"} State */
/**
 * Why it failed: `failed` to start, `slow` network, `stopped` while it answered, or a browser that is `unable`.
 *
 * @typedef {"failed" | "slow" | "stopped" | "unable"} Fault
 */
/** @typedef {{resolve: (answer: any) => void, reject: (reason: Error) => void}} Waiting */

/** Tells of a new state with a `state` event, and how far loading has come with a `progress` event. */
export const changes = new EventTarget();

/** How long the worker may say nothing while something is awaited of it: it may be gone, or its network. */
const PATIENCE = 30_000;
/** The same, once all is here and Python starts, which no phone should need. */
const START_PATIENCE = 120_000;
const NEEDED = ["WebAssembly", "Worker", "DecompressionStream"];

/** @type {State} */
let state = "static";
/** @type {Fault} */
let fault = "failed";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waited;
const NOTHING = { bytes: 0, total: 0 };
let progress = NOTHING;
/** @type {Worker | undefined} */
let worker;
/** @type {Map<number, Waiting>} */
const waiting = new Map();
let last = 0;

/** @returns {State} */
export function currentState() {
  return state;
}

/** @returns {Fault} */
export function currentFault() {
  return fault;
}

/** @returns {{bytes: number, total: number}} what of the worker is here, and all that it loads; zeros where that is unknown */
export function currentProgress() {
  return progress;
}

/** @param {State} next */
function become(next) {
  if (state === next) return;
  state = next;
  // For what keeps the site for use without a network.
  if (next === "ready") dispatchEvent(new Event("followthrough-ready"));
  changes.dispatchEvent(new Event("state"));
}

/**
 * Build the worker, unless there is one. A start that failed is tried again only by `retry`.
 *
 * @param {boolean} [again] whether what was kept of the files may be at fault
 */
export function start(again = false) {
  if (worker || state === "failed") return;
  progress = NOTHING;
  become("loading");
  const lacking = NEEDED.filter((name) => !(name in globalThis));
  try {
    if (lacking.length) throw new Error(`this browser lacks ${lacking.join(", ")}`);
    const address = new URL(`./worker.mjs${again ? "#again" : ""}`, import.meta.url);
    worker = new Worker(address, { type: "module", name: "followthrough" });
  } catch (error) {
    fail(String(error), "unable");
    return;
  }
  attend();
  worker.addEventListener("message", (/** @type {MessageEvent<Report>} */ event) => hear(event.data));
  worker.addEventListener("error", (event) => fail(event.message || "the worker could not be loaded"));
  worker.addEventListener("messageerror", () => fail("an answer could not be read"));
}

/** Build a new worker after a failure. */
export function retry() {
  if (state === "failed") state = "static";
  start(true);
}

/**
 * @template {AnyRequest} R
 * @param {R} request
 * @returns {Promise<R extends Request ? Shown : R extends BoardRequest ? Board : Kept | Refusal>}
 *   rejected when the worker fails; the state says so as well
 */
export function ask(request) {
  start();
  return new Promise((resolve, reject) => {
    if (!worker) {
      reject(new Error("no worker"));
      return;
    }
    last += 1;
    waiting.set(last, { resolve, reject });
    /** @type {Question} */
    const question = { id: last, request };
    worker.postMessage(question);
    attend();
  });
}

/** @param {Report} report */
function hear(report) {
  if ("progress" in report) {
    advance(report);
  } else if ("failure" in report) {
    fail(report.failure, "id" in report ? "stopped" : "failed");
    return;
  } else {
    waiting.get(report.id)?.resolve(report.answer);
    waiting.delete(report.id);
  }
  attend();
}

/** Wait anew for the next sign of the worker, if there should be one. */
function attend() {
  clearTimeout(waited);
  if (state !== "loading" && !waiting.size) return;
  const starting = state === "loading" && progress.total > 0 && progress.bytes >= progress.total;
  const why = state !== "loading" ? "stopped" : starting ? "failed" : "slow";
  waited = setTimeout(() => fail("the worker says nothing", why), starting ? START_PATIENCE : PATIENCE);
}

/** @param {Progress} report */
function advance({ progress: next, bytes = 0, total = 0 }) {
  become(next);
  progress = { bytes, total };
  changes.dispatchEvent(new Event("progress"));
}

/**
 * Give the worker up. After an error nothing is known about its memory, so a new one is built when the reader asks.
 *
 * @param {string} reason
 * @param {Fault} [why]
 */
function fail(reason, why = state === "ready" ? "stopped" : "failed") {
  clearTimeout(waited);
  fault = why;
  worker?.terminate();
  worker = undefined;
  console.warn(`followthrough: ${reason}`);
  for (const { reject } of waiting.values()) reject(new Error(reason));
  waiting.clear();
  become("failed");
}
