/** What the buttons of a widget do; each says by a data attribute which of these it is. */

import * as client from "./client.mjs";
import { copy, printText, save, selectIn } from "./output.mjs";
import { addRow, removeRow } from "./rows.mjs";
import { markSent, unmarkSent } from "./sending.mjs";

/** @import { Widget } from "./element.mjs" */

/** What a button does, by the data attribute that says so. @type {Record<string, (widget: Widget, button: HTMLButtonElement) => void | Promise<void>>} */
const ACTS = {
  retry: ({ asking }) => {
    asking.dirty = true;
    client.retry();
  },
  add: (_, button) => addRow(button),
  remove: ({ asking }, button) => {
    removeRow(button);
    asking.changed();
  },
  wording: ({ asking, form }) => {
    const wording = form.elements.namedItem("wording");
    if (wording instanceof HTMLInputElement) wording.value = String(Number(wording.value) + 1);
    asking.changed();
  },
  reset: (widget) => {
    widget.own(false);
    widget.asking.changed();
    widget.text("message.body")?.focus();
  },
  ignore: ({ asking }, button) => {
    ignore(button, button.dataset.ignore ?? "");
    asking.changed();
  },
  heed: ({ asking }, button) => {
    for (const input of button.closest("[data-ignored]")?.querySelectorAll("input") ?? []) input.disabled = true;
    asking.changed();
  },
  select: (widget, { dataset }) =>
    selectIn(widget.text(dataset.select ?? ""), Number(dataset.start), Number(dataset.end)),
  copy: async (widget, { dataset }) => {
    const control = widget.text(dataset.copy ?? "");
    if (control) await copyTold(widget, control.value, control, "rich" in dataset);
  },
  print: (widget) => {
    const [subject, body] = [widget.text("message.subject"), widget.text("message.body")];
    if (body) printText(subject && !subject.closest("[hidden]") ? subject.value : "", body.value);
    else print();
  },
  copyFile: async (widget, { dataset }) => {
    const name = dataset.copyFile ?? "";
    const file = widget.shown?.files[name];
    if (file) await copyTold(widget, file.text, widget.element.querySelector(`[data-region="${name}"]`));
    else widget.status.say(widget.status.line.dataset.nothing);
  },
  sent: ({ asking, form, status }, { dataset }) => {
    // An example cannot be sent.
    if (dataset.sent === "{}") return status.say(status.line.dataset.nothing);
    markSent(form, dataset.sent ?? "");
    asking.changed();
  },
  unsent: ({ asking, form }, { dataset }) => {
    unmarkSent(form, dataset.unsent ?? "");
    asking.changed();
  },
  file: (widget, { dataset }) => saveFile(widget, dataset.file ?? ""),
};

/** @param {Widget} widget @param {HTMLButtonElement} button */
export async function press(widget, button) {
  const name = Object.keys(ACTS).find((one) => one in button.dataset);
  if (name) await ACTS[name]?.(widget, button);
}

/** Copy a text, and say whether the clipboard took it; if not, it is selected. @param {Widget} widget @param {string} text @param {Element | null} source @param {boolean} [rich] */
async function copyTold({ status }, text, source, rich = false) {
  const { copied, selected } = status.line.dataset;
  status.say((await copy(text, source, rich)) ? copied : selected);
}

/** Save a file made from the form as it is now. @param {Widget} widget @param {string} name */
async function saveFile(widget, name) {
  const { asking, status } = widget;
  await asking.refresh();
  const { loading, saved, nothing } = status.line.dataset;
  const file = widget.shown?.files[name];
  if (asking.dirty) {
    if (client.currentState() === "loading") status.say(loading);
  } else if (file) {
    save(file);
    status.say(saved);
  } else {
    status.say(nothing);
  }
}

/** As a text is too long for a link, copy it for the mail program that the link opens. @param {Widget} widget @param {HTMLAnchorElement} link */
export async function openMail(widget, link) {
  const body = widget.text("message.body");
  if (!("long" in link.dataset) || !body) return;
  const { status } = widget;
  status.say((await copy(body.value, body)) ? link.dataset.copied : status.line.dataset.selected);
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
