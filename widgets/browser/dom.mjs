/** Changing what a page shows without losing the reader's place in it. */

import { merge } from "./merge.mjs";

/** @import { Problem } from "./protocol.mjs" */

/** How wide held regions were when their height was taken. @type {WeakMap<Element, number>} */
const widths = new WeakMap();
const FOCUSABLE = "a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex]";

/**
 * Keep regions from getting lower than they are, so that what follows them stays where the reader looks or types. Below
 * the window nobody sees one shrink, and at another width its lines break differently: there the height is taken anew.
 *
 * @param {HTMLElement[]} regions
 */
export function hold(regions) {
  // Between reading one and reading the next nothing is written: the page would be laid out anew for each.
  const places = regions.map((region) => ({ region, rect: region.getBoundingClientRect() }));
  const loose = places.filter(({ region, rect }) => rect.top >= innerHeight || rect.width !== widths.get(region));
  const lowered = loose.filter(({ region }) => region.style.minBlockSize);
  for (const { region } of lowered) region.style.minBlockSize = "";
  for (const place of lowered) place.rect = place.region.getBoundingClientRect();
  for (const { region, rect } of places) {
    widths.set(region, rect.width);
    if (rect.top < innerHeight) region.style.minBlockSize = `${rect.height}px`;
  }
}

/**
 * Merge HTML into regions, where it is not what stands there; the focus stays on the same place.
 *
 * @param {Map<HTMLElement, string>} regions each with HTML from the engine's templates, which escape all that a reader typed
 * @param {boolean} [anew] whether nothing in them is still what it was
 */
export function mergeRegions(regions, anew = false) {
  const changed = [...regions].flatMap(([region, html]) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.innerHTML === region.innerHTML ? [] : [{ region, content: template.content }];
  });
  hold(changed.map(({ region }) => region).filter(({ dataset }) => "held" in dataset));
  for (const { region, content } of changed) fillRegion(region, content, anew);
}

/** @param {HTMLElement} region @param {DocumentFragment} content @param {boolean} anew */
function fillRegion(region, content, anew) {
  const { activeElement } = document;
  const place = [...region.querySelectorAll(FOCUSABLE)].findIndex((element) => element === activeElement);
  if (anew) region.replaceChildren(content);
  else merge(region, content);
  if (place < 0 || document.activeElement === activeElement) return;
  const all = [...region.querySelectorAll(FOCUSABLE)];
  const same = activeElement?.id ? all.find(({ id }) => id === activeElement.id) : undefined;
  const next = same ?? all[Math.min(place, all.length - 1)];
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
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

/**
 * Say at each control what is wrong with it, and all of it above the result, with the way to each control. The focus
 * stays where the reader types.
 *
 * @param {HTMLFormElement} form
 * @param {Problem[]} problems
 */
export function showProblems(form, problems) {
  const summary = form.querySelector("[data-problems]");
  for (const { name, sentence } of problems) {
    const control = name ? form.elements.namedItem(name) : null;
    const field = control instanceof HTMLElement ? control.closest(".ft-field") : null;
    const item = document.createElement("li");
    summary?.querySelector("ul")?.append(item);
    if (!(control instanceof HTMLElement) || !field) {
      item.textContent = sentence;
      continue;
    }
    const link = document.createElement("a");
    Object.assign(link, { href: `#${control.id}`, textContent: sentence });
    link.dataset.focus = "";
    item.append(link);
    const text = document.createElement("p");
    Object.assign(text, { className: "ft-problem", id: `${control.id}-problem`, textContent: sentence });
    field.append(text);
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", `${text.id} ${control.getAttribute("aria-describedby") ?? ""}`.trim());
  }
  if (summary instanceof HTMLElement) summary.hidden = problems.length === 0;
}

/** Take back what `showProblems` said. @param {HTMLFormElement} form */
export function clearProblems(form) {
  const summary = form.querySelector("[data-problems]");
  if (summary instanceof HTMLElement) summary.hidden = true;
  summary?.querySelector("ul")?.replaceChildren();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const described = (control.getAttribute("aria-describedby") ?? "").replace(`${control.id}-problem`, "").trim();
    if (described) control.setAttribute("aria-describedby", described);
    else control.removeAttribute("aria-describedby");
  }
  for (const text of form.querySelectorAll(".ft-problem")) text.remove();
}
