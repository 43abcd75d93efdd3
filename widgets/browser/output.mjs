/** What leaves a widget: to the clipboard, into a file. */

import { valueIn } from "./fields.mjs";

/** @import { TextFile } from "./protocol.mjs" */

/** How long a link to a mail program may be: some take no more than about this many characters. */
const LONGEST_LINK = 2000;
const LINE_END = /\r\n?|\n/g;

/**
 * @param {string} text
 * @param {Element | null} source what shows the text; it is selected where the clipboard is not to be had
 * @param {boolean} [rich] whether programs that take formatted text get its paragraphs
 * @returns {Promise<boolean>} whether the clipboard took it
 */
export async function copy(text, source, rich = false) {
  try {
    if (!rich || !(await copyRich(text))) await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (source instanceof HTMLTextAreaElement || source instanceof HTMLInputElement) {
      source.focus();
      source.select();
    } else if (source) {
      getSelection()?.selectAllChildren(source);
    }
    return false;
  }
}

/** @param {string} text @returns {Promise<boolean>} whether the clipboard took it both as paragraphs and as it is */
async function copyRich(text) {
  if (!("ClipboardItem" in globalThis)) return false;
  const escaped = document.createElement("p");
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => {
    escaped.textContent = paragraph;
    return `<p>${escaped.innerHTML.replace(LINE_END, "<br>")}</p>`;
  });
  const kinds = { "text/plain": text, "text/html": paragraphs.join("\n") };
  const blobs = Object.entries(kinds).map(([type, content]) => [type, new Blob([content], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Let the link to a mail program say what the message says now; one that is too long for a link is said to be so.
 *
 * @param {HTMLFormElement} form
 */
export function offerMail(form) {
  const link = form.querySelector("a[data-mail]");
  const warning = form.querySelector("[data-mail-long]");
  if (!(link instanceof HTMLAnchorElement) || !(warning instanceof HTMLElement)) return;
  const [subject, body] = ["message.subject", "message.body"].map((name) => valueIn(form, name));
  const whole = mailto(subject, body);
  const long = whole.length > LONGEST_LINK;
  link.href = long ? mailto(subject, "") : whole;
  link.toggleAttribute("data-long", long);
  warning.hidden = !long || link.hidden;
}

/** @param {string} [subject] @param {string} [body] @returns {string} a link to a new message, as RFC 6068 writes it */
function mailto(subject = "", body = "") {
  // Half a character cannot be encoded.
  const [header, text] = [subject.replace(LINE_END, " "), body.replace(LINE_END, "\r\n")].map((part) =>
    encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd")),
  );
  return `mailto:?subject=${header}${text && `&body=${text}`}`;
}

/** Print a message alone. @param {string} title its subject, if it has one @param {string} text */
export function printText(title, text) {
  document.querySelector("body > .ft-print")?.remove();
  const page = document.createElement("div");
  page.className = "ft-print";
  if (title) page.append(Object.assign(document.createElement("h1"), { textContent: title }));
  page.append(Object.assign(document.createElement("div"), { textContent: text }));
  document.body.append(page);
  addEventListener("afterprint", () => page.remove(), { once: true });
  print();
}

/** Offer a file for saving. @param {TextFile} file */
export function save(file) {
  const url = URL.createObjectURL(new Blob([file.text], { type: `${file.type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  // Instant navigation listens to clicks on links in the page; this one is not in it.
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Select a stretch of a control's text. @param {HTMLInputElement | HTMLTextAreaElement | undefined} control @param {number} start @param {number} end */
export function selectIn(control, start, end) {
  control?.focus();
  control?.setSelectionRange(start, end);
}
