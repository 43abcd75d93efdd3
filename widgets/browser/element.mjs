/** A widget at work: asks the worker when its form changes, and shows what it answers. */

import * as client from "./client.mjs";
import { clearProblems, offerOnly, replaceRegion, reveal, showProblem } from "./dom.mjs";
import { completeName, isHalfName, offerNames } from "./lists.mjs";
import { copy, save, selectIn } from "./output.mjs";
import { forget, presetNames, setTicks, settle } from "./preset.mjs";
import { addRow, removeRow } from "./rows.mjs";

/** @import { Request, View } from "./protocol.mjs" */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextControl */

const TYPING_PAUSE = 120;
const SPEAKING_PAUSE = 900;

class Widget {
  /** Whether the reader changed the message: from then on it is theirs. */
  edited = false;
  /** Whether something changed that no answer has been asked for yet. */
  dirty = false;
  /** @type {Promise<void> | undefined} */
  asking;
  /** @type {View | undefined} */
  shown;
  listening = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  typing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  speaking;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.form = /** @type {HTMLFormElement} */ (element.querySelector("form"));
    this.status = /** @type {HTMLElement} */ (element.querySelector("[data-says]"));
    this.retryButton = /** @type {HTMLElement} */ (element.querySelector("[data-retry]"));
  }

  connect() {
    const { signal } = this.listening;
    this.form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.form.addEventListener("input", (event) => this.input(event), { signal });
    this.form.addEventListener("change", (event) => this.input(event), { signal });
    this.form.addEventListener("click", (event) => this.click(event), { signal });
    this.form.addEventListener("focusout", (event) => this.leave(event), { signal });
    this.form.addEventListener("focusin", (event) => this.focus(event), { signal });
    this.form.addEventListener("pointerdown", client.start, { signal, passive: true });
    client.changes.addEventListener("state", () => this.state(), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.shown && this.changed(), { signal });
    settle(this.form);
    this.state();
    startWhenIdle(signal);
    // The page may have answers in it from the start, and a browser may put back what was typed before it was left.
    if ("given" in this.element.dataset || this.told()) this.changed();
  }

  disconnect() {
    this.listening.abort();
    clearTimeout(this.typing);
    clearTimeout(this.speaking);
  }

  /** @returns {boolean} whether the form differs from what the site delivered */
  told() {
    return [...this.form.elements].some((control) => {
      if (control instanceof HTMLSelectElement) return control.selectedIndex > 0;
      if (control instanceof HTMLInputElement && control.type === "checkbox")
        return control.checked !== control.defaultChecked;
      return isText(control) && !control.name.startsWith("message.") && control.value !== control.defaultValue;
    });
  }

  state() {
    const state = client.currentState();
    this.element.dataset.state = state;
    this.retryButton.hidden = state !== "failed";
    const sentence = { static: "", ready: "", loading: this.status.dataset.loading, failed: this.status.dataset.failed };
    this.say(sentence[state] ?? "");
    if (state === "ready") void this.refresh();
  }

  /** @param {Event} event */
  input(event) {
    const control = event.target;
    if (event.type !== "focusout" && isHalf(control)) return;
    forget(control);
    if (isText(control) && control.name.startsWith("message.") && event.type === "input") this.own(true);
    this.changed();
  }

  /** @param {FocusEvent} event */
  leave(event) {
    if (!isHalf(event.target)) return;
    if (event.target instanceof HTMLInputElement) completeName(event.target);
    this.input(event);
  }

  /** @param {boolean} edited whether the message is the reader's own */
  own(edited) {
    this.edited = edited;
    this.toggle("[data-reset]", edited);
    this.toggle("[data-wording]", !edited);
  }

  /** @param {string} selector @param {boolean} visible */
  toggle(selector, visible) {
    for (const element of this.all(selector)) element.hidden = !visible;
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  all(selector) {
    return [...this.element.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
  }

  /** Note that the form says something new, and ask about it when the typing pauses. */
  changed() {
    this.dirty = true;
    client.start();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      const { activeElement } = document;
      if (!isHalf(activeElement) || !this.form.contains(activeElement)) void this.refresh();
    }, TYPING_PAUSE);
  }

  /**
   * Ask about the form as it is now. There is one question at a time, so answers come in order, and what is typed
   * meanwhile is asked about next; while the worker loads, everything waits for it here.
   *
   * @returns {Promise<void>}
   */
  refresh() {
    this.asking ??= this.askUntilClean().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  async askUntilClean() {
    while (this.dirty && client.currentState() === "ready" && !this.listening.signal.aborted) {
      this.dirty = false;
      try {
        const answer = await client.ask(this.request());
        if (this.listening.signal.aborted) return;
        clearProblems(this.form);
        if ("error" in answer) {
          for (const problem of answer.error.problems) showProblem(this.form, problem);
          this.sayLater(answer.error.sentence);
        } else {
          this.show(answer);
        }
      } catch {
        // The client has told its state; the same question is asked again once there is a new worker.
        this.dirty = true;
        return;
      }
    }
  }

  /** @returns {Request} */
  request() {
    /** @type {[string, string][]} */
    const entries = [];
    const preset = presetNames(this.form);
    for (const [name, value] of new FormData(this.form))
      if (typeof value === "string" && !preset.has(name)) entries.push([name, value]);
    return {
      widget: this.element.dataset.widget ?? "",
      entries,
      now: localNow(new Date()),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      edited: this.edited,
      root: this.element.dataset.root ?? "",
    };
  }

  /** @param {View} view */
  show(view) {
    this.shown = view;
    this.element.dataset.example = String(view.example);
    for (const [name, value] of Object.entries(view.fields)) {
      this.toggle(`[data-part="${name}"]`, value !== null);
      const control = this.form.elements.namedItem(name);
      // What the reader writes is never overwritten, not even by an answer that was already under way.
      if (isText(control) && value !== null && !this.edited && control.value !== value) control.value = value;
    }
    for (const [name, values] of Object.entries(view.choices)) {
      const control = this.form.elements.namedItem(name);
      if (control instanceof HTMLSelectElement) offerOnly(control, values);
    }
    setTicks(this.form, view.ticks);
    for (const [name, html] of Object.entries(view.html)) {
      const region = this.element.querySelector(`[data-region="${name}"]`);
      if (region instanceof HTMLElement) replaceRegion(region, html);
    }
    this.sayLater(view.status, true);
  }

  /** @param {string} sentence @param {boolean} [aside] whether it is for screen readers only, since the page shows it elsewhere */
  say(sentence, aside = false) {
    clearTimeout(this.speaking);
    this.status.classList.toggle("ft-hidden", aside);
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
  }

  /**
   * Say what an answer comes to, once the typing has stopped: a screen reader is not to be interrupted at every key.
   *
   * @param {string} sentence
   * @param {boolean} [aside]
   */
  sayLater(sentence, aside = false) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => this.say(sentence, aside), SPEAKING_PAUSE);
  }

  /** @param {FocusEvent} event */
  focus(event) {
    client.start();
    if (event.target instanceof HTMLInputElement) void offerNames(event.target, this.form);
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = event.target instanceof Element ? event.target.closest("button, a[data-focus]") : null;
    if (target instanceof HTMLAnchorElement) {
      event.preventDefault();
      event.stopPropagation();
      reveal(document.getElementById(target.hash.slice(1)));
    } else if (target instanceof HTMLButtonElement) {
      void this.press(target);
    }
  }

  /** @param {HTMLButtonElement} button */
  async press(button) {
    const { dataset } = button;
    if ("retry" in dataset) {
      this.dirty = true;
      client.retry();
    } else if ("add" in dataset) {
      addRow(button);
    } else if ("remove" in dataset) {
      removeRow(button);
      this.changed();
    } else if ("wording" in dataset) {
      const wording = this.form.elements.namedItem("wording");
      if (wording instanceof HTMLInputElement) wording.value = String(Number(wording.value) + 1);
      this.changed();
    } else if ("reset" in dataset) {
      this.own(false);
      this.changed();
      this.text("message.body")?.focus();
    } else if (dataset.ignore) {
      ignore(button, dataset.ignore);
      this.changed();
    } else if ("heed" in dataset) {
      for (const input of button.closest("[data-ignored]")?.querySelectorAll("input") ?? []) input.disabled = true;
      this.changed();
    } else if (dataset.select) {
      selectIn(this.text(dataset.select), Number(dataset.start), Number(dataset.end));
    } else if (dataset.copy) {
      const control = this.text(dataset.copy);
      if (control) this.copied(await copy(control.value, control));
    } else if (dataset.copyFile) {
      const file = this.shown?.files[dataset.copyFile];
      const region = this.element.querySelector(`[data-region="${dataset.copyFile}"]`);
      if (file) this.copied(await copy(file.text, region));
      else this.say(this.status.dataset.nothing ?? "");
    } else if (dataset.file) {
      await this.saveFile(dataset.file);
    }
  }

  /** Save a file made from the form as it is now. @param {string} name */
  async saveFile(name) {
    await this.refresh();
    const { loading, saved, nothing } = this.status.dataset;
    const file = this.shown?.files[name];
    if (this.dirty) {
      if (client.currentState() === "loading") this.say(loading ?? "");
    } else if (file) {
      save(file);
      this.say(saved ?? "");
    } else {
      this.say(nothing ?? "");
    }
  }

  /** @param {boolean} done whether the clipboard took it; if not, it is selected */
  copied(done) {
    this.say((done ? this.status.dataset.copied : this.status.dataset.selected) ?? "");
  }

  /** @param {string} name @returns {TextControl | undefined} */
  text(name) {
    const control = this.form.elements.namedItem(name);
    return isText(control) ? control : undefined;
  }
}

/** Put a finding among those that the form ignores. @param {HTMLButtonElement} button @param {string} name its place in the list */
function ignore(button, name) {
  for (const key of ["check", "text"]) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = `${name}.${key}`;
    input.value = button.dataset[key] ?? "";
    button.after(input);
  }
}

/** @param {unknown} control @returns {control is TextControl} */
function isText(control) {
  return control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type !== "checkbox");
}

/**
 * Half a name of a list, or a year that is still being typed, is no mistake; the reader going on makes it one.
 *
 * @param {unknown} control
 * @returns {boolean} whether what it holds is not whole yet
 */
function isHalf(control) {
  return control instanceof HTMLInputElement && (isHalfName(control) || !control.validity.valid);
}

/** @param {Date} date @returns {string} the time on this device's clock, to the minute, with its offset */
function localNow(date) {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 16);
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${offset < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** Start the worker when the browser has nothing else to do; who saves data starts it with the first touch. @param {AbortSignal} signal */
function startWhenIdle(signal) {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  if (connection?.saveData) return;
  const begin = () => signal.aborted || client.start();
  if ("requestIdleCallback" in globalThis) requestIdleCallback(begin, { timeout: 3000 });
  else setTimeout(begin, 500);
}

/**
 * Bring a widget to life.
 *
 * @param {HTMLElement} element
 * @returns {() => void} what undoes it when the element leaves the page
 */
export function attach(element) {
  const widget = new Widget(element);
  widget.connect();
  return () => widget.disconnect();
}
