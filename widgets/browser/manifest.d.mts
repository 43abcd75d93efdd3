/** Where the other files are, from the folder of this one; the build writes manifest.mjs. */
export const manifest: {
  /** The folder of the Pyodide runtime. */
  readonly pyodide: string;
  /** The engine, the templates and the guide, as a zip. */
  readonly archive: string;
  /** Pyodide's lock file, without packages. */
  readonly lock: import("pyodide").Lockfile;
  /** What a first start loads, compressed, if the build has counted it. */
  readonly bytes?: number;
};
