/**
 * Runs `main` of a Python module in Pyodide under Node: `node run.mjs PYODIDE ARCHIVE FOLDER MODULE`.
 *
 * PYODIDE is the folder of the npm package and ARCHIVE what stands in for its python_stdlib.zip. FOLDER is where
 * the module stands and works; zones and regions are looked for in its `data`.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, archive, folder] = process.argv.slice(2, 5).map((path) => resolve(path));
const module = process.argv[5];

/** What worker.mjs gives to Python, in Node's manner. */
const host = {
  standardLibrary: (name) => {
    console.log(`fetched the whole standard library for ${name}`);
    return new Uint8Array(readFileSync(`${pyodide}/python_stdlib.zip`));
  },
};

async function main() {
  const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
  const { info } = JSON.parse(readFileSync(`${pyodide}/pyodide-lock.json`, "utf8"));
  const python = await loadPyodide({
    indexURL: `${pyodide}/`,
    stdLibURL: archive,
    lockFileContents: { info, packages: {} },
    packageBaseUrl: `${pyodide}/`,
    enableRunUntilComplete: false,
    // The order of a set must not show in what is made.
    env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1", PYTHONTZPATH: "/work/data/zones", FOLLOWTHROUGH_DATA: "/work/data" },
  });
  python.registerJsModule("followthrough_host", host);
  python.FS.mkdirTree("/work");
  python.mountNodeFS("/work", folder);
  python.FS.chdir("/work");
  python.pyimport(module).main();
}

main().catch((error) => {
  // Node would show the line that threw, which in Pyodide is a million characters long.
  console.error(String(error));
  process.exitCode = 1;
});
