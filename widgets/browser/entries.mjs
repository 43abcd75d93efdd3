/** What the reader has told in a form, as a plain list of names and values, and the way back into a form. */

import { isMessage } from "./fields.mjs";
import { followAgain, forget } from "./preset.mjs";
import { nameRows, numberOf, pathOf, setRows } from "./rows.mjs";

/** @import { Entry } from "./protocol.mjs" */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

const NUMBER = /\[\w+\]/;
const DATED = ["date", "datetime-local"];
const DATE = /^(\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?)?$/;

/** @param {HTMLFormElement} form @returns {Control[]} those that hold what a reader tells; an answer makes others */
function controls(form) {
  return [...form.elements].filter(
    /** @returns {control is Control} */
    (control) =>
      (control instanceof HTMLInputElement ||
        control instanceof HTMLSelectElement ||
        control instanceof HTMLTextAreaElement) &&
      control.name !== "" &&
      !control.disabled &&
      (control.type === "hidden" || !control.closest("[data-region]")),
  );
}

/** @param {Control} control @returns {control is HTMLInputElement} whether it has a value only while it is ticked */
function isBox(control) {
  return control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio");
}

/** @param {HTMLSelectElement} select @returns {string} what it held from the start */
function firstOf(select) {
  const options = [...select.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

/** @param {Control} control @returns {boolean} whether it says something else than from the start */
function differs(control) {
  if (isBox(control)) return control.checked !== control.defaultChecked;
  if (control instanceof HTMLSelectElement) return control.value !== firstOf(control);
  // Its default changes with its value.
  if (control.type === "hidden") return control.value !== "";
  return control.value !== control.defaultValue;
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} edited whether the message is the reader's own; if not, it follows from all else
 * @returns {Entry[]} what the reader has told; of a row in which they told something, all of it
 */
export function told(form, edited) {
  /** @type {Map<string, {values: string[], told: boolean, row: Element | null}>} */
  const found = new Map();
  for (const control of controls(form)) {
    if (isMessage(control) && (!edited || control.closest("[data-part]")?.matches("[hidden]"))) continue;
    const one = found.get(control.name) ?? { values: [], told: false, row: control.closest("[data-row]") };
    if (!isBox(control) || control.checked) one.values.push(control.value);
    one.told ||= isMessage(control) || differs(control);
    found.set(control.name, one);
  }
  const rows = new Set([...found.values()].filter((one) => one.told && one.row).map((one) => one.row));
  /** @type {Entry[]} */
  const entries = [];
  for (const [name, one] of found) {
    if (one.row ? !rows.has(one.row) : !one.told) continue;
    // That nothing is ticked where something was from the start is told as well.
    const values = one.values.length || one.row ? one.values : [""];
    entries.push(...values.map((value) => /** @type {Entry} */ ([name, value])));
  }
  return entries;
}

/**
 * Number the rows of each list anew, from zero and without gaps, in the order of their numbers.
 *
 * @param {Entry[]} entries
 * @returns {Entry[]}
 */
export function compact(entries) {
  /** @type {Map<string, Set<number>>} */
  const rows = new Map();
  for (const [name] of entries) {
    const row = numberOf(name);
    if (row >= 0) rows.set(pathOf(name), (rows.get(pathOf(name)) ?? new Set()).add(row));
  }
  const order = new Map([...rows].map(([path, numbers]) => [path, [...numbers].sort((one, other) => one - other)]));
  return entries.map(([name, value]) => {
    const row = order.get(pathOf(name))?.indexOf(numberOf(name)) ?? -1;
    return [row < 0 ? name : name.replace(NUMBER, `[${row}]`), value];
  });
}

/** @param {Element} group @returns {Set<string>} the names in its rows, without their numbers */
function rowNames(group) {
  const named = group.querySelector("template")?.content.querySelectorAll("[name]") ?? [];
  return new Set([...named].map((one) => bare(one.getAttribute("name") ?? "")));
}

/** @param {string} name @returns {string} */
function bare(name) {
  return name.replace(NUMBER, "[]");
}

/** @param {HTMLFormElement} form @returns {(name: string) => boolean} tells whether a name is one of this form's */
export function namesOf(form) {
  const exact = new Set(controls(form).map((control) => control.name));
  const inRows = [...form.querySelectorAll("[data-repeat]")].map(rowNames);
  const held = [...form.querySelectorAll("[data-holds]")].map((one) => one.getAttribute("data-holds"));
  return (name) =>
    exact.has(name) ||
    inRows.some((names) => names.has(bare(name))) ||
    held.some((start) => name.startsWith(start ?? name));
}

/**
 * Let a form say what a list says, and all else what it said from the start.
 *
 * @param {HTMLFormElement} form
 * @param {Entry[]} entries
 * @returns {boolean} whether there is a message of the reader's own among them
 */
export function put(form, entries) {
  /** @type {Map<string, string[]>} */
  const values = new Map();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value]);
  setRows(form, [...values.keys()]);
  for (const place of form.querySelectorAll("[data-holds]")) hold(place, entries);
  let own = false;
  for (const control of controls(form)) {
    const given = values.get(control.name);
    if (!isMessage(control)) set(control, given);
    else if (given) {
      own = true;
      control.value = given[0] ?? "";
    }
  }
  nameRows(form);
  return own;
}

/** @param {Control} control @param {string[] | undefined} given */
function set(control, given) {
  const group = control.closest(".ft-choices");
  if (isBox(control)) {
    if (group && given) forget(control);
    else if (group) followAgain(control);
    control.checked = given ? given.includes(control.value) : control.defaultChecked;
  } else if (control instanceof HTMLSelectElement) {
    const [value] = given ?? [];
    const offered = [...control.options].some((option) => option.value === value);
    control.value = offered ? (value ?? "") : firstOf(control);
  } else if (control.type === "hidden") {
    if (!group && !control.closest("[data-holds]")) control.value = given?.[0] ?? "";
  } else {
    const value = given?.[0] ?? control.defaultValue;
    // A browser complains about what is no date, and takes nothing.
    if (control.value !== value && (!DATED.includes(control.type) || DATE.test(value))) control.value = value;
  }
}

/** Put what has no control of its own where the next answer finds it, and replaces it. @param {Element} place @param {Entry[]} entries */
function hold(place, entries) {
  for (const input of place.querySelectorAll("input[type=hidden]")) input.remove();
  const start = place.getAttribute("data-holds") ?? "";
  for (const [name, value] of entries) {
    if (!name.startsWith(start)) continue;
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    place.append(input);
  }
}
