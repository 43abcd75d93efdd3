/** What the build writes into manifest.mjs. Paths are from this folder. */
export const manifest: {
  /** The folder of the runtime. */
  pyodide: string;
  /** Its program. */
  wasm: string;
  /** What Python runs, gzipped: its standard library, the engine, the templates. */
  archive: string;
  /** The guide, gzipped. */
  guide: string;
  /** By path, what a file must be. */
  integrity: Record<string, string>;
  /** Data that the worked example needs. */
  data: string[];
  /** Pyodide's lock file, without packages. */
  lock: import("pyodide").Lockfile;
  /** How much a first start loads, in bytes, compressed. */
  bytes: number;
  /** By path, what a byte that arrives is of those: less than one where the host sends a file compressed. */
  weights: Record<string, number>;
  /** The bytes of the WebAssembly module. */
  size: number;
};
