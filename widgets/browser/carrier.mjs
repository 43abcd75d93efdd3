/** Carries what the reader tells between a widget's form and the memory of the page. */

import { compact, namesOf, put, told } from "./entries.mjs";
import { isTold, valueIn } from "./fields.mjs";
import { entriesIn } from "./fragment.mjs";
import { SHARED, changes, inHand, prefixOf, say } from "./memory.mjs";
import { isRowGone } from "./rows.mjs";

/** @import { Widget } from "./element.mjs" */
/** @import { Entry } from "./protocol.mjs" */

/** What is a fact, the same in every widget; all else is a widget's own, such as its choice of a kind. */
const FACT = "situation.";
/** Which message the composer's own words are about. */
const ABOUT = ["kind", "channel", "situation.recipient"];
/** What belongs to one message, and not to the next one that a link chooses. */
const WORDS = /^(message\.|own\.|ignored\[|to$|wording$)/;
/** The reader's own words in messages that made way for another, while the page is here. @type {Map<string, Entry[]>} */
const drafts = new Map();
changes.addEventListener("opened", () => drafts.clear());

export class Carrier {
  /** What was told elsewhere and has no control here, with rows numbered as in this form. @type {Entry[]} */
  #elsewhere = [];
  /** Whether that can be asked with: not where something is wrong with it, which could not be mended here. */
  #sound = true;

  /** @param {Widget} widget */
  constructor(widget) {
    this.widget = widget;
  }

  /** @param {AbortSignal} signal @returns {boolean} whether the form holds now what was told elsewhere */
  connect(signal) {
    const { element, form } = this.widget;
    /** @param {Event} event */
    const hear = (event) => {
      if (event instanceof CustomEvent && event.detail !== this) this.bring();
    };
    for (const type of ["told", "opened"]) changes.addEventListener(type, hear, { signal });
    const go = () => (this.#follow() ? this.bring() : this.#keepIfWanted(signal));
    addEventListener("hashchange", go, { signal });
    element.querySelector("[data-keep]")?.addEventListener("toggle", () => void this.#keep(signal), { signal });
    const brought = this.#follow() || inHand().entries.length > 0;
    // A browser may have put back what was typed before; that is news to the memory.
    if (brought) this.#put();
    else if (isTold(form)) this.note();
    this.#keepIfWanted(signal);
    return brought;
  }

  /** Note what the form says. What the other widget asks for stays as it was, unless the row that it is in is gone. */
  note() {
    const { form, edited } = this.widget;
    this.#elsewhere = this.#elsewhere.filter(([name]) => !isRowGone(form, name));
    const own = told(form, edited).filter(([name]) => this.#carries(name));
    say(compact([...this.#elsewhere, ...own]));
    changes.dispatchEvent(new CustomEvent("told", { detail: this }));
  }

  /** @returns {Entry[]} facts that have no control here: they count all the same */
  get rest() {
    return this.#sound ? this.#elsewhere.filter(isFact) : [];
  }

  /** Ask without them from now on. @returns {boolean} whether that makes a difference */
  drop() {
    const had = this.rest.length > 0;
    this.#sound = false;
    return had;
  }

  /** Take in what a link from a widget carries. @returns {boolean} whether the address was such a link */
  #follow() {
    const linked = entriesIn(location.hash);
    if (!linked) return false;
    // Else a reload, or an address that is copied, would bring back what has changed since.
    history.replaceState(history.state, "", location.pathname + location.search);
    this.#put();
    const { form, edited } = this.widget;
    const now = new Map([...ABOUT.map((name) => /** @type {Entry} */ ([name, valueIn(form, name)])), ...linked.chosen]);
    const [was, is] = [ABOUT.map((name) => valueIn(form, name)), ABOUT.map((name) => now.get(name))].map(String);
    const { entries } = inHand();
    if (edited && was !== is) drafts.set(was ?? "", entries.filter(([name]) => WORDS.test(name)));
    // What was typed after the link was made is known here, unless the page was loaded anew.
    const known = entries.some(isFact) ? entries : [...entries, ...linked.told.filter(isFact)];
    const kept = known.filter(([name]) => !linked.chosen.some((one) => one[0] === name) && (was === is || !WORDS.test(name)));
    say([...kept, ...linked.chosen, ...(was === is ? [] : (drafts.get(is ?? "") ?? []))]);
    return true;
  }

  /** Put what is remembered into the form, and ask about it. */
  bring() {
    this.#put();
    this.widget.asking.changed(false);
  }

  #put() {
    const { widget } = this;
    const { form } = widget;
    const mine = namesOf(form);
    const all = inHand().entries;
    const entries = all.filter(([name]) => this.#carries(name));
    this.#sound = true;
    this.#elsewhere = all.filter(([name]) => !this.#carries(name) || !mine(name));
    // Where only facts are carried, what the page has chosen and what was written here stay.
    const kept = this.#placed ? told(form, widget.edited).filter(([name]) => !this.#carries(name)) : [];
    widget.own(put(form, [...entries, ...kept]));
    // Of rows the first: the other widget asks for one only.
    const same = form.querySelector("[data-also]");
    if (same instanceof HTMLInputElement && !same.value) {
      same.value = all.find(([name]) => name === same.dataset.also)?.[1] ?? "";
    }
  }

  get #placed() {
    return "placed" in this.widget.element.dataset;
  }

  /** @param {string} name @returns {boolean} whether it goes from page to page; a choice made by a page's author does not */
  #carries(name) {
    return !this.#placed || name.startsWith(FACT);
  }

  /** @param {AbortSignal} signal */
  #keepIfWanted(signal) {
    const section = this.widget.element.querySelector("[data-keep]");
    if (section instanceof HTMLElement && (inHand().shared || isWanted(section.dataset.guide ?? ""))) {
      void this.#keep(signal);
    }
  }

  /** Load what keeps things, which most readers never use. @param {AbortSignal} signal */
  async #keep(signal) {
    const section = this.widget.element.querySelector("[data-keep]");
    if (!(section instanceof HTMLElement) || "loaded" in section.dataset) return;
    section.dataset.loaded = "";
    /** @type {HTMLElement | null} */
    let pressed = null;
    /** @param {MouseEvent} event */
    const note = (event) => {
      pressed = event.target instanceof HTMLElement ? event.target.closest("button") : null;
    };
    section.addEventListener("click", note);
    try {
      const { Keeping } = await import("./keeping.mjs");
      section.removeEventListener("click", note);
      if (signal.aborted) return;
      new Keeping(this.widget, section).connect(signal);
      // A quick reader does not have to press twice.
      /** @type {HTMLElement | null} */ (pressed)?.click();
    } catch (error) {
      delete section.dataset.loaded;
      const line = section.querySelector("[data-keep-says]");
      if (line instanceof HTMLElement) line.textContent = line.dataset.failed ?? "";
      console.warn(`followthrough: ${error}`);
    }
  }
}

/** @param {Entry} entry @returns {boolean} */
function isFact([name]) {
  return name.startsWith(FACT);
}

/** @param {string} guide @returns {boolean} whether something is kept on this device, or comes with the address */
function isWanted(guide) {
  if (location.hash.startsWith(SHARED)) return true;
  try {
    return localStorage.getItem(`${prefixOf(guide)}on`) !== null;
  } catch {
    return false;
  }
}
