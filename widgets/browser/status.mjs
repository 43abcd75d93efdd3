/** The line under a result's heading that says how things stand, aloud or quietly, and the button that tries again. */

import { savesData } from "./begin.mjs";
import * as client from "./client.mjs";
import { manifest } from "./manifest.mjs";

const SPEAKING_PAUSE = 900;
const MEGABYTE = 1_000_000;

export class StatusLine {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;

  /** @param {HTMLElement} element the widget @param {AbortSignal} signal */
  constructor(element, signal) {
    /** What screen readers speak. Either it is seen or the quiet line is. */
    this.line = /** @type {HTMLElement} */ (element.querySelector("[data-says]"));
    /** What only stands there: it changes too often, or matters too little, to be spoken. */
    this.quiet = /** @type {HTMLElement} */ (element.querySelector("[data-quiet]"));
    this.retryButton = /** @type {HTMLElement} */ (element.querySelector("[data-retry]"));
    /** The same as the quiet line, to be seen at a glance. */
    this.bar = /** @type {HTMLProgressElement} */ (element.querySelector("[data-bar]"));
    this.wasLoading = false;
    signal.addEventListener("abort", () => clearTimeout(this.#speaking));
  }

  /** Say what state the worker is in. */
  state() {
    const state = client.currentState();
    const { loading, ready } = this.line.dataset;
    this.retryButton.hidden = state !== "failed";
    if (state === "loading") this.say(loading);
    else if (state === "failed") this.say(this.line.dataset[client.currentFault()]);
    // Who listens is told only if they were told to wait.
    else this.say(state === "ready" && this.wasLoading ? ready : "", true);
    this.wasLoading = state === "loading";
    this.progress();
  }

  /** Show how far loading has come, or what it will take. */
  progress() {
    const { bytes, total } = client.currentProgress();
    const { saving, progress } = this.quiet.dataset;
    const state = client.currentState();
    let text = "";
    if (state === "ready") text = this.line.dataset.ready ?? "";
    else if (state === "static" && manifest.bytes && savesData()) {
      text = fill(saving, { size: Math.max(1, Math.round(manifest.bytes / MEGABYTE)) });
    } else if (state === "loading" && bytes < total) {
      text = fill(progress, { done: tenths(bytes), total: tenths(total) });
    }
    write(this.quiet, text);
    this.bar.hidden = state !== "loading";
    // What is unpacked and started once all is here takes a time of its own.
    if (total && bytes < total) Object.assign(this.bar, { max: total, value: bytes });
    else this.bar.removeAttribute("value");
    if (state === "loading") this.#seen(text === "");
  }

  /** @param {string | undefined} sentence @param {boolean} [aside] whether it is for screen readers only, since the page shows it elsewhere */
  say(sentence = "", aside = false) {
    clearTimeout(this.#speaking);
    this.#seen(!aside);
    write(this.line, sentence);
  }

  /**
   * Say what an answer comes to, once the typing has stopped: a screen reader is not to be interrupted at every key.
   *
   * @param {string} sentence
   * @param {boolean} [aside]
   */
  sayLater(sentence, aside = false) {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => this.say(sentence, aside), SPEAKING_PAUSE);
  }

  /** @param {boolean} seen whether the line that is spoken is also seen */
  #seen(seen) {
    this.line.classList.toggle("ft-hidden", !seen);
    this.quiet.hidden = seen;
  }
}

/** @param {HTMLElement} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** @param {number} bytes @returns {string} megabytes as they are written in the page's language */
function tenths(bytes) {
  const { lang } = document.documentElement;
  return new Intl.NumberFormat(lang || undefined, { maximumFractionDigits: 1 }).format(bytes / MEGABYTE);
}

/** @param {string | undefined} text @param {Record<string, string | number>} words by the name of their slot @returns {string} */
export function fill(text, words) {
  return (text ?? "").replace(/\{(\w+)\}/g, (slot, name) => String(words[name] ?? slot));
}
