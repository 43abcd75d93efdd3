/** A widget at work: listens to its form, and shows what the worker answers. */

import { Asking } from "./asking.mjs";
import { startWhenWanted } from "./begin.mjs";
import { openMail, press } from "./buttons.mjs";
import { Carrier } from "./carrier.mjs";
import * as client from "./client.mjs";
import { clearProblems, mergeRegions, offerOnly, reveal, showProblems } from "./dom.mjs";
import { isHalf, isMessage, isText, isTold, requestOf } from "./fields.mjs";
import { letterOf } from "./letter.mjs";
import { completeName, offerNames } from "./lists.mjs";
import { inHand } from "./memory.mjs";
import { offerMail } from "./output.mjs";
import { choosePerson, settlePeople } from "./people.mjs";
import { forget, setTicks, settle } from "./preset.mjs";
import { nameRows } from "./rows.mjs";
import { StatusLine } from "./status.mjs";
import { isFramed, isOfOtherBuild, loadAnew, refuse } from "./surroundings.mjs";

/** @import { Shown, View } from "./protocol.mjs" */
/** @import { TextControl } from "./fields.mjs" */

export class Widget {
  /** Whether the reader changed the message: from then on it is theirs. */
  edited = false;
  /** @type {View | undefined} */
  shown;
  listening = new AbortController();

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.form = /** @type {HTMLFormElement} */ (element.querySelector("form"));
    this.status = new StatusLine(element, this.listening.signal);
    this.letter = letterOf(element, this.listening.signal);
    this.asking = new Asking({
      request: () => requestOf(this.element, this.form, this.edited, this.carrier.rest),
      isWhole: () => !isHalf(document.activeElement) || !this.form.contains(document.activeElement),
      hear: (answer, newest) => this.hear(answer, newest),
      told: () => {
        nameRows(this.form);
        this.carrier.note();
      },
    });
    this.carrier = new Carrier(this);
  }

  connect() {
    const { signal } = this.listening;
    this.form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.form.addEventListener("input", (event) => this.input(event), { signal });
    this.form.addEventListener("change", (event) => this.input(event), { signal });
    this.form.addEventListener("click", (event) => this.click(event), { signal });
    this.form.addEventListener("focusout", (event) => this.leave(event), { signal });
    this.form.addEventListener("focusin", (event) => this.focus(event), { signal });
    client.changes.addEventListener("state", () => this.state(), { signal });
    client.changes.addEventListener("progress", () => this.status.progress(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.shown && this.asking.changed(), { signal });
    settle(this.form);
    const brought = this.carrier.connect(signal);
    offerMail(this.form);
    // The page may have answers in it from the start, and a browser may put back what was typed before it was left.
    this.asking.dirty = brought || "given" in this.element.dataset || isTold(this.form);
    this.state();
    startWhenWanted(this.element, client.start, signal);
  }

  disconnect() {
    this.listening.abort();
    this.asking.end();
  }

  state() {
    const state = client.currentState();
    this.element.dataset.state = state;
    this.status.state();
    if (state === "ready") void this.asking.refresh();
  }

  /** @param {Event} event */
  input(event) {
    const control = event.target;
    if (event.type !== "focusout" && isHalf(control)) return;
    forget(control);
    if (isMessage(control) && event.type === "input") this.own(true);
    choosePerson(this, control);
    offerMail(this.form);
    this.asking.changed();
  }

  /** @param {FocusEvent} event */
  leave(event) {
    if (!isHalf(event.target)) return;
    if (event.target instanceof HTMLInputElement) completeName(event.target);
    this.input(event);
  }

  /** @param {FocusEvent} event */
  focus(event) {
    if (event.target instanceof HTMLInputElement) void offerNames(event.target, this.form);
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = event.target instanceof Element ? event.target.closest("button, a[data-focus], a[data-mail]") : null;
    if (target instanceof HTMLAnchorElement && "mail" in target.dataset) {
      void openMail(this, target);
    } else if (target instanceof HTMLAnchorElement) {
      event.preventDefault();
      event.stopPropagation();
      reveal(document.getElementById(target.hash.slice(1)));
    } else if (target instanceof HTMLButtonElement) {
      void press(this, target);
    }
  }

  /** @param {Shown} answer @param {boolean} newest */
  hear(answer, newest) {
    clearProblems(this.form);
    if ("error" in answer) {
      // What is wrong with a value that has no control here could not be mended.
      if (answer.error.problems.every(({ name }) => !this.form.elements.namedItem(name)) && this.carrier.drop()) {
        return this.asking.changed();
      }
      showProblems(this.form, answer.error.problems);
      this.status.sayLater(answer.error.sentence, true);
    } else {
      this.show(answer, newest);
    }
  }

  /** @param {View} view @param {boolean} newest whether the form is still what it answers; if not, no control changes */
  show(view, newest) {
    this.shown = view;
    const example = String(view.example);
    /** @type {Map<HTMLElement, string>} */
    const regions = new Map();
    for (const [name, html] of Object.entries(view.html)) {
      const region = this.element.querySelector(`[data-region="${name}"]`);
      if (region instanceof HTMLElement) regions.set(region, html);
    }
    // Nothing of the example becomes the reader's own: what was kept of it would only be seen to jump.
    mergeRegions(regions, this.element.dataset.example !== example);
    // Only now, since the example keeps more room, which must be held.
    this.element.dataset.example = example;
    if (newest) {
      this.fill(view);
      this.letter?.answered();
      settlePeople(this);
      offerMail(this.form);
    }
    this.status.sayLater(view.status, true);
  }

  /** Put what an answer says into the form's own controls. @param {View} view */
  fill(view) {
    for (const [name, value] of Object.entries(view.fields)) {
      this.toggle(`[data-part="${name}"]`, value !== null);
      const control = this.form.elements.namedItem(name);
      // What the reader writes is never overwritten, not even by an answer that was already under way.
      if (isText(control) && value !== null && !this.edited && control.value !== value) control.value = value;
    }
    for (const [name, values] of Object.entries(view.choices)) {
      const control = this.form.elements.namedItem(name);
      if (control instanceof HTMLSelectElement) offerOnly(control, values);
    }
    setTicks(this.form, view.ticks);
  }

  /** @param {boolean} edited whether the message is the reader's own */
  own(edited) {
    this.edited = edited;
    this.toggle("[data-reset]", edited);
    this.toggle("[data-wording]", !edited);
  }

  /** @param {string} selector @param {boolean} visible */
  toggle(selector, visible) {
    for (const element of this.element.querySelectorAll(selector)) {
      if (element instanceof HTMLElement) element.hidden = !visible;
    }
  }

  /** @param {string} name @returns {TextControl | undefined} */
  text(name) {
    const control = this.form.elements.namedItem(name);
    return isText(control) ? control : undefined;
  }
}

/**
 * Bring a widget to life.
 *
 * @param {HTMLElement} element
 * @returns {() => void} what undoes it when the element leaves the page
 */
export function attach(element) {
  if (isFramed()) return refuse(element);
  if (isOfOtherBuild(element) && loadAnew(inHand().entries)) return () => {};
  const widget = new Widget(element);
  widget.connect();
  return () => widget.disconnect();
}
