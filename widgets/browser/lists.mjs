/** Names to choose from, fetched when a control is first used: time zones as the browser knows them, regions as the site does. */

/** @type {Record<string, () => Promise<string[]>>} */
const SOURCES = {
  // The reader's own comes first: it is the likeliest.
  zones: async () => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const all = "supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : [];
    return [...new Set([own, ...all])];
  },
  regions: async () => (await fetch(new URL("./regions.json", import.meta.url))).json(),
};
const CODE = / \([^()]*\)$/;

/** The names of each list, as far as they are here. @type {Record<string, string[]>} */
const known = {};

/** Offer the names at a control. @param {HTMLInputElement} control @param {HTMLElement} home */
export async function offerNames(control, home) {
  const name = control.dataset.list ?? "";
  const source = SOURCES[name];
  if (!source || control.hasAttribute("list")) return;
  const id = `ft-${name}`;
  control.setAttribute("list", id);
  if (document.getElementById(id)) return;
  const list = document.createElement("datalist");
  list.id = id;
  home.append(list);
  try {
    known[name] ??= await source();
    list.append(...known[name].map((one) => new Option(one, one)));
  } catch {
    // Without the list, codes can be typed all the same; the next control to be used asks for it again.
    list.remove();
    control.removeAttribute("list");
  }
}

/** @param {HTMLInputElement} control @returns {boolean} whether it holds something that is in none of its lists, or not yet */
export function isHalfName(control) {
  const { list } = control.dataset;
  return list !== undefined && control.value !== "" && !known[list]?.includes(control.value);
}

/**
 * Write a name out that the reader has typed without its country or its code, where only one can be meant.
 *
 * @param {HTMLInputElement} control
 */
export function completeName(control) {
  const typed = control.value.trim().toLocaleLowerCase();
  const meant = (known[control.dataset.list ?? ""] ?? []).filter((one) => {
    const name = one.replace(CODE, "").toLocaleLowerCase();
    return typed !== "" && (name === typed || name.startsWith(`${typed},`));
  });
  if (meant.length === 1) control.value = meant[0] ?? "";
}
