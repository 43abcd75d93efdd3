/**
 * HTML merged into what a page shows: what says the same stays the same node, and with it what the reader has selected,
 * opened, or is being read aloud. Why it is our own: docs/adr/0016-own-merge.md.
 */

/**
 * Let a place hold what is wanted. Elements with an id are taken for those of the same id; what has none, for what is
 * equal; and what is left, for what stands in its place under the same tag.
 *
 * @param {Node} place
 * @param {Node} wanted is used up
 */
export function merge(place, wanted) {
  let old = place.firstChild;
  for (const node of [...wanted.childNodes]) {
    const same = counterpart(old, node);
    if (same) {
      removeUpTo(old, same);
      old = same.nextSibling;
      if (!same.isEqualNode(node)) become(same, node);
    } else {
      place.insertBefore(node, old);
    }
  }
  removeUpTo(old, null);
}

/** @param {ChildNode | null} from @param {ChildNode} node @returns {ChildNode | null} what the node is taken for, of those from here on */
function counterpart(from, node) {
  // Much text is the space between two elements: none of them goes for its sake.
  if (!(node instanceof Element)) return from?.nodeType === node.nodeType ? from : null;
  const here = from instanceof Element || !from ? from : nextElement(from);
  for (let one = here; one; one = one.nextElementSibling) {
    if (node.id ? one.id === node.id : one.isEqualNode(node)) return one;
  }
  if (!here || node.id || here.id || here.nodeName !== node.nodeName) return null;
  // Where something came in before it, it is still wanted as it is.
  for (let later = node.nextElementSibling; later; later = later.nextElementSibling) {
    if (later.isEqualNode(here)) return null;
  }
  return here;
}

/** @param {ChildNode} node @returns {Element | null} */
function nextElement(node) {
  for (let one = node.nextSibling; one; one = one.nextSibling) if (one instanceof Element) return one;
  return null;
}

/** @param {ChildNode | null} from @param {ChildNode | null} end */
function removeUpTo(from, end) {
  for (let one = from; one && one !== end; ) {
    const next = one.nextSibling;
    one.remove();
    one = next;
  }
}

/** @param {Node} old @param {Node} node of the same kind */
function become(old, node) {
  if (!(old instanceof Element && node instanceof Element)) {
    old.nodeValue = node.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) {
    // It is the reader who opens and closes.
    if (name !== "open" && !node.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of node.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  // Once a reader has ticked it, its attribute does not tell any more.
  if (old instanceof HTMLInputElement && node instanceof HTMLInputElement) old.checked = node.checked;
  merge(old, node);
}
