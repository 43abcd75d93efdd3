/** What a form holds: which of it the reader told, what is not whole yet, and all of it as a request. */

import { isHalfName } from "./lists.mjs";
import { presetNames } from "./preset.mjs";

/** @import { Entry, Request } from "./protocol.mjs" */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextControl */

/** @param {unknown} control @returns {control is HTMLInputElement} whether it is ticked or chosen, not typed into */
function isTick(control) {
  return control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);
}

/** @param {unknown} control @returns {control is TextControl} */
export function isText(control) {
  return control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && !isTick(control));
}

/** @param {unknown} control @returns {boolean} whether it holds the message itself */
export function isMessage(control) {
  return isText(control) && control.name.startsWith("message.");
}

/**
 * Half a name of a list, or a year that is still being typed, is no mistake; the reader going on makes it one.
 *
 * @param {unknown} control
 * @returns {boolean} whether what it holds is not whole yet
 */
export function isHalf(control) {
  return control instanceof HTMLInputElement && (isHalfName(control) || !control.validity.valid);
}

/** @param {HTMLFormElement} form @returns {boolean} whether it differs from what the site delivered */
export function isTold(form) {
  return [...form.elements].some((control) => {
    if (control instanceof HTMLSelectElement) return control.selectedIndex > 0;
    if (isTick(control)) return control.checked !== control.defaultChecked;
    return isText(control) && !isMessage(control) && control.value !== control.defaultValue;
  });
}

/**
 * The entries of a form, as a `FormData` has them. To make one, Chromium has the whole page laid out: a text area may ask
 * for its lines as they break.
 *
 * @param {HTMLFormElement} form
 * @returns {Entry[]}
 */
export function entriesOf(form) {
  return [...form.elements]
    .filter((control) => (isTick(control) ? control.checked : isText(control) || control instanceof HTMLSelectElement))
    .map((control) => /** @type {TextControl | HTMLSelectElement} */ (control))
    .filter((control) => control.name && !control.matches(":disabled"))
    .map(({ name, value }) => [name, value]);
}

/** @param {HTMLFormElement} form @param {string} name @returns {string} what the form holds under a name; empty where nothing */
export function valueIn(form, name) {
  return entriesOf(form).find((entry) => entry[0] === name)?.[1] ?? "";
}

/**
 * @param {HTMLElement} element a widget
 * @param {HTMLFormElement} form
 * @param {boolean} edited
 * @param {Entry[]} rest what counts besides the form
 * @returns {Request}
 */
export function requestOf(element, form, edited, rest) {
  const preset = presetNames(form);
  const entries = entriesOf(form).filter(([name]) => !preset.has(name));
  return {
    widget: element.dataset.widget ?? "",
    entries: [...entries, ...rest],
    now: localNow(new Date()),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    edited,
    root: element.dataset.root ?? "",
  };
}

/** @param {Date} date @returns {string} the time on this device's clock, to the minute, with its offset */
export function localNow(date) {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 16);
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
