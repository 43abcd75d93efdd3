/** Where a widget stands: not in every site's frame, and not in a page of another build than this code. */

import { LONGEST_FRAGMENT, MARK } from "./fragment.mjs";

/** @import { Entry } from "./protocol.mjs" */

const FOLDER = new URL("./", import.meta.url).pathname;

/** @returns {boolean} whether another page holds this one in a frame; the pages in `embed/` are made for that */
export function isFramed() {
  return self !== top && !("bare" in document.documentElement.dataset);
}

/**
 * Take no touch: the page around could lay something over the widget, and lead a reader to press what they do not see.
 * A static host cannot forbid the frame itself.
 *
 * @param {HTMLElement} element
 * @returns {() => void}
 */
export function refuse(element) {
  const { framed = "" } = /** @type {HTMLElement} */ (element.querySelector("[data-says]")).dataset;
  const link = Object.assign(document.createElement("a"), { href: location.href, target: "_blank", textContent: framed });
  const line = document.createElement("p");
  line.className = "ft-framed";
  line.append(link);
  for (const part of element.children) if (part instanceof HTMLElement) part.inert = true;
  element.prepend(line);
  return () => line.remove();
}

/**
 * A page that was open during a deploy meets pages of the new build by instant navigation.
 *
 * @param {HTMLElement} element
 * @returns {boolean}
 */
export function isOfOtherBuild(element) {
  const hint = element.parentElement?.querySelector("link[rel=modulepreload]");
  return hint instanceof HTMLLinkElement && !new URL(hint.href).pathname.startsWith(FOLDER);
}

/** Load the page as a whole, with what was told. @param {Entry[]} entries @returns {boolean} whether it can be carried along */
export function loadAnew(entries) {
  const fragment = `${MARK}${new URLSearchParams(entries)}`;
  if (fragment.length > LONGEST_FRAGMENT) return false;
  history.replaceState(history.state, "", `${location.pathname}${location.search}${entries.length ? fragment : ""}`);
  location.reload();
  return true;
}
