/** Tick boxes that follow what else the reader tells, until the reader ticks one: the weekend follows the region. */

/** @param {HTMLFormElement} form @returns {HTMLElement[]} the groups that the reader has not touched */
function untouched(form) {
  return [...form.querySelectorAll("[data-preset]")].filter((one) => one instanceof HTMLElement);
}

/** @param {HTMLElement} group @returns {HTMLInputElement[]} */
function boxes(group) {
  return [...group.querySelectorAll("input")].filter((one) => one.type === "checkbox");
}

/** @param {HTMLFormElement} form @returns {Set<string>} the names of controls in which the reader has told nothing yet */
export function presetNames(form) {
  return new Set(untouched(form).map((group) => group.dataset.preset ?? ""));
}

/** Tick what holds unless the reader says otherwise. @param {HTMLFormElement} form @param {Record<string, string[]>} ticks by the name of the boxes */
export function setTicks(form, ticks) {
  for (const group of untouched(form)) {
    const values = ticks[group.dataset.preset ?? ""];
    if (values) for (const box of boxes(group)) box.checked = box.defaultChecked = values.includes(box.value);
  }
}

/** From now on the boxes around a control are the reader's own. @param {EventTarget | null} control */
export function forget(control) {
  const group = control instanceof Element ? control.closest("[data-preset]") : null;
  if (!(group instanceof HTMLElement)) return;
  group.dataset.told = group.dataset.preset;
  delete group.dataset.preset;
}

/** Let the boxes around a control follow again what else the reader tells. @param {Element} control */
export function followAgain(control) {
  const group = control.closest("[data-told]");
  if (!(group instanceof HTMLElement)) return;
  group.dataset.preset = group.dataset.told;
  delete group.dataset.told;
}

/** Take boxes that the browser has put back as they were left for the reader's own. @param {HTMLFormElement} form */
export function settle(form) {
  for (const group of untouched(form)) if (boxes(group).some((box) => box.checked !== box.defaultChecked)) forget(group);
}
