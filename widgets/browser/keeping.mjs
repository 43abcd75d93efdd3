/** The controls under a form: remember and forget, and the board. Loaded when they are first wanted. */

import * as client from "./client.mjs";
import { mergeRegions } from "./dom.mjs";
import { localNow } from "./fields.mjs";
import { Handing } from "./handing.mjs";
import { blank, changes, inHand, open } from "./memory.mjs";
import { SharedLink } from "./shared.mjs";
import { Shelf, newId, sameEntries } from "./shelf.mjs";
import { fill } from "./status.mjs";

/** @import { Widget } from "./element.mjs" */
/** @import { Application } from "./protocol.mjs" */

const FIRST = "input:not([type=hidden]), select, textarea";
const WRITING_PAUSE = 300;

/** One shelf a guide, whichever widget asks. @type {Map<string, Shelf>} */
const shelves = new Map();
/** What was deleted last, for as long as the page is here. @type {Application | undefined} */
let deleted;
/** How the application in the form was when it was last put on the shelf. @type {Application | undefined} */
let written;

/** @param {Element | null | undefined} element */
function focus(element) {
  if (element instanceof HTMLElement) element.focus();
}

export class Keeping {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #writing;

  /** @param {Widget} widget @param {HTMLElement} section */
  constructor(widget, section) {
    this.widget = widget;
    this.section = section;
    this.guide = section.dataset.guide ?? "";
    this.shelf = shelves.get(this.guide) ?? new Shelf(this.guide);
    shelves.set(this.guide, this.shelf);
    this.line = /** @type {HTMLElement} */ (section.querySelector("[data-keep-says]"));
    this.box = /** @type {HTMLInputElement} */ (section.querySelector("[data-remember]"));
    this.handing = new Handing(this);
    this.dialog = /** @type {HTMLDialogElement} */ (section.querySelector("[data-forget-dialog]"));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.section.addEventListener("click", (event) => this.#click(event), { signal });
    this.section.addEventListener("toggle", () => this.show(), { signal });
    this.box.addEventListener("change", () => this.#remember(), { signal });
    this.handing.connect(signal);
    changes.addEventListener("told", () => this.#later(), { signal });
    changes.addEventListener("opened", () => this.#later(), { signal });
    // The last moment that a phone grants a page, and that of instant navigation.
    addEventListener("pagehide", () => this.write(), { signal });
    document.addEventListener("visibilitychange", () => this.write(), { signal });
    signal.addEventListener("abort", () => this.write());
    // A quick reader may have ticked it before anything listened.
    const asked = this.box.checked && !this.shelf.remembers;
    this.#restore();
    this.write();
    if (asked) this.#remember();
    void this.show();
    new SharedLink(this).connect(signal);
  }

  /** Put what this device remembers into the form; what the reader has typed meanwhile stands. */
  #restore() {
    const last = this.shelf.last();
    const { id, shared, entries } = inHand();
    if (id || shared || !this.shelf.remembers || !last) return;
    const typed = new Set(entries.map(([name]) => name));
    written = last;
    open({ id: last.id, entries: [...last.entries.filter(([name]) => !typed.has(name)), ...entries] });
  }

  /** Write what was told once the typing pauses. */
  #later() {
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => {
      this.write();
      void this.show();
    }, WRITING_PAUSE);
  }

  /** Put the application in the form on the shelf, if it has changed: another tab may have deleted it, or told more. */
  write() {
    clearTimeout(this.#writing);
    const application = inHand();
    if (application.shared || (written?.id === application.id && sameEntries(written, application))) return;
    if (application.entries.length) {
      application.id ||= newId();
      this.put(application);
    } else if (application.id) {
      this.shelf.drop(application.id);
    }
    written = application;
    this.shelf.opened(application.id);
  }

  /** Put an application on the shelf, and say so where this device does not take it. @param {Application} application */
  put(application) {
    if (!this.shelf.put(application)) this.say("refused");
  }

  /** Put an application into the form that is on the shelf as it is. @param {Application} application */
  take(application) {
    written = application;
    open(application);
    this.shelf.opened(application.id);
  }

  /** Show how things stand, if anybody looks. */
  async show() {
    this.box.checked = this.shelf.remembers;
    const region = this.section.querySelector('[data-region="board"]');
    if (!this.section.hasAttribute("open") || !(region instanceof HTMLElement)) return;
    const applications = this.shelf.all();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const root = this.widget.element.dataset.root ?? "";
    const now = localNow(new Date());
    try {
      const answer = await client.ask({ widget: "board", applications, current: inHand().id, now, zone, root });
      mergeRegions(new Map([[region, answer.html.board ?? ""]]));
    } catch {
      this.say("failed");
    }
  }

  /** @param {string} what @param {Record<string, string | number>} [words] @param {string} [more] */
  say(what, words = {}, more = "") {
    this.line.textContent = `${fill(this.line.dataset[what], words)} ${more}`.trim();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const { dataset } = button;
    if (dataset.open !== undefined) this.#open(dataset.open, dataset.name ?? "");
    else if (dataset.drop !== undefined) this.#drop(dataset.drop, dataset.name ?? "");
    else if ("undo" in dataset) this.#undo();
    else if ("new" in dataset) this.#begin();
    else if ("export" in dataset) this.handing.export();
    else if ("import" in dataset) this.handing.choose();
    else if ("share" in dataset) void this.handing.share();
    else if ("forget" in dataset) this.dialog.showModal();
    else if ("forgetNo" in dataset) this.dialog.close();
    else if ("forgetYes" in dataset) this.#forget();
  }

  #remember() {
    this.write();
    if (!this.box.checked) {
      this.shelf.release();
      this.say("released");
    } else if (this.shelf.remember()) {
      this.shelf.opened(inHand().id);
      this.say("remembered");
    } else {
      this.box.checked = false;
      this.say("refused");
    }
  }

  #forget() {
    this.dialog.close();
    this.shelf.forget();
    this.#offerUndo(undefined);
    open(blank());
    this.say("forgotten");
    void this.show();
  }

  /** @param {string} id @param {string} name */
  #open(id, name) {
    this.write();
    const application = this.shelf.get(id);
    if (!application) return;
    this.take(application);
    this.say("opened", { name });
    void this.show();
    this.toForm();
  }

  /** Go to the form's beginning, without a phone's keyboard coming up. */
  toForm() {
    const { form } = this.widget;
    form.tabIndex = -1;
    form.focus({ preventScroll: true });
    form.scrollIntoView({ block: "start" });
  }

  #begin() {
    this.write();
    open(blank());
    this.say("begun");
    void this.show();
    focus(this.widget.form.querySelector(FIRST));
  }

  /** @param {string} id @param {string} name */
  #drop(id, name) {
    this.write();
    const application = this.shelf.get(id);
    this.shelf.drop(id);
    if (inHand().id === id) open(blank());
    this.#offerUndo(application);
    this.say("deleted", { name });
    void this.show();
    focus(this.section.querySelector("[data-undo]"));
  }

  #undo() {
    if (deleted) this.put(deleted);
    this.#offerUndo(undefined);
    this.say("restored");
    void this.show();
    focus(this.section.querySelector("[data-new]"));
  }

  /** @param {Application | undefined} application */
  #offerUndo(application) {
    deleted = application;
    const button = this.section.querySelector("[data-undo]");
    if (button instanceof HTMLElement) button.hidden = application === undefined;
  }
}
