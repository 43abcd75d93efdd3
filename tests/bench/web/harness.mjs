/** The page of the startup measurement: starts one worker, puts its answer on the page, and says how long it took. */

const region = /** @type {HTMLElement} */ (document.querySelector("main"));
/** @type {Worker | undefined} */
let worker;
let last = 0;

/** @param {unknown} request @returns {Promise<any>} the worker's answer to a request */
function ask(request) {
  if (!worker) throw new Error("no worker");
  const asked = worker;
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    /** @param {MessageEvent} event */
    const hear = ({ data }) => {
      if ("failure" in data) reject(new Error(data.failure));
      if (data.id !== id) return;
      asked.removeEventListener("message", hear);
      resolve(data.answer);
    };
    asked.addEventListener("message", hear);
    asked.addEventListener("error", (event) => reject(new Error(event.message || "the worker could not be loaded")));
    asked.postMessage({ id, request });
  });
}

/** @returns {Promise<void>} kept when what is on the page now has been painted */
function painted() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

/**
 * @param {string} url of a module worker
 * @param {unknown} request
 * @returns {Promise<number>} milliseconds from `new Worker` until the answer was painted
 */
async function first(url, request) {
  const begun = performance.now();
  worker = new Worker(url, { type: "module" });
  const answer = await ask(request);
  region.innerHTML = Object.values(answer.html).join("");
  await painted();
  const took = performance.now() - begun;
  if (!region.textContent?.trim()) throw new Error(`nothing to see in ${JSON.stringify(answer)}`);
  return took;
}

/** @param {unknown} request @returns {Promise<number>} milliseconds from the question to its answer */
async function time(request) {
  const begun = performance.now();
  const answer = await ask(request);
  if (!("html" in answer)) throw new Error(JSON.stringify(answer));
  return performance.now() - begun;
}

Object.assign(globalThis, { first, time });
