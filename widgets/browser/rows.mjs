/** Groups of fields that repeat: a row more, a row less. */

import { fill } from "./status.mjs";

const TOKEN = "ROW";
const NUMBER = /\[(\d+)\]/;
/** No reader has more; entries from elsewhere may tell of any number. */
const MOST_ROWS = 60;
const NUMBERED = ["id", "name", "for", "aria-describedby", "aria-labelledby"];

/** Add a row to the group of a button, and go to its first control. @param {HTMLElement} button */
export function addRow(button) {
  const group = button.closest("[data-repeat]");
  const row = group instanceof HTMLElement ? makeRow(group) : undefined;
  if (button instanceof HTMLButtonElement && button.form) nameRows(button.form);
  const first = row?.querySelector("input, select, textarea");
  if (first instanceof HTMLElement) first.focus();
}

/** @param {string} name of a control @returns {number} the number of its row; -1 where it is in none */
export function numberOf(name) {
  return Number(NUMBER.exec(name)?.[1] ?? -1);
}

/** @param {string} name of a control @returns {string} that of the list which its row is in */
export function pathOf(name) {
  return name.split("[")[0] ?? "";
}

/** @param {Element} group @returns {string} the name of the list whose rows it has */
function listOf(group) {
  return pathOf(group.querySelector("template")?.content.querySelector("[name]")?.getAttribute("name") ?? "");
}

/** @param {HTMLFormElement} form @returns {HTMLElement[]} */
function groups(form) {
  return [...form.querySelectorAll("[data-repeat]")].filter((group) => group instanceof HTMLElement);
}

/**
 * Have as many rows in each group as names tell of, one at least, numbered from 0 on. Where it is so already, they stay.
 *
 * @param {HTMLFormElement} form
 * @param {string[]} names of any origin
 */
export function setRows(form, names) {
  for (const group of groups(form)) {
    const list = listOf(group);
    const numbers = names.filter((name) => pathOf(name) === list).map(numberOf);
    const wanted = Math.min(Math.max(0, ...numbers) + 1, MOST_ROWS);
    const rows = group.querySelector("[data-rows]");
    if (!rows) continue;
    const inOrder = [...rows.children].every((row, number) => row.querySelector(`[name^="${list}[${number}]"]`));
    if (inOrder && rows.children.length === wanted) continue;
    rows.replaceChildren();
    group.dataset.rowsMade = "0";
    for (let made = 0; made < wanted; made += 1) makeRow(group);
  }
}

/** @param {HTMLFormElement} form @param {string} name of a value @returns {boolean} whether the reader took away the row that it is in */
export function isRowGone(form, name) {
  const group = groups(form).find((one) => numberOf(name) >= 0 && listOf(one) === pathOf(name));
  const made = Number(group?.dataset.rowsMade ?? 0);
  return group !== undefined && numberOf(name) < made && !group.querySelector(`[name^="${listOf(group)}[${numberOf(name)}]"]`);
}

/** @param {HTMLElement} group one that repeats @returns {HTMLElement | undefined} a new row at its end */
export function makeRow(group) {
  const rows = group.querySelector("[data-rows]");
  const template = group.querySelector("template");
  if (!rows || !template) return undefined;
  // Numbers are not used again: gaps between them do no harm, and no two rows can meet.
  const number = Number(group.dataset.rowsMade ?? rows.children.length);
  group.dataset.rowsMade = String(number + 1);
  const made = document.importNode(template.content, true);
  for (const element of made.querySelectorAll("*")) {
    for (const attribute of NUMBERED) {
      const value = element.getAttribute(attribute);
      if (value?.includes(TOKEN)) element.setAttribute(attribute, value.replaceAll(TOKEN, String(number)));
    }
  }
  const row = /** @type {HTMLElement} */ (made.querySelector("[data-row]"));
  rows.append(made);
  return row;
}

/**
 * Name each row by its place and by what it says first; the button that removes it has its name from there.
 *
 * @param {HTMLFormElement} form
 */
export function nameRows(form) {
  for (const group of groups(form)) {
    const { nth, nthNamed, title } = group.dataset;
    [...group.querySelectorAll("[data-row]")].forEach((one, index) => {
      const texts = [...one.querySelectorAll("input")].filter(({ type }) => type === "text");
      const name = texts.map(({ value }) => value.trim()).find((value) => value) ?? "";
      const words = { group: title ?? "", number: index + 1, name };
      one.setAttribute("aria-label", fill(name ? nthNamed : nth, words));
    });
  }
}

/** Take away the row of a button, and go to the button that adds one. @param {HTMLElement} button */
export function removeRow(button) {
  const group = button.closest("[data-repeat]");
  button.closest("[data-row]")?.remove();
  const add = group?.querySelector("[data-add]");
  if (add instanceof HTMLElement) add.focus();
}
