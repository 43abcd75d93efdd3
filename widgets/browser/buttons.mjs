/** What the buttons of a widget do; each says by a data attribute which of these it is. */

import * as client from "./client.mjs";
import { copy, printText, save, selectIn } from "./output.mjs";
import { addRow, removeRow } from "./rows.mjs";
import { markSent, unmarkSent } from "./sending.mjs";

/** @import { Widget } from "./element.mjs" */

/** @param {Widget} widget @param {HTMLButtonElement} button */
export async function press(widget, button) {
  const { dataset } = button;
  if ("retry" in dataset) {
    widget.asking.dirty = true;
    client.retry();
  } else if ("add" in dataset) {
    addRow(button);
  } else if ("remove" in dataset) {
    removeRow(button);
    widget.asking.changed();
  } else if ("wording" in dataset) {
    const wording = widget.form.elements.namedItem("wording");
    if (wording instanceof HTMLInputElement) wording.value = String(Number(wording.value) + 1);
    widget.asking.changed();
  } else if ("reset" in dataset) {
    widget.own(false);
    widget.asking.changed();
    widget.text("message.body")?.focus();
  } else if (dataset.ignore) {
    ignore(button, dataset.ignore);
    widget.asking.changed();
  } else if ("heed" in dataset) {
    for (const input of button.closest("[data-ignored]")?.querySelectorAll("input") ?? []) input.disabled = true;
    widget.asking.changed();
  } else if (dataset.select) {
    selectIn(widget.text(dataset.select), Number(dataset.start), Number(dataset.end));
  } else if (dataset.copy) {
    const control = widget.text(dataset.copy);
    if (control) await copied(widget, control.value, control, "rich" in dataset);
  } else if ("print" in dataset) {
    const [subject, body] = [widget.text("message.subject"), widget.text("message.body")];
    if (body) printText(subject && !subject.closest("[hidden]") ? subject.value : "", body.value);
    else print();
  } else if (dataset.copyFile) {
    const file = widget.shown?.files[dataset.copyFile];
    const region = widget.element.querySelector(`[data-region="${dataset.copyFile}"]`);
    if (file) await copied(widget, file.text, region);
    else widget.status.say(widget.status.line.dataset.nothing);
  } else if ("sent" in dataset) {
    // An example cannot be sent.
    if (dataset.sent === "{}") return widget.status.say(widget.status.line.dataset.nothing);
    markSent(widget.form, dataset.sent ?? "");
    widget.asking.changed();
  } else if (dataset.unsent) {
    unmarkSent(widget.form, dataset.unsent);
    widget.asking.changed();
  } else if (dataset.file) {
    await saveFile(widget, dataset.file);
  }
}

/** Copy a text, and say whether the clipboard took it; if not, it is selected. @param {Widget} widget @param {string} text @param {Element | null} source @param {boolean} [rich] */
async function copied({ status }, text, source, rich = false) {
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
