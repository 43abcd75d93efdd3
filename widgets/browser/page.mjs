/** Loaded on every page: defines the widgets' element. All else is loaded when a page has one. */

import { mendTheme } from "./theme.mjs";

class FollowthroughWidget extends HTMLElement {
  /** @type {(() => void) | undefined} */
  #detach;

  async connectedCallback() {
    try {
      const { attach } = await import("./element.mjs");
      // Instant navigation may have taken the element away meanwhile.
      if (this.isConnected && !this.#detach) this.#detach = attach(this);
    } catch (error) {
      this.dataset.state = "failed";
      console.warn(`followthrough: ${error}`);
    }
  }

  disconnectedCallback() {
    this.#detach?.();
    this.#detach = undefined;
  }
}

mendTheme();
if (!customElements.get("followthrough-widget")) customElements.define("followthrough-widget", FollowthroughWidget);
