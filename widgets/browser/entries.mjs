/** A form as entries, the names and values of its controls, and entries back into a form, with as many rows as they tell of. */

import { forget, presetNames } from "./preset.mjs";
import { makeRow } from "./rows.mjs";

/** @typedef {[string, string][]} Entries */

const ROW = /\[(\d+)\]/;
/** No reader has more; entries from elsewhere may tell of any number. */
const MOST_ROWS = 60;
const DATED = ["date", "datetime-local"];
const DATE = /^(\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?)?$/;

/** @param {HTMLFormElement} form @returns {Entries} what it holds, without tick boxes in which the reader has told nothing yet */
export function entriesOf(form) {
  const preset = presetNames(form);
  /** @type {Entries} */
  const entries = [];
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && !preset.has(name)) entries.push([name, value]);
  return entries;
}

/**
 * Number the rows of each list anew, from zero and without gaps, in the order of their numbers.
 *
 * @param {Entries} entries
 * @returns {Entries}
 */
export function compact(entries) {
  /** @type {Map<string, Set<number>>} */
  const rows = new Map();
  for (const [name] of entries) {
    const list = listOf(name);
    if (list) rows.set(list.path, (rows.get(list.path) ?? new Set()).add(list.row));
  }
  return entries.map(([name, value]) => {
    const list = listOf(name);
    if (!list) return [name, value];
    const row = [...(rows.get(list.path) ?? [])].sort((one, other) => one - other).indexOf(list.row);
    return [name.replace(ROW, `[${row}]`), value];
  });
}

/**
 * Put entries into a form. Controls that they name hold what they say, and a group of rows of which they name any has
 * the rows that they tell of; what they do not name stays as it is.
 *
 * @param {HTMLFormElement} form
 * @param {Entries} entries of any origin: what fits no control is left alone
 * @returns {Entries} those for which the form has no control
 */
export function fill(form, entries) {
  const told = compact(entries);
  makeRows(form, told);
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const [name, value] of told) values.set(name, [...(values.get(name) ?? []), value]);
  /** @type {Set<string>} */
  const placed = new Set();
  for (const control of form.elements) {
    // The empty value before a group of boxes belongs to no single control.
    if (control instanceof HTMLInputElement && control.type === "hidden" && !isAlone(form, control)) continue;
    const said = "name" in control && typeof control.name === "string" ? values.get(control.name) : undefined;
    if (said && put(control, said)) placed.add(/** @type {{name: string}} */ (/** @type {unknown} */ (control)).name);
  }
  return told.filter(([name]) => !placed.has(name));
}

/** @param {Element} control @param {string[]} values @returns {boolean} whether it took them */
function put(control, values) {
  const [first = ""] = values;
  if (control instanceof HTMLInputElement && control.type === "radio") {
    control.checked = control.value === first;
  } else if (control instanceof HTMLInputElement && control.type === "checkbox") {
    if (control.checked !== values.includes(control.value)) forget(control);
    control.checked = values.includes(control.value);
  } else if (control instanceof HTMLSelectElement) {
    // A choice that is not offered leaves the one that is there.
    if (![...control.options].some((option) => option.value === first)) return false;
    control.value = first;
  } else if (control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement) {
    // A browser complains about what is no date, and takes nothing.
    if (!DATED.includes(control.type) || DATE.test(first)) control.value = first;
  } else {
    return false;
  }
  return true;
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} control @returns {boolean} whether no other has its name */
function isAlone(form, control) {
  return form.elements.namedItem(control.name) === control;
}

/** Give each group that entries tell of as many rows as they do. @param {HTMLFormElement} form @param {Entries} entries */
function makeRows(form, entries) {
  for (const group of form.querySelectorAll("[data-repeat]")) {
    const pattern = group.querySelector("template")?.content.querySelector("[name]")?.getAttribute("name") ?? "";
    const path = pattern.split("[")[0] ?? "";
    const wanted = new Set(entries.flatMap(([name]) => (listOf(name)?.path === path ? [listOf(name)?.row] : [])));
    const rows = group.querySelector("[data-rows]");
    if (!(group instanceof HTMLElement) || !rows || wanted.size === 0) continue;
    rows.replaceChildren();
    group.dataset.rowsMade = "0";
    for (let made = 0; made < Math.min(wanted.size, MOST_ROWS); made += 1) makeRow(group);
  }
}

/** @param {string} name @returns {{path: string, row: number} | undefined} the list that a control's name is in, and its row */
function listOf(name) {
  const match = ROW.exec(name);
  return match ? { path: name.slice(0, match.index), row: Number(match[1]) } : undefined;
}
