/** What goes out and comes in by the reader's own hand: a file with all applications, a link with the one in the form. */

import * as client from "./client.mjs";
import { linkTo } from "./link.mjs";
import { changes, inHand } from "./memory.mjs";
import { copy, save } from "./output.mjs";
import { newId, sameEntries } from "./shelf.mjs";

/** @import { Keeping } from "./keeping.mjs" */
/** @import { Application } from "./protocol.mjs" */

const VERSION = 1;
const LARGEST_FILE = 2_000_000;
/** How many applications a file may hold; see widgets/kept.py. No more are taken in than can be saved again. */
const MOST_APPLICATIONS = 200;

export class Handing {
  /** @param {Keeping} keeping */
  constructor(keeping) {
    this.keeping = keeping;
    this.file = /** @type {HTMLInputElement} */ (keeping.section.querySelector("[data-import-file]"));
    this.place = /** @type {HTMLElement} */ (keeping.section.querySelector("[data-link]"));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.file.addEventListener("change", () => void this.#import(), { signal });
    // A link holds what the form said when it was made.
    for (const type of ["told", "opened"]) changes.addEventListener(type, () => this.#hideLink(), { signal });
  }

  /** Let the reader choose a file. */
  choose() {
    this.file.click();
  }

  /** Save all applications as a file. */
  export() {
    const { keeping } = this;
    keeping.write();
    const applications = keeping.shelf.all();
    if (!applications.length) return keeping.say("nothing");
    const text = `${this.#text(applications, 1)}\n`;
    save({ name: `${keeping.guide}.json`, type: "application/json", text });
    return keeping.say("saved");
  }

  /** Copy a link that holds what is in the form, and show it. */
  async share() {
    const { keeping } = this;
    const { entries } = inHand();
    if (!entries.length) return keeping.say("nothing");
    const link = await linkTo(this.#text([{ id: "", entries }]));
    const input = this.place.querySelector("input");
    if (!link || !input) return keeping.say("long");
    this.place.hidden = false;
    input.value = link;
    return keeping.say((await copy(link, input)) ? "copied" : "selected");
  }

  #hideLink() {
    this.place.hidden = true;
    for (const input of this.place.querySelectorAll("input")) input.value = "";
  }

  /** @param {Application[]} applications @param {number} [indent] @returns {string} as widgets/kept.py reads it */
  #text(applications, indent) {
    const plain = applications.map(({ id, entries }) => (id ? { id, entries } : { entries }));
    return JSON.stringify({ followthrough: VERSION, guide: this.keeping.guide, applications: plain }, null, indent);
  }

  async #import() {
    const { keeping } = this;
    const [file] = this.file.files ?? [];
    if (!file) return;
    keeping.write();
    try {
      const answer = file.size > LARGEST_FILE ? null : await client.ask({ widget: "kept", text: await file.text() });
      if (!answer) keeping.say("large");
      else if ("error" in answer) keeping.line.textContent = answer.error.sentence;
      else this.#add(answer.applications, answer.said);
    } catch {
      keeping.say("failed");
    }
    // The same file may be chosen again.
    this.file.value = "";
    void keeping.show();
  }

  /** Add to what is there; nothing of it is replaced. @param {Application[]} applications @param {string} said */
  #add(applications, said) {
    const { keeping } = this;
    const { shelf, line } = keeping;
    if (shelf.all().length + applications.length > MOST_APPLICATIONS) {
      keeping.say("large");
      return;
    }
    /** @type {Application[]} */
    const added = [];
    let taken = true;
    for (const one of applications) {
      const known = one.id ? shelf.get(one.id) : undefined;
      if (known && sameEntries(known, one)) continue;
      const application = { ...one, id: known || !one.id ? newId() : one.id };
      taken = shelf.put(application) && taken;
      added.push(application);
    }
    const same = applications.length - added.length;
    keeping.say("imported", { added: added.length, same }, `${said} ${taken ? "" : line.dataset.refused}`.trim());
    // Where nothing is in the form, nothing is in the way of the first one.
    if (added[0] && !inHand().entries.length) keeping.take(added[0]);
  }
}
