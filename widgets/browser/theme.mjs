/** What the theme leaves unsaid or out of the keyboard's reach; loaded where it is there. */

const SCROLLS = ".md-typeset__scrollwrap";

/** Mend each page, also those that come without a load, and tables that a narrower window makes scroll. */
export function mendTheme() {
  const { document$ } = /** @type {{document$: {subscribe: (hear: () => void) => void}}} */ (/** @type {unknown} */ (globalThis));
  // The theme lays tables out when it hears of a new page; this comes after that.
  document$.subscribe(() => setTimeout(mend));
  addEventListener("resize", reach, { passive: true });
}

function mend() {
  const search = document.querySelector(".md-search[role=dialog]");
  const name = search?.querySelector("input")?.getAttribute("aria-label");
  if (name) search?.setAttribute("aria-label", name);
  // A section that is a page itself has its name in a link, and an empty label.
  for (const nav of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    const label = document.getElementById(nav.getAttribute("aria-labelledby") ?? "");
    const title = nav.querySelector(":scope > .md-nav__title")?.textContent?.trim();
    if (!title || label?.textContent?.trim()) continue;
    nav.removeAttribute("aria-labelledby");
    nav.setAttribute("aria-label", title);
  }
  // The contents of a long page are one landmark, not one for each of its headings.
  for (const nav of document.querySelectorAll(".md-nav--secondary .md-nav")) {
    nav.removeAttribute("aria-label");
    nav.setAttribute("role", "none");
  }
  reach();
}

/** Let the keyboard into what scrolls sideways. */
function reach() {
  for (const place of document.querySelectorAll(SCROLLS)) {
    if (place.scrollWidth > place.clientWidth) place.setAttribute("tabindex", "0");
    else place.removeAttribute("tabindex");
  }
}
