/** The text of a message: findings marked where they stand, behind a text area that stays the browser's own, and its limit said. */

import { hold } from "./dom.mjs";

const SPEAKING_PAUSE = 900;
const GRAVITY = ["suggestion", "warning", "error"];
/** What decides where each letter stands; a style sheet of the reader's may change any of it. */
const TYPOGRAPHY = [
  "direction",
  "fontFamily",
  "fontFeatureSettings",
  "fontKerning",
  "fontSize",
  "fontStretch",
  "fontStyle",
  "fontVariant",
  "fontWeight",
  "hyphens",
  "letterSpacing",
  "lineBreak",
  "lineHeight",
  "overflowWrap",
  "padding",
  "tabSize",
  "textAlign",
  "textIndent",
  "textRendering",
  "textTransform",
  "whiteSpace",
  "wordBreak",
  "wordSpacing",
];

/** @typedef {{start: number, end: number, severity: string}} Span in UTF-16 code units, as browsers count */

export class Letter {
  /** @type {Span[]} */
  #spans = [];
  #text = "";
  /** What of the limits was said last. */
  #said = "";
  /** How the marks were laid last. */
  #laid = "";
  #scrolled = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;

  /** @param {HTMLElement} element the widget @param {HTMLTextAreaElement} area @param {HTMLElement} layer @param {AbortSignal} signal */
  constructor(element, area, layer, signal) {
    this.element = element;
    this.area = area;
    this.layer = layer;
    this.crossed = element.querySelector("[data-crossed]");
    this.#said = this.#over();
    area.addEventListener("input", () => this.#typed(), { signal });
    area.addEventListener("scroll", () => this.#scroll(), { signal, passive: true });
    const observer = new ResizeObserver(() => this.#fit());
    observer.observe(area);
    signal.addEventListener("abort", () => {
      observer.disconnect();
      clearTimeout(this.#speaking);
    });
    this.answered();
  }

  /** Mark what the findings on the page say about the text as it is now, and say if it has crossed a limit. */
  answered() {
    this.#text = this.area.value;
    this.#spans = [...this.element.querySelectorAll(`[data-select="${this.area.name}"]`)]
      .map((button) => (button instanceof HTMLElement ? spanOf(button) : undefined))
      .filter((span) => span !== undefined)
      // What is said about all of a text has no place in it.
      .filter(({ start, end }) => start > 0 || end < this.#text.trimEnd().length);
    this.#draw();
    this.#fit();
    // It grows with its text, and does not shrink under the reader's eyes; by hand it can be made smaller.
    if (this.layer.parentElement) hold([this.layer.parentElement]);
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => this.#say(), SPEAKING_PAUSE);
  }

  /** Until the next answer, marks before and after what is being typed keep their words; one that it touches goes. */
  #typed() {
    const [before, after] = [this.#text, this.area.value];
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && before[start] === after[start]) start += 1;
    let same = 0;
    while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
    const [end, moved] = [before.length - same, after.length - before.length];
    this.#spans = this.#spans.flatMap((span) => {
      if (span.end <= start) return [span];
      return span.start >= end ? [{ ...span, start: span.start + moved, end: span.end + moved }] : [];
    });
    this.#text = after;
    this.#draw();
  }

  #draw() {
    const edges = [0, this.#text.length, ...this.#spans.flatMap(({ start, end }) => [start, end])];
    const places = [...new Set(edges)].sort((one, other) => one - other);
    const pieces = places.slice(0, -1).map((start, index) => {
      const text = this.#text.slice(start, places[index + 1]);
      const over = this.#spans.filter((span) => span.start <= start && start < span.end);
      if (!over.length) return text;
      const mark = document.createElement("mark");
      mark.dataset.severity = GRAVITY[Math.max(...over.map(({ severity }) => GRAVITY.indexOf(severity)))] ?? "";
      mark.textContent = text;
      return mark;
    });
    // A text area keeps a line for what comes after the last line end.
    this.layer.replaceChildren(...pieces, "\n");
  }

  /** Lay the marks exactly behind the words: the same type in the same width, which a scroll bar makes smaller. */
  #fit() {
    const { area, layer } = this;
    const style = /** @type {Record<string, any>} */ (getComputedStyle(area));
    const own = /** @type {Record<string, any>} */ (layer.style);
    const laid = {
      ...Object.fromEntries(TYPOGRAPHY.map((name) => [name, style[name]])),
      left: `${area.offsetLeft + area.clientLeft}px`,
      top: `${area.offsetTop + area.clientTop}px`,
      width: `${area.clientWidth}px`,
      height: `${area.clientHeight}px`,
    };
    const all = JSON.stringify(laid);
    if (all !== this.#laid) Object.assign(own, { insetInlineStart: "auto", insetBlockStart: "auto" }, laid);
    this.#laid = all;
    this.#scroll();
  }

  #scroll() {
    const { scrollTop } = this.area;
    // To scroll what has just been written into has the page laid out at once.
    if (scrollTop !== 0 || this.#scrolled !== 0) this.layer.scrollTop = scrollTop;
    this.#scrolled = scrollTop;
  }

  /** @returns {string} what is too long, in words; empty where nothing is */
  #over() {
    return [...this.element.querySelectorAll(".ft-over")].map(({ textContent }) => textContent).join(" ");
  }

  /** Say a limit when it is crossed, either way, and not again at each word more. */
  #say() {
    const over = this.#over();
    if (this.crossed instanceof HTMLElement && (over === "") !== (this.#said === "")) {
      this.crossed.textContent = over || (this.crossed.dataset.crossed ?? "");
    }
    this.#said = over;
  }
}

/** @param {HTMLElement} button one that shows where its finding stands @returns {Span} */
function spanOf({ dataset, parentElement }) {
  const finding = parentElement?.closest("[data-severity]");
  const severity = finding instanceof HTMLElement ? finding.dataset.severity : "";
  return { start: Number(dataset.start), end: Number(dataset.end), severity: severity ?? "" };
}

/**
 * @param {HTMLElement} element a widget
 * @param {AbortSignal} signal
 * @returns {Letter | undefined} the text of its message, if it has one
 */
export function letterOf(element, signal) {
  const area = element.querySelector(".ft-marked textarea");
  const layer = element.querySelector("[data-marks]");
  if (area instanceof HTMLTextAreaElement && layer instanceof HTMLElement) {
    return new Letter(element, area, layer, signal);
  }
  return undefined;
}
