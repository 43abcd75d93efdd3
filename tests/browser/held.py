"""A worker whose messages a test holds back and lets go, and readers whose data is dear."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser.waiting import until

WORKER = """
globalThis.held = {kept: [], asked: [], workers: 0, holds: () => false, hear: undefined};
globalThis.Worker = class extends Worker {
  constructor(address, options) {
    super(address, options);
    // The theme's search has a worker too.
    this.ours = options?.name === "followthrough";
    if (this.ours) held.workers += 1;
  }
  addEventListener(type, listener) {
    if (!this.ours || type !== "message") return super.addEventListener(type, listener);
    held.hear = listener;
    super.addEventListener(type, (event) => {
      if (held.kept.length || held.holds(event.data)) held.kept.push(event.data);
      else listener(event);
    });
  }
  postMessage(question) {
    if (this.ours) held.asked.push(question);
    super.postMessage(question);
  }
};
"""
DEAR = {
    "saves data": "Object.defineProperty(navigator, 'connection', {value: {saveData: true, effectiveType: '4g'}});",
    "2g": "Object.defineProperty(navigator, 'connection', {value: {saveData: false, effectiveType: 'slow-2g'}});",
    "prefers less": """
const match = globalThis.matchMedia.bind(globalThis);
globalThis.matchMedia = (query) => query.includes("reduced-data") ? {matches: true} : match(query);
""",
}
"""Ways by which a browser tells that data is dear."""


class Held:
    """The page's worker, once `WORKER` has been put in its place."""

    def __init__(self, page: Page) -> None:
        """Take the place of the worker on every page that is opened from now on."""
        self.page = page
        page.add_init_script(WORKER)

    def hold(self, what: str) -> None:
        """Keep messages for which the property is there, such as `answer`, and all that follow them."""
        self.page.evaluate(f"() => {{ held.holds = (message) => {json.dumps(what)} in message; }}")

    def wait(self, count: int = 1) -> None:
        """Wait until so many messages are kept."""
        until(self.page, f"held.kept.length >= {count}")

    def release(self, *, more: bool = False) -> None:
        """Let the kept messages go; with `more`, keep those that come."""
        self.page.evaluate(
            "(more) => { if (!more) held.holds = () => false;"
            " for (const data of held.kept.splice(0)) held.hear({data}); }",
            more,
        )

    def release_oldest(self) -> None:
        """Let the oldest of the kept messages go."""
        self.page.evaluate("held.hear({data: held.kept.shift()})")

    def say(self, report: dict[str, Any]) -> None:
        """Let the page hear something from the worker."""
        self.page.evaluate("(data) => held.hear({data})", report)

    @property
    def asked(self) -> list[dict[str, str]]:
        """Return what the page has asked, as the names and values of its form."""
        return [dict(one["request"]["entries"]) for one in self.page.evaluate("held.asked")]

    @property
    def workers(self) -> int:
        """Return how many workers there have been since the page was loaded from the server."""
        return self.page.evaluate("held.workers")


def sized(page: Page, count: int) -> None:
    """Let the build say how many bytes a first start loads."""

    def answer(route: Any) -> None:
        response = route.fetch()
        text = response.text().rstrip().removesuffix(";").removesuffix("}")
        route.fulfill(response=response, body=f"{text}, bytes: {count}}};")

    page.route("**/manifest.mjs", answer)
