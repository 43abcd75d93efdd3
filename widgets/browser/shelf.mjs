/** Applications side by side: in this page's memory, and on this device where the reader asked for that. */

import { prefixOf } from "./memory.mjs";

/** @import { Application, Entry } from "./protocol.mjs" */

const ID_BYTES = 8;

/** @returns {string} an id that no other application has */
export function newId() {
  // randomUUID is there only on secure addresses.
  const bytes = [...crypto.getRandomValues(new Uint8Array(ID_BYTES))];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Application} one @param {Application} other @returns {boolean} */
export function sameEntries(one, other) {
  return JSON.stringify(one.entries) === JSON.stringify(other.entries);
}

export class Shelf {
  /** Those that are not on the device, or newer than there. @type {Map<string, Application>} */
  #here = new Map();

  /** @param {string} guide */
  constructor(guide) {
    this.#prefix = prefixOf(guide);
  }

  #prefix;

  /** @returns {boolean} as it is now: another tab may have ended it */
  get remembers() {
    return this.#read("on") !== null;
  }

  /** @returns {Application[]} */
  all() {
    const ids = this.#names("application/").map((name) => name.slice("application/".length));
    const there = ids.filter((id) => !this.#here.has(id)).map((id) => this.#stored(id));
    return [...there.filter((one) => one !== undefined), ...this.#here.values()];
  }

  /** @param {string} id @returns {Application | undefined} */
  get(id) {
    return this.#here.get(id) ?? this.#stored(id);
  }

  /** @returns {Application | undefined} the one that was last in the form on this device */
  last() {
    return this.#stored(this.#read("open") ?? "");
  }

  /**
   * Keep an application as it is now. Each has a key of its own, so that tabs do not overwrite each other's.
   *
   * @param {Application} application
   * @returns {boolean} false where it should be on the device, which does not take it
   */
  put({ id, entries }) {
    const there = this.remembers && this.#write(`application/${id}`, JSON.stringify({ entries }));
    if (there) this.#here.delete(id);
    else this.#here.set(id, { id, entries });
    return there || !this.remembers;
  }

  /** @param {string} id */
  drop(id) {
    this.#here.delete(id);
    this.#erase(`application/${id}`);
  }

  /** Note which one is in the form. @param {string} id */
  opened(id) {
    if (this.remembers) this.#write("open", id);
  }

  /** From now on keep everything on this device. @returns {boolean} whether it takes it all */
  remember() {
    const all = this.all();
    if (this.#write("on", "1") && all.every((one) => this.put(one))) return true;
    this.release();
    return false;
  }

  /** Take everything from the device; here it stays. */
  release() {
    for (const one of this.all()) this.#here.set(one.id, one);
    for (const name of this.#names("")) this.#erase(name);
  }

  /** Take everything away. */
  forget() {
    this.release();
    this.#here.clear();
  }

  /** @param {string} id @returns {Application | undefined} */
  #stored(id) {
    try {
      const { entries } = JSON.parse(this.#read(`application/${id}`) ?? "{}");
      return isEntries(entries) ? { id, entries } : undefined;
    } catch {
      // What others have put there is left alone.
      return undefined;
    }
  }

  // Where a browser refuses its store, every use of it throws, even the mention.

  /** @param {string} start @returns {string[]} the names of what is stored that begin so */
  #names(start) {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${this.#prefix}${start}`));
      return keys.map((key) => key.slice(this.#prefix.length));
    } catch {
      return [];
    }
  }

  /** @param {string} name @returns {string | null} */
  #read(name) {
    try {
      return localStorage.getItem(`${this.#prefix}${name}`);
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {string} text @returns {boolean} whether it is there now */
  #write(name, text) {
    try {
      localStorage.setItem(`${this.#prefix}${name}`, text);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} name */
  #erase(name) {
    try {
      localStorage.removeItem(`${this.#prefix}${name}`);
    } catch {
      // Then there is nothing to take away.
    }
  }
}

/** @param {unknown} value @returns {value is Entry[]} */
function isEntries(value) {
  return (
    Array.isArray(value) &&
    value.every(
      (entry) => Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === "string"),
    )
  );
}
