/** Changing what a page shows without losing the reader's place in it. */

/** @import { Problem } from "./protocol.mjs" */

/** How wide held regions were when their height was taken. @type {WeakMap<Element, number>} */
const widths = new WeakMap();
const FOCUSABLE = "a[href], button, summary, input:not([type=hidden]), select, textarea";

/**
 * Keep a region from getting lower than it is, so that what follows it stays where the reader looks or types. At
 * another width its lines break differently, so the height is taken anew.
 *
 * @param {HTMLElement} region
 */
function hold(region) {
  if (region.offsetWidth !== widths.get(region)) region.style.minBlockSize = "";
  widths.set(region, region.offsetWidth);
  region.style.minBlockSize = `${region.getBoundingClientRect().height}px`;
}

/**
 * Put HTML into a region, if it is not what stands there; the focus stays on the same place.
 *
 * @param {HTMLElement} region
 * @param {string} html from the engine's templates, which escape all that a reader typed
 */
export function replaceRegion(region, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  if (template.innerHTML === region.innerHTML) return;
  if ("held" in region.dataset) hold(region);
  const place = [...region.querySelectorAll(FOCUSABLE)].findIndex((element) => element === document.activeElement);
  region.replaceChildren(template.content);
  if (place >= 0) {
    const all = region.querySelectorAll(FOCUSABLE);
    const next = all[Math.min(place, all.length - 1)];
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }
}

/** Offer only some of a select's options; where the chosen one goes, the first is chosen. @param {HTMLSelectElement} select @param {string[]} values */
export function offerOnly(select, values) {
  for (const option of select.options) option.hidden = option.disabled = !values.includes(option.value);
  const [first] = values;
  if (first !== undefined && !values.includes(select.value)) select.value = first;
}

/** Open what hides an element, and put the focus on it. @param {HTMLElement | null} element */
export function reveal(element) {
  for (let parent = element?.parentElement; parent; parent = parent.parentElement) {
    if (parent instanceof HTMLDetailsElement) parent.open = true;
  }
  element?.focus();
}

/** Say at a control what is wrong with it. @param {HTMLFormElement} form @param {Problem} problem */
export function showProblem(form, problem) {
  const control = problem.name ? form.elements.namedItem(problem.name) : null;
  const field = control instanceof HTMLElement ? control.closest(".ft-field") : null;
  if (!(control instanceof HTMLElement) || !field) return;
  const text = document.createElement("p");
  text.className = "ft-problem";
  text.id = `${control.id}-problem`;
  text.textContent = problem.sentence;
  field.append(text);
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-errormessage", text.id);
}

/** Take back what `showProblem` said. @param {HTMLFormElement} form */
export function clearProblems(form) {
  for (const text of form.querySelectorAll(".ft-problem")) text.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-errormessage");
  }
}
