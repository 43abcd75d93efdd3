/** What the reader tells in one widget is there in the other: in the memory of this page, and nowhere else unasked. */

import { namesOf, put, told } from "./entries.mjs";
import { isTold } from "./fields.mjs";

/** @import { Widget } from "./element.mjs" */
/** @import { Application, Entry } from "./protocol.mjs" */

const FACT = "situation.";
/** What a link with an application begins with, after its `#`. */
export const SHARED = "#application=";

/** Tells with a `told` event that the reader told something, with an `opened` event that another application is here. */
export const changes = new EventTarget();

/** @returns {Application} */
export function blank() {
  return { id: "", entries: [] };
}

let current = blank();

/** @returns {Application} the application that stands in the forms */
export function inHand() {
  return current;
}

/** Let the forms hold another application. @param {Application} application */
export function open(application) {
  current = application;
  changes.dispatchEvent(new CustomEvent("opened"));
}

/** The part of a widget that carries its entries between its form and the memory. */
export class Carrier {
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
    addEventListener("hashchange", () => this.#keepIfWanted(signal), { signal });
    element.querySelector("[data-keep]")?.addEventListener("toggle", () => void this.#keep(signal), { signal });
    const brought = current.entries.length > 0;
    // A browser may have put back what was typed before; that is news to the memory.
    if (brought) this.#put();
    else if (isTold(form)) this.note();
    this.#keepIfWanted(signal);
    return brought;
  }

  /** Note what the form says. What the other widget asks for stays as it was. */
  note() {
    const { form, edited } = this.widget;
    const mine = namesOf(form);
    const others = current.entries.filter(([name]) => !this.#carries(name) || !mine(name));
    const own = told(form, edited).filter(([name]) => this.#carries(name));
    current = { ...current, entries: [...others, ...own] };
    changes.dispatchEvent(new CustomEvent("told", { detail: this }));
  }

  /** Put what is remembered into the form, and ask about it. */
  bring() {
    this.#put();
    this.widget.asking.changed(false);
  }

  #put() {
    const { widget } = this;
    const { form } = widget;
    const entries = current.entries.filter(([name]) => this.#carries(name));
    // Where only facts are carried, what the page has chosen and what was written here stay.
    const kept = this.#placed ? told(form, widget.edited).filter(([name]) => !this.#carries(name)) : [];
    widget.own(put(form, [...entries, ...kept]));
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
    if (section instanceof HTMLElement && (current.shared || isWanted(section.dataset.guide ?? "")))
      void this.#keep(signal);
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

/** @param {string} guide @returns {string} what the keys of a guide's things on this device begin with */
export function prefixOf(guide) {
  return `followthrough/${guide}/`;
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
