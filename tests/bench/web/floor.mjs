/** A worker without Python, which answers at once: no other can be sooner. */

addEventListener("message", ({ data: { id } }) => postMessage({ id, answer: { html: { check: "<p>Ready to send.</p>" } } }));
