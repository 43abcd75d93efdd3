/** The page's side of the worker: one worker for all widgets, built when the first one needs it, alive until the page goes. */

/** @import { AnyRequest, Board, BoardRequest, Kept, KeptRequest, Progress } from "./protocol.mjs" */
/** @import { Question, Refusal, Report, Request, Shown } from "./protocol.mjs" */

/** @typedef {"static" | "loading" | "ready" | "failed"} State */
/** @typedef {{resolve: (answer: any) => void, reject: (reason: Error) => void}} Waiting */

/** Tells of a new state with a `state` event, and how far loading has come with a `progress` event. */
export const changes = new EventTarget();

/** @type {State} */
let state = "static";
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

/** Build the worker, unless there is one. A start that failed is tried again only by `retry`. */
export function start() {
  if (worker || state === "failed") return;
  progress = NOTHING;
  become("loading");
  try {
    worker = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module", name: "followthrough" });
  } catch (error) {
    fail(String(error));
    return;
  }
  worker.addEventListener("message", (/** @type {MessageEvent<Report>} */ event) => hear(event.data));
  worker.addEventListener("error", (event) => fail(event.message || "the worker could not be loaded"));
  worker.addEventListener("messageerror", () => fail("an answer could not be read"));
}

/** Build a new worker after a failure. */
export function retry() {
  if (state === "failed") state = "static";
  start();
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
  });
}

/** @param {Report} report */
function hear(report) {
  if ("progress" in report) {
    advance(report);
  } else if ("failure" in report) {
    fail(report.failure);
  } else {
    waiting.get(report.id)?.resolve(report.answer);
    waiting.delete(report.id);
  }
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
 */
function fail(reason) {
  worker?.terminate();
  worker = undefined;
  console.warn(`followthrough: ${reason}`);
  for (const { reject } of waiting.values()) reject(new Error(reason));
  waiting.clear();
  become("failed");
}
