/** What leaves a widget: to the clipboard, into a file. */

/** @import { TextFile } from "./protocol.mjs" */

/**
 * @param {string} text
 * @param {Element | null} source what shows the text; it is selected where the clipboard is not to be had
 * @returns {Promise<boolean>} whether the clipboard took it
 */
export async function copy(text, source) {
  try {
    await navigator.clipboard.writeText(text);
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
