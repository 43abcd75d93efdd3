/**
 * Keeps the site, so that it works without a network.
 *
 * A file whose name tells its content comes from the cache. Everything else comes from the network while there is one,
 * so that a visit after a deploy sees one build; without it, from the cache.
 */

import { build } from "./build.mjs";

/** @import { FetchEvent, ServiceWorkerScope } from "./build.mjs" */

const worker = /** @type {ServiceWorkerScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
/** Several guides may share a host. */
const PAGES = `followthrough pages ${scope}`;
const FILES = `followthrough files ${scope}`;
/** Where the names of this build's files are noted, for the next one. */
const LIST = `${scope}service-worker.files.json`;
const NAMED_BY_CONTENT = /^assets\/(followthrough-|pyodide-)|\.[0-9a-f]{8}\.min\.(js|css)$/;
/** How long a page may take where there is a copy of it. */
const PATIENCE = 4000;
const MATCH = { ignoreVary: true, ignoreSearch: true };

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  event.waitUntil(keep(FILES, [...build.runtime, ...event.data.filter(isNamedByContent)]).catch(() => {}));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope) || request.headers.has("range")) return;
  event.respondWith(isNamedByContent(request.url) ? fromCache(event) : fromNetwork(event));
});

async function install() {
  const files = await caches.open(FILES);
  const hadRuntime = await files.match(absolute(build.runtime[0] ?? ""), MATCH);
  await keep(FILES, build.files);
  await keep(PAGES, build.pages, { cache: "no-cache" });
  // Whoever could work offline before still can. If it fails, it comes with the next use.
  const some = (await files.keys()).some(({ url }) => url.endsWith(".wasm"));
  if (some && !hadRuntime) await keep(FILES, build.runtime).catch(() => {});
  await worker.skipWaiting();
}

/** Forget what neither this build has nor the one before, which a page that is still open may be of. */
async function activate() {
  const files = await caches.open(FILES);
  /** @type {string[]} */
  const before = (await (await files.match(LIST))?.json()) ?? [];
  const now = [...build.files, ...build.runtime];
  const wanted = new Set([LIST, ...[...now, ...before].map(absolute)]);
  for (const { url } of await files.keys()) {
    if (isNamedByContent(url) && !wanted.has(url) && !isData(url, [...now, ...before])) await files.delete(url);
  }
  await files.put(LIST, new Response(JSON.stringify(now)));
  await worker.clients.claim();
}

/** Put files into a cache that are not there. @param {string} name @param {string[]} paths @param {RequestInit} [how] */
async function keep(name, paths, how) {
  const cache = await caches.open(name);
  await Promise.all(
    paths.map(async (path) => {
      const address = absolute(path);
      if (!how && (await cache.match(address, MATCH))) return;
      const response = await fetch(address, how);
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(address, response);
    }),
  );
}

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function fromCache(event) {
  const { request } = event;
  // Whoever asks for it anew has found a fault in the copy.
  const kept = request.cache === "reload" ? undefined : await caches.match(request, MATCH);
  return kept ?? fetched(event, FILES, request.cache);
}

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function fromNetwork(event) {
  const { request } = event;
  const kept = await caches.match(request, MATCH);
  // Hosts let browsers keep pages for minutes, in which a page of one build would meet another one's.
  const network = fetched(event, PAGES, "no-cache");
  try {
    return await (kept ? Promise.race([network, patience()]) : network);
  } catch (error) {
    network.catch(() => {});
    const answer = kept ?? (request.mode === "navigate" ? await away() : undefined);
    if (!answer) throw error;
    return answer;
  }
}

/** Fetch something, and keep a copy if it is sound. @param {FetchEvent} event @param {string} name @param {RequestCache} cache @returns {Promise<Response>} */
async function fetched(event, name, cache) {
  const { request } = event;
  const response = await fetch(request, { cache });
  // An answer after a redirect may not be given to a page that is opened.
  if (response.status !== 200 || response.redirected || response.type !== "basic") return response;
  const copy = response.clone();
  const put = caches.open(name).then((store) => store.put(request.url.split(/[?#]/, 1)[0] ?? "", copy));
  // No space is no reason to withhold it.
  event.waitUntil(put.catch(() => {}));
  return response;
}

/** @returns {Promise<Response | undefined>} what is shown in place of a page that is not here, at any address */
async function away() {
  const page = await (await caches.match(absolute(build.away), MATCH))?.text();
  const based = page?.replace("<head>", `<head><base href="${scope}">`);
  return based === undefined ? undefined : new Response(based, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** @returns {Promise<never>} */
function patience() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("slow")), PATIENCE);
  });
}

/** @param {string} path @returns {string} */
function absolute(path) {
  return new URL(path, scope).href;
}

/** @param {string} url @returns {boolean} */
function isNamedByContent(url) {
  return NAMED_BY_CONTENT.test(url.slice(scope.length).replace(/[?#].*/, ""));
}

/** @param {string} url @param {string[]} paths @returns {boolean} whether it is a zone or a region of one of these builds */
function isData(url, paths) {
  const folder = url.slice(scope.length).match(/^assets\/[^/]+\//)?.[0];
  return folder !== undefined && paths.some((path) => path.startsWith(folder));
}
