/** Groups of fields that repeat: a row more, a row less. */

const TOKEN = "ROW";
const NUMBERED = ["id", "name", "for", "aria-describedby"];

/** Add a row to the group of a button, and go to its first control. @param {HTMLElement} button */
export function addRow(button) {
  appendRow(button.closest("[data-repeat]"))?.focus();
}

/**
 * Have as many rows as told, one at least, numbered from 0 on. Where it is so already, all stay as they are.
 *
 * @param {Element} group
 * @param {number} count
 */
export function setRows(group, count) {
  const rows = group.querySelector("[data-rows]");
  if (!(group instanceof HTMLElement) || !rows) return;
  const wanted = Math.max(count, 1);
  const inOrder = [...rows.children].every((row, number) =>
    row.querySelector("[name]")?.getAttribute("name")?.includes(`[${number}]`),
  );
  if (inOrder && rows.children.length === wanted) return;
  rows.replaceChildren();
  group.dataset.rowsMade = "0";
  while (rows.children.length < wanted) if (!appendRow(group)) return;
}

/** @param {Element | null} group @returns {HTMLElement | undefined} the first control of a new row */
function appendRow(group) {
  const rows = group?.querySelector("[data-rows]");
  const template = group?.querySelector("template");
  if (!(group instanceof HTMLElement) || !rows || !template) return undefined;
  // Numbers are not used again: gaps between them do no harm, and no two rows can meet.
  const number = Number(group.dataset.rowsMade ?? rows.children.length);
  group.dataset.rowsMade = String(number + 1);
  const row = document.importNode(template.content, true);
  for (const element of row.querySelectorAll("*"))
    for (const attribute of NUMBERED) {
      const value = element.getAttribute(attribute);
      if (value?.includes(TOKEN)) element.setAttribute(attribute, value.replace(TOKEN, String(number)));
    }
  const first = row.querySelector("input, select, textarea");
  rows.append(row);
  return first instanceof HTMLElement ? first : undefined;
}

/** Take away the row of a button, and go to the button that adds one. @param {HTMLElement} button */
export function removeRow(button) {
  const group = button.closest("[data-repeat]");
  button.closest("[data-row]")?.remove();
  const add = group?.querySelector("[data-add]");
  if (add instanceof HTMLElement) add.focus();
}
