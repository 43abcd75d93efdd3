/** A text in the fragment of an address, which no server gets to see: compressed where the browser can do that. */

import { SHARED } from "./memory.mjs";

/** Mail programs and chats cut longer addresses off. */
const LONGEST_LINK = 8000;
/** What a text from a link may come to; a few bytes can stand for very many. */
const LONGEST_TEXT = 200_000;
const PACKED = "z";
const PLAIN = "p";

/** @param {string} text @returns {Promise<string | undefined>} this page's address with the text; none where that is too long */
export async function linkTo(text) {
  const address = new URL(location.href);
  address.hash = `${SHARED}${await pack(text)}`;
  return address.href.length > LONGEST_LINK ? undefined : address.href;
}

/** @param {string} hash @returns {Promise<string>} the text; throws a RangeError where it is too long, or what else is wrong with it */
export async function textOf(hash) {
  const packed = hash.slice(SHARED.length);
  if (packed.length > LONGEST_TEXT) throw new RangeError("too long");
  const letters = atob(packed.slice(1).replace(/-/g, "+").replace(/_/g, "/"));
  const stream = new Blob([Uint8Array.from(letters, (one) => one.charCodeAt(0))]).stream();
  const plain = packed[0] === PACKED ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream;
  return new TextDecoder("utf-8", { fatal: true }).decode(await upTo(LONGEST_TEXT, plain));
}

/** @param {string} text @returns {Promise<string>} the text in letters that addresses may hold */
async function pack(text) {
  const plain = new Blob([text]).stream();
  const packs = "CompressionStream" in globalThis;
  const stream = packs ? plain.pipeThrough(new CompressionStream("deflate-raw")) : plain;
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const base64 = btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(""));
  return (packs ? PACKED : PLAIN) + base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {number} most @param {ReadableStream<Uint8Array>} stream @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function upTo(most, stream) {
  const reader = stream.getReader();
  /** @type {number[]} */
  const bytes = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Uint8Array.from(bytes);
    if (bytes.length + value.length > most) {
      void reader.cancel();
      throw new RangeError("too long");
    }
    for (const byte of value) bytes.push(byte);
  }
}
