/**
 * Runs vectors through Pyodide under Node: `node pyodide.mjs PYODIDE ENGINE.zip DATA ANSWERS.py VECTORS.json OUT.json`.
 * PYODIDE is the folder of the npm package, DATA one with `zones` and `regions` as a site has them; the answers are written
 * to OUT.json.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [pyodide, engine, data, answers, vectors, out] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: `${pyodide}/`,
  env: { PYTHONPATH: "/engine.zip", PYTHONTZPATH: "/data/zones", FOLLOWTHROUGH_DATA: "/data" },
  fsInit: async (FS) => FS.writeFile("/engine.zip", readFileSync(engine)),
});
python.mountNodeFS("/data", data);
python.globals.set("vectors", readFileSync(vectors, "utf8"));
const source = readFileSync(answers, "utf8");
const said = python.runPython(`${source}\nfrom widgets.worker import guide\nanswers(guide(), vectors)`);
writeFileSync(out, said);
