/**
 * Pyodide asks for its files one after another, and waits for ever when one does not come, or does not come whole.
 * While it starts, this gives it what was asked for already, and tells of a failure.
 */

/**
 * @param {Map<string, Promise<Response>>} asked responses that are on their way, by address
 * @returns {{failed: Promise<never>, end: () => void}} a promise that only ever fails, and what ends the watch
 */
export function watch(asked) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  /** @type {(reason: unknown) => void} */
  let fail = () => {};
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});

  /** @template T @param {Promise<T>} work @returns {Promise<T>} */
  function told(work) {
    work.catch(fail);
    return work;
  }

  // Pyodide leaves some of its failures to nobody: with too little memory for its helper module it waits for ever.
  /** @param {PromiseRejectionEvent} event */
  const left = ({ reason }) => fail(reason);
  addEventListener("unhandledrejection", left);
  for (const response of asked.values()) told(response);
  globalThis.fetch = (what, how) => {
    const address = what instanceof Request ? what.url : String(what);
    return told((asked.get(address) ?? fetch(what, how)).then(whole));
  };
  WebAssembly.instantiateStreaming = (...source) => told(instantiateStreaming(...source));
  return {
    failed,
    end: () => {
      removeEventListener("unhandledrejection", left);
      globalThis.fetch = fetch;
      WebAssembly.instantiateStreaming = instantiateStreaming;
    },
  };
}

/** @param {Response} response @returns {Promise<Response>} the same, once it is known to be sound */
async function whole(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  if (!response.url.endsWith(".wasm")) return new Response(await response.arrayBuffer());
  // WebAssembly is compiled while it comes in, and its machine code is kept by the browser for the next time, so it is
  // handed on as it is, unless the host got its type wrong.
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) return response;
  return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
}
