/**
 * What was told in one widget is there in the next: in memory while one page follows the other, and in the fragment of
 * a link, which also works where a page is loaded anew and which no server gets. Nothing is stored.
 */

import { compact, entriesOf, fill } from "./entries.mjs";

/** @import { Entries } from "./entries.mjs" */

/** How a fragment begins that holds entries; widgets/journey.py writes it. */
const MARK = "#ft?";
/** The entry between what a link chooses and what was told when it was made. */
const TOLD = "told";
/** What is a fact, the same in every widget; all else is a widget's own, such as its choice of a kind. */
const FACT = "situation.";
const NAME = /^[A-Za-z][\w-]*(\[\d{1,4}\])?(\.[A-Za-z][\w-]*(\[\d{1,4}\])?)*$/;
const LONGEST_FRAGMENT = 50_000;
const MOST_ENTRIES = 1000;

/** @typedef {{entries: Entries, edited: boolean}} Own */

/** @type {Entries} */
let facts = [];
/** What each widget held besides the facts, by page. @type {Map<string, Own>} */
const own = new Map();

/** @param {string} hash a fragment, of any origin @returns {Entries | undefined} the entries in it, or none where it is not one of ours */
export function entriesIn(hash) {
  if (!hash.startsWith(MARK) || hash.length > LONGEST_FRAGMENT) return undefined;
  return [...new URLSearchParams(hash.slice(MARK.length))].filter(([name]) => NAME.test(name)).slice(0, MOST_ENTRIES);
}

/** One widget's part in this. */
export class Carried {
  /** Facts for which this form has no control: they count all the same, and go on to the next widget. @type {Entries} */
  rest = [];
  /** Whether anything was known from elsewhere. */
  told = false;

  /** @param {HTMLElement} element @param {HTMLFormElement} form */
  constructor(element, form) {
    this.form = form;
    this.place = `${location.pathname} ${element.dataset.widget}`;
  }

  /**
   * Fill the form with what is known from elsewhere.
   *
   * @returns {{told: boolean, edited: boolean}} whether anything was, and whether the message in it is the reader's own
   */
  take() {
    const linked = entriesIn(location.hash);
    let kept = own.get(this.place);
    if (linked) {
      // Else a reload, or an address that is copied, would bring back what has changed since.
      history.replaceState(history.state, "", location.pathname + location.search);
      const middle = linked.findIndex(([name]) => name === TOLD);
      const chosen = middle < 0 ? linked : linked.slice(0, middle);
      const ways = chosen.filter((entry) => !isFact(entry));
      const person = chosen.filter(isFact);
      if (!kept || !isSame(kept.entries, ways) || !isSame(facts, person)) kept = { entries: ways, edited: false };
      // What was typed after the link was made is known here, unless the page was loaded anew.
      const known = facts.length > 0 ? facts : linked.slice(chosen.length).filter(isFact);
      facts = [...known.filter(([name]) => !person.some((one) => one[0] === name)), ...person];
    }
    this.rest = fill(this.form, facts);
    // Of rows the first: the other widget asks for one only.
    const same = this.form.querySelector("[data-also]");
    if (same instanceof HTMLInputElement && !same.value)
      same.value = facts.find(([name]) => name === same.dataset.also)?.[1] ?? "";
    if (kept) fill(this.form, kept.entries);
    this.told ||= facts.length > 0 || kept !== undefined;
    return { told: this.told, edited: kept?.edited ?? false };
  }

  /** Let go of what no control holds, since nothing can be asked with it. @returns {boolean} whether there was any */
  drop() {
    const had = this.rest.length > 0;
    this.rest = [];
    return had;
  }

  /** Keep what the form holds for the widget that comes next. @param {boolean} edited whether the message is the reader's own */
  leave(edited) {
    const entries = compact([...entriesOf(this.form), ...this.rest]);
    facts = entries.filter(isFact);
    own.set(this.place, { entries: entries.filter((entry) => !isFact(entry)), edited });
  }
}

/** @param {[string, string]} entry @returns {boolean} */
function isFact([name]) {
  return name.startsWith(FACT);
}

/** @param {Entries} kept @param {Entries} chosen @returns {boolean} whether what is chosen is what was there */
function isSame(kept, chosen) {
  return chosen.every(([name, value]) => kept.some((one) => one[0] === name && one[1] === value));
}
