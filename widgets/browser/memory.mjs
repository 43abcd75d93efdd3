/** What the reader tells in one widget is there in the other: in the memory of this page, and nowhere else unasked. */

/** @import { Application, Entry } from "./protocol.mjs" */

/** What a link with an application begins with, after its `#`. */
export const SHARED = "#application=";

/** Tells with a `told` event that the reader told something, with an `opened` event that another application is here. */
export const changes = new EventTarget();

/** @returns {Application} */
export function blank() {
  return { id: "", entries: [] };
}

let current = blank();

/** @returns {Application} the application that stands in the forms */
export function inHand() {
  return current;
}

/** Let the forms hold another application. @param {Application} application */
export function open(application) {
  current = application;
  changes.dispatchEvent(new CustomEvent("opened"));
}

/** Let the application in the forms say something else. @param {Entry[]} entries */
export function say(entries) {
  current = { ...current, entries };
}

/** @param {string} guide @returns {string} what the keys of a guide's things on this device begin with */
export function prefixOf(guide) {
  return `followthrough/${guide}/`;
}
