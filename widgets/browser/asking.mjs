/** Questions about a form that keeps changing: one at a time, the newest next, so that answers come in order. */

import * as client from "./client.mjs";

/** @import { Request, Shown } from "./protocol.mjs" */

const TYPING_PAUSE = 120;

/**
 * @typedef {object} Asker
 * @property {() => Request} request what the form holds now
 * @property {() => boolean} isWhole whether it makes sense to ask about it now
 * @property {() => void} told hears that the form says something new
 * @property {(answer: Shown, newest: boolean) => void} hear takes an answer; `newest` is false where the form has
 *   changed since the question
 */

export class Asking {
  /** Whether something changed that no answer has been asked for yet. */
  dirty = false;
  #over = false;
  /** @type {Promise<void> | undefined} */
  #asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;

  /** @param {Asker} asker */
  constructor(asker) {
    this.asker = asker;
  }

  /**
   * Note that the form says something new, and ask about it when the typing pauses.
   *
   * @param {boolean} [told] whether it is the reader who told it, here
   */
  changed(told = true) {
    this.dirty = true;
    if (told) this.asker.told();
    client.start();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      if (this.asker.isWhole()) void this.refresh();
    }, TYPING_PAUSE);
  }

  /**
   * Ask about the form as it is now. What is typed meanwhile is asked about next; while the worker loads, everything
   * waits for it here.
   *
   * @returns {Promise<void>}
   */
  refresh() {
    this.#asking ??= this.#askUntilClean().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Let answers that are under way come to nothing. */
  end() {
    this.#over = true;
    clearTimeout(this.#typing);
  }

  async #askUntilClean() {
    while (this.dirty && client.currentState() === "ready" && !this.#over) {
      this.dirty = false;
      const request = this.asker.request();
      /** @type {Shown} */
      let answer;
      try {
        answer = await client.ask(request);
      } catch {
        // The client has told its state; the same question is asked again once there is a new worker.
        this.dirty = true;
        return;
      }
      if (this.#over) return;
      this.asker.hear(answer, !this.dirty);
    }
  }
}
