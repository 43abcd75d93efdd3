/**
 * The worker that everybody writes: `loadPyodide` as its documentation shows it, the engine as a zip of sources.
 * It speaks the protocol of the site's own worker, and fetches a time zone when the engine says that it needs it.
 */

import { loadPyodide } from "./pyodide/pyodide.mjs";

const DATA = "/data";
/** @type {string[]} */
const fetched = [];

async function start() {
  const python = await loadPyodide({ env: { PYTHONTZPATH: `${DATA}/zones`, FOLLOWTHROUGH_DATA: DATA } });
  const archive = await fetch(new URL("engine.zip", import.meta.url));
  python.unpackArchive(await archive.arrayBuffer(), "zip");
  return { python, answer: python.pyimport("plain_worker").answer };
}

const started = start();

/** @param {any} python @param {string} path */
async function fetchData(python, path) {
  const response = await fetch(new URL(path, import.meta.url));
  const target = `${DATA}/${path}`;
  python.FS.mkdirTree(target.slice(0, target.lastIndexOf("/")));
  if (response.ok) python.FS.writeFile(target, new Uint8Array(await response.arrayBuffer()));
  fetched.push(path);
}

addEventListener("message", async ({ data: { id, request } }) => {
  try {
    const { python, answer } = await started;
    let said = JSON.parse(answer(JSON.stringify({ ...request, fetched })));
    while ("needs" in said) {
      for (const path of said.needs) await fetchData(python, path);
      said = JSON.parse(answer(JSON.stringify({ ...request, fetched })));
    }
    postMessage({ id, answer: said });
  } catch (error) {
    postMessage({ failure: String(error) });
  }
});
