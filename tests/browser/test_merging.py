"""An answer is merged into the page: what stays the same stays the same element, with what the reader does there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_stories import body, control, ready
from widgets.engine.model import Guide

FLAWED = "Hello [Name], did you decide?\n\nBest\nAna"
MERGE = """async ({module, before, keep, after}) => {
  const { merge } = await import(module);
  const [place, wanted] = [document.createElement("div"), document.createElement("template")];
  [place.innerHTML, wanted.innerHTML] = [before, after];
  document.body.append(place);
  const kept = keep.map((selector) => place.querySelector(selector));
  for (const one of kept) if (one.matches("details")) one.open = true;
  for (const one of kept) if (one.matches("input")) one.checked = !one.checked;
  merge(place, wanted.content);
  const result = {html: place.innerHTML, kept: kept.map((one) => one.isConnected),
    checked: [...place.querySelectorAll("input")].map((one) => one.checked)};
  place.remove();
  return result;
}"""
CASES: dict[str, tuple[str, list[str], str, str | None]] = {
    "one comes in before": ("<ul>\n<li>b</li>\n</ul>", ["ul", "li"], "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", None),
    "the first goes": ("\n<p>a</p>\n<p>b</p>", ["p + p"], "\n<p>b</p>", None),
    "words change": ('<p class="x">a <b>b</b></p>', ["p", "b"], '<p title="y">c <b>b</b></p>', None),
    "one of an id": ('<p>a</p><p id="i">b</p>', ["#i"], '<h3>t</h3><p id="i">c</p><p>a</p>', None),
    "details are open": (
        "<details><summary>s</summary>a</details>",
        ["details"],
        "<details><summary>s</summary>b</details>",
        '<details open=""><summary>s</summary>b</details>',
    ),
    "another kind": ("<p>a</p>", [], "<ul><li>a</li></ul>tail", None),
    "nothing is left": ("<p>a</p>b", [], "", None),
}


def merged(page: Page, before: str, keep: list[str], after: str) -> dict[str, Any]:
    """Return what comes of merging one HTML into another, and whether the elements to keep are still there."""
    hint = page.locator('link[rel="modulepreload"][href$="/merge.mjs"]').first
    module = hint.evaluate("link => link.href")
    result: dict[str, Any] = page.evaluate(MERGE, {"module": module, "before": before, "keep": keep, "after": after})
    return result


def test_cases(page: Page) -> None:
    page.goto("composer/")
    for name, (before, keep, after, html) in CASES.items():
        result = merged(page, before, keep, after)
        assert result["html"] == (after if html is None else html), name
        assert all(result["kept"]), name


def test_a_choice_is_what_the_answer_says(page: Page) -> None:
    page.goto("composer/")
    one, other = '<input type="radio" name="p"{}>', '<input type="radio" name="p" value="2"{}>'
    before = one.format(" checked") + other.format("")
    result = merged(page, before, ["input + input"], one.format("") + other.format(" checked"))
    assert (result["kept"], result["checked"]) == ([True], [False, True])
    result = merged(
        page, before, ["input + input"], "<p>t</p>" + one.format(' checked title="n"') + other.format(' title="n"')
    )
    assert (result["kept"], result["checked"]) == ([True], [True, False])


@pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
def test_what_is_selected_in_a_result_survives_an_answer(page: Page) -> None:
    page.goto("composer/")
    ready(page)
    body(page).fill(FLAWED)
    fix = page.locator(".ft-finding", has=page.get_by_text("[Name]")).locator("p").nth(2)
    expect(fix).to_be_visible()
    words = fix.inner_text()
    # Where the caret is in a text, it is what is selected.
    body(page).blur()
    fix.evaluate("place => { globalThis.kept = place; getSelection().selectAllChildren(place); }")
    body(page).evaluate(
        "area => { area.value += '\\n\\nTwo words'; area.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(page.locator(".ft-stats")).to_contain_text("9 words")
    assert page.evaluate("kept.isConnected && getSelection().toString().trim()") == words.strip()


def test_the_focus_stays_on_a_button_of_a_finding(page: Page, guide: Guide) -> None:
    page.goto("composer/")
    ready(page)
    body(page).fill(FLAWED)
    button = page.locator(".ft-finding [data-ignore]").first
    button.focus()
    page.evaluate("globalThis.focused = document.activeElement")
    control(page, guide, "recipient").evaluate(
        "input => { input.value = 'Dr Okafor'; input.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(page.locator(".ft-lead")).to_have_text(re.compile(guide.labels["composer_edited"][:10]))
    page.wait_for_timeout(500)
    assert page.evaluate("document.activeElement === focused && focused.isConnected")
