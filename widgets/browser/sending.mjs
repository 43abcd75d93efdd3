/** “I sent this”: a row more among what was sent, with the time that it is now. */

import { isText } from "./fields.mjs";
import { makeRow } from "./rows.mjs";

const NUMBER = /\[(\d*)\]/;

/**
 * Add what a button marks as sent to the form: in a row that says nothing yet, or in a new one.
 *
 * @param {HTMLFormElement} form
 * @param {string} marks JSON from the engine's templates: `row` has the values by the name of their control, with `[]`
 *   for the row's number; `at` is the control for the time, which is on the clock of `zone`
 */
export function markSent(form, marks) {
  /** @type {{row: Record<string, string>, at: string, zone: string}} */
  const { row, at, zone } = JSON.parse(marks);
  const list = at.split("[")[0];
  const template = [...form.querySelectorAll("template")].find((one) => one.content.querySelector(`[name^="${list}["]`));
  const group = template?.closest("[data-repeat]");
  const made = group instanceof HTMLElement ? (emptyRow(group) ?? makeRow(group)) : undefined;
  const number = NUMBER.exec(made?.querySelector("[name]")?.getAttribute("name") ?? "")?.[0] ?? "";
  for (const [name, value] of Object.entries({ ...row, [at]: clockIn(zone) })) {
    const control = form.elements.namedItem(name.replace("[]", number));
    if (isText(control) || control instanceof HTMLSelectElement) control.value = value;
  }
}

/** Take the row away in which a control stands. @param {HTMLFormElement} form @param {string} name */
export function unmarkSent(form, name) {
  const control = form.elements.namedItem(name);
  if (control instanceof HTMLElement) control.closest("[data-row]")?.remove();
}

/** @param {HTMLElement} group @returns {HTMLElement | undefined} its first row in which nothing was written */
function emptyRow(group) {
  return [...group.querySelectorAll("[data-row]")]
    .filter((row) => row instanceof HTMLElement)
    .find((row) => ![...row.querySelectorAll("input, textarea")].some((control) => isText(control) && control.value));
}

/** @param {string} zone an IANA time zone, or nothing for the browser's own @returns {string} what a field for a time takes */
function clockIn(zone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone || undefined,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts();
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}T${hour}:${minute}`;
}
