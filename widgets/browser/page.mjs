/** Loaded on every page: defines the widgets' element. All else is loaded when a page has one. */

/** What a fragment may hold; see fragment.mjs. */
const LONGEST_FRAGMENT = 50_000;

class FollowthroughWidget extends HTMLElement {
  /** @type {(() => void) | undefined} */
  #detach;

  async connectedCallback() {
    try {
      const { attach } = await import("./element.mjs");
      // Instant navigation may have taken the element away meanwhile.
      if (this.isConnected && !this.#detach) this.#detach = attach(this);
    } catch (error) {
      this.#fail(error);
    }
  }

  disconnectedCallback() {
    this.#detach?.();
    this.#detach = undefined;
  }

  /** Say so without any other module: it may be the network that is gone. @param {unknown} error */
  #fail(error) {
    console.warn(`followthrough: ${error}`);
    this.#say("failed");
    const button = this.querySelector("[data-retry]");
    if (button instanceof HTMLButtonElement) Object.assign(button, { hidden: false, onclick: () => this.#again() });
  }

  /** @param {"loading" | "failed"} state */
  #say(state) {
    this.dataset.state = state;
    const line = this.querySelector("[data-says]");
    if (line instanceof HTMLElement) line.textContent = line.dataset[state] ?? "";
  }

  /** Fetch all modules anew, and with them the page: some browsers do not ask again for a module that has failed once. */
  async #again() {
    const hints = this.parentElement?.querySelectorAll("link[rel=modulepreload]") ?? [];
    const form = this.querySelector("form");
    this.#say("loading");
    try {
      const parts = [...hints].map((hint) => fetch(hint.getAttribute("href") ?? "", { cache: "reload" }));
      const missing = (await Promise.all(parts)).find(({ ok }) => !ok);
      const fragment = `#ft?${new URLSearchParams(form ? typedIn(form) : [])}`;
      // Else what was typed would be gone, and the page with it where there is no network.
      if (missing || fragment.length > LONGEST_FRAGMENT) throw new Error(`${missing?.url} ${fragment.length}`);
      history.replaceState(history.state, "", fragment);
      location.reload();
    } catch (error) {
      this.#fail(error);
    }
  }
}

/** @param {HTMLFormElement} form @returns {string[][]} names and values of what a form holds, where the site delivered something else */
function typedIn(form) {
  const delivered = /** @type {HTMLFormElement} */ (form.cloneNode(true));
  delivered.reset();
  const [now, before] = [form, delivered].map((one) => new FormData(one));
  return [...(now ?? [])]
    .filter(([name]) => String(now?.getAll(name)) !== String(before?.getAll(name)))
    .map(([name, value]) => [name, String(value)]);
}

if (!customElements.get("followthrough-widget")) customElements.define("followthrough-widget", FollowthroughWidget);
// The bare pages have no theme to mend.
if ("document$" in globalThis) (await import("./theme.mjs")).mendTheme();
