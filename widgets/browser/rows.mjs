/** Groups of fields that repeat: a row more, a row less. */

const TOKEN = "ROW";
const NUMBERED = ["id", "name", "for", "aria-describedby"];

/** Add a row to the group of a button, and go to its first control. @param {HTMLElement} button */
export function addRow(button) {
  const group = button.closest("[data-repeat]");
  const row = group instanceof HTMLElement ? makeRow(group) : undefined;
  const first = row?.querySelector("input, select, textarea");
  if (first instanceof HTMLElement) first.focus();
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
  for (const element of made.querySelectorAll("*"))
    for (const attribute of NUMBERED) {
      const value = element.getAttribute(attribute);
      if (value?.includes(TOKEN)) element.setAttribute(attribute, value.replace(TOKEN, String(number)));
    }
  const row = /** @type {HTMLElement} */ (made.querySelector("[data-row]"));
  rows.append(made);
  return row;
}

/** Take away the row of a button, and go to the button that adds one. @param {HTMLElement} button */
export function removeRow(button) {
  const group = button.closest("[data-repeat]");
  button.closest("[data-row]")?.remove();
  const add = group?.querySelector("[data-add]");
  if (add instanceof HTMLElement) add.focus();
}
