/**
 * What a page and its worker say to each other.
 *
 * A page sends a `Question`; the worker answers each with a `Reply` of the same id. Before that it says how far its
 * start has come, with `Progress`, once or many times. A `Failure` without an id is a start that failed.
 *
 * @typedef {object} Request What a widget holds; the shape that `view` in widgets/views.py takes.
 * @property {string} widget `composer` or `calculator`
 * @property {Entry[]} entries names and values of the form's controls
 * @property {string} now the reader's time, in ISO 8601 with its offset
 * @property {string} zone the browser's IANA time zone
 * @property {boolean} edited whether the message is the reader's own
 * @property {string} root the way from the page to the site's root
 *
 * @typedef {[string, string]} Entry the name and the value of a control
 * @typedef {{id: string, entries: Entry[], shared?: boolean}} Application what a reader told about one; `shared` where
 *   it came with a link, and is not kept
 *
 * @typedef {object} BoardRequest Asks for the region `board`: the next step of each application.
 * @property {"board"} widget
 * @property {Application[]} applications
 * @property {string} current the id of the one that is in the form
 * @property {string} now
 * @property {string} zone
 * @property {string} root
 *
 * @typedef {{widget: "kept", text: string}} KeptRequest Asks what a file or a link holds.
 * @typedef {{applications: Application[], said: string}} Kept What it holds, and a sentence about what is odd.
 *
 * @typedef {{name: string, type: string, text: string}} TextFile
 * @typedef {{name: string, sentence: string}} Problem
 *
 * @typedef {object} View What a widget shows.
 * @property {boolean} example whether it is the worked example
 * @property {Record<string, string | null>} fields values of controls; null where the message has no such part
 * @property {Record<string, string[]>} choices what can be chosen in a select now
 * @property {Record<string, string[]>} ticks what is ticked unless the reader ticks something else
 * @property {Record<string, string>} html what stands in each region
 * @property {Record<string, TextFile>} files
 * @property {string} status one sentence for the status line
 *
 * @typedef {{error: {sentence: string, problems: Problem[]}}} Refusal
 * @typedef {{needs: string[]}} Needs paths of data to fetch; only the worker sees it
 * @typedef {View | Refusal} Shown
 * @typedef {{html: Record<string, string>}} Board
 * @typedef {Shown | Board | Kept} Answer
 * @typedef {Request | BoardRequest | KeptRequest} AnyRequest
 *
 * @typedef {{id: number, request: AnyRequest}} Question
 * @typedef {{id: number, answer: Answer}} Reply
 * @typedef {{id?: number, failure: string}} Failure
 * @typedef {object} Progress
 * @property {"loading" | "ready"} progress
 * @property {string} [step] what it is at, in a word for developers
 * @property {number} [bytes] what has come of `total`, as it is sent: compressed
 * @property {number} [total]
 * @typedef {Reply | Failure | Progress} Report
 */

export {};
