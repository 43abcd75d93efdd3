/** A link from one widget to the other carries what was told in its fragment, which no server gets. */

/** @import { Entry } from "./protocol.mjs" */

/** How a fragment begins that holds entries; widgets/journey.py writes it. */
export const MARK = "#ft?";
/** The entry between what a link chooses and what was told when it was made. */
const TOLD = "told";
const NAME = /^[A-Za-z][\w-]*(\[\d{1,4}\])?(\.[A-Za-z][\w-]*(\[\d{1,4}\])?)*$/;
export const LONGEST_FRAGMENT = 50_000;
const MOST_ENTRIES = 1000;

/**
 * @param {string} hash a fragment, of any origin
 * @returns {{chosen: Entry[], told: Entry[]} | undefined} the entries in it, or none where it is not one of ours
 */
export function entriesIn(hash) {
  if (!hash.startsWith(MARK) || hash.length > LONGEST_FRAGMENT) return undefined;
  const entries = [...new URLSearchParams(hash.slice(MARK.length))]
    .filter(([name]) => NAME.test(name))
    .slice(0, MOST_ENTRIES);
  const middle = entries.findIndex(([name]) => name === TOLD);
  return middle < 0
    ? { chosen: entries, told: [] }
    : { chosen: entries.slice(0, middle), told: entries.slice(middle + 1) };
}
