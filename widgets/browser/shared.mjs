/** What came with a link: shown when the reader agrees, beside what is theirs, and kept only when they ask. */

import * as client from "./client.mjs";
import { textOf } from "./link.mjs";
import { SHARED, blank, changes, inHand, open } from "./memory.mjs";
import { newId } from "./shelf.mjs";

/** @import { Keeping } from "./keeping.mjs" */
/** @import { Application } from "./protocol.mjs" */

/** What the reader had in the form before. @type {Application | undefined} */
let aside;
/** The fragment that was answered already, by looking at it or by not doing so. */
let answered = "";

export class SharedLink {
  /** @param {Keeping} keeping */
  constructor(keeping) {
    this.keeping = keeping;
    this.element = keeping.widget.element;
    this.dialog = /** @type {HTMLDialogElement} */ (this.element.querySelector("[data-shared-dialog]"));
    this.notice = /** @type {HTMLElement} */ (this.element.querySelector("[data-shared]"));
    this.line = /** @type {HTMLElement} */ (this.element.querySelector("[data-shared-says]"));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.element.addEventListener("click", (event) => this.#click(event), { signal });
    this.dialog.addEventListener("cancel", () => this.#leave(), { signal });
    addEventListener("hashchange", () => this.look(), { signal });
    changes.addEventListener("opened", () => this.#moved(), { signal });
    signal.addEventListener("abort", () => this.dialog.close());
    if (inHand().shared) this.#notice("shown");
    this.look();
  }

  /** Ask whether to show what the address holds. */
  look() {
    const { hash } = location;
    // Of two widgets on a page one asks.
    if (!hash.startsWith(SHARED) || hash === answered || document.querySelector("dialog:modal")) return;
    this.dialog.showModal();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const { dataset } = event.target instanceof HTMLButtonElement ? event.target : this.notice;
    if ("sharedShow" in dataset) void this.#show();
    else if ("sharedLeave" in dataset) this.#leave();
    else if ("sharedKeep" in dataset) this.#keep();
    else if ("sharedClose" in dataset) this.#close();
  }

  #leave() {
    this.dialog.close();
    clear();
  }

  async #show() {
    const { hash } = location;
    answered = hash;
    this.dialog.close();
    this.#notice("opening");
    this.line.focus();
    try {
      const answer = await client.ask({ widget: "kept", text: await textOf(hash) });
      if ("error" in answer) this.#fail(answer.error.sentence);
      else if (!answer.applications[0]) this.#fail(this.line.dataset.unreadable);
      else {
        this.keeping.write();
        if (!inHand().shared) aside = inHand();
        open({ ...answer.applications[0], id: "", shared: true });
        this.#notice("shown", answer.said);
      }
    } catch (error) {
      const { large, unreadable, failed } = this.line.dataset;
      const why = error instanceof RangeError ? large : client.currentState() === "failed" ? failed : unreadable;
      this.#fail(why);
    }
  }

  #keep() {
    const { entries } = inHand();
    open({ id: newId(), entries });
    this.keeping.write();
  }

  #close() {
    if (inHand().shared) open(aside ?? blank());
    else this.#moved();
  }

  /** Once something else is in the form, nothing of the link is left. */
  #moved() {
    if (inHand().shared || this.notice.hidden) return;
    const focused = this.notice.contains(document.activeElement);
    this.notice.hidden = true;
    aside = undefined;
    clear();
    if (focused) this.keeping.toForm();
  }

  /** @param {string} [sentence] */
  #fail(sentence = "") {
    this.#toggleKeep(false);
    this.line.textContent = sentence;
  }

  /** @param {"opening" | "shown"} what @param {string} [more] */
  #notice(what, more = "") {
    // Moving it again would take the focus from it.
    if (this.element.firstElementChild !== this.notice) this.element.prepend(this.notice);
    this.notice.hidden = false;
    this.#toggleKeep(what === "shown");
    this.line.textContent = `${this.line.dataset[what] ?? ""} ${more}`.trim();
  }

  /** @param {boolean} offered */
  #toggleKeep(offered) {
    const button = this.notice.querySelector("[data-shared-keep]");
    if (button instanceof HTMLElement) button.hidden = !offered;
  }
}

/** Take the answers out of the address, and with it out of what a browser lists as visited from here on. */
function clear() {
  if (location.hash.startsWith(SHARED)) history.replaceState(history.state, "", location.pathname + location.search);
  answered = "";
}
