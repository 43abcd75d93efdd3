"""The Guide to Markdown: every generated page as text, with no file written and no site builder known."""

from __future__ import annotations

import html
import json
import re
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

from site_build.loading.blocks import LANGUAGE, blocks
from site_build.loading.examples import findings
from site_build.rendering import linked_data
from site_build.rendering.bare import bare
from site_build.rendering.placing import place, root_of
from site_build.rendering.reference import calls, contract, given, labels, pattern_language, situation, tables
from site_build.rendering.templating import environment
from widgets.engine.checks import Case
from widgets.engine.facts import SLOT, fill
from widgets.engine.model import WIDGET_NAMES, Guide, Rule, Timing
from widgets.templates import labels_used, moment, unbroken
from widgets.views import prerender

TO_PAGE = re.compile(r"\]\((?:\.\./rules/)?([a-z0-9-]+)\.md(?:#[^)]*)?\)")


def render(guide: Guide) -> dict[str, str]:
    """Return every generated page by its path among the docs: `{"rules/prompt.md": "---…"}`, in reading order.

    Raises KeyError where the guide lacks a label that a template of the widgets shows.
    """
    if missing := labels_used() - guide.labels.keys():
        raise KeyError(f"labels missing: {', '.join(sorted(missing))}")
    shown = {rule.id: _examples(guide, rule) for rule in guide.rules}
    pages = {"rules/index.md": _page("rules.md.j2", guide, linked=linked_data.overview(guide))}
    for rule, following in zip_longest(guide.rules, guide.rules[1:]):
        context = {"shown": shown[rule.id], "practice": _practice(guide, rule), "following": following}
        context["linked"] = linked_data.rule(guide, rule)
        pages[f"rules/{rule.id}.md"] = _page("rule.md.j2", guide, rule=rule, **context)
    # The loader has said what is wrong with a block; here it only takes its place.
    pages = {path: place(text, guide, root_of(path))[0] for path, text in pages.items()}
    for name in WIDGET_NAMES:
        # The code that answers in the browser makes the form and its first result here.
        text = getattr(guide, name)
        context = {
            "text": text,
            "widget": prerender(guide, name, root="../"),
            "linked": linked_data.widget(guide, text),
            "plan": _plan(guide) if name == "calculator" else [],
        }
        pages[f"{name}.md"] = _page("widget.md.j2", guide, **context)
    pages["checklist.md"] = _page("checklist.md.j2", guide)
    pages["guide.md"] = _whole(guide, shown)
    return pages


def reference() -> dict[str, str]:
    """Return the pages that the code writes about itself, the same for every guide: for authors and for programs."""
    return {
        "reference.md": ENVIRONMENT.get_template("reference.md.j2").render(
            tables=tables(), situation=situation(), patterns=pattern_language(), labels=labels(), given=given()
        ),
        "contract.md": ENVIRONMENT.get_template("contract.md.j2").render(tables=contract(), calls=calls()),
    }


def _page(template: str, guide: Guide, **context: Any) -> str:
    return ENVIRONMENT.get_template(template).render(guide=guide, t=SimpleNamespace(**guide.labels), **context)


def _whole(guide: Guide, shown: dict[str, Any]) -> str:
    """Return the whole guide as one page, which has no widgets, and whose links to rules stay on it."""
    text = _page("whole.md.j2", guide, shown=shown)
    ids = {rule.id for rule in guide.rules}
    text = TO_PAGE.sub(lambda found: f"](#{found[1]})" if found[1] in ids else found[0], text)
    return place(text.replace("](../", "]("), guide, root_of("guide.md"), widgets=False)[0]


def _plan(guide: Guide) -> list[tuple[str, str, str]]:
    """Return each step's ways of being counted: what it is, from what, and when."""
    t = guide.labels
    steps = [step for rule in guide.rules for step in rule.steps if not step.when]
    names = {
        step.id: unbroken(
            fill(
                t["step"],
                {"kind": guide.called(step), "channel": guide.channel(step.channel).name},
            )
        )
        for step in steps
    }
    return [
        (
            names[step.id],
            names.get(timing.step) or t[f"page_after_{timing.after.replace('-', '_')}"],
            _window(guide, timing),
        )
        for step in steps
        for timing in step.timings
        if timing.after != "now"
    ]


def _window(guide: Guide, timing: Timing) -> str:
    """Return when a step can be taken, in words: `2 to 5 days, best: 2 days`."""
    t, opens, closes = guide.labels, timing.opens, timing.closes
    first, best, last = (str(time) if time.amount else t["page_at_once"] for time in (opens, timing.best, closes))
    if first == last:
        return first
    if opens.amount > 0 and opens.unit == closes.unit:
        first = str(opens.amount)
    return fill(t["page_plan_window"], {"opens": first, "best": best, "closes": last})


def _examples(guide: Guide, rule: Rule) -> list[dict[str, Any]]:
    """Return a rule's examples, the good ones first, each with what the checker says."""
    ordered = sorted(rule.examples, key=lambda example: not example.good)
    return [{"example": example, "findings": findings(guide, rule, example)} for example in ordered]


def _practice(guide: Guide, rule: Rule) -> str:
    """Return the block that places the widget by which a rule is practised, empty where its own text places one."""
    if any(re.search(r"^\s*widget\s*:", inside or "", re.MULTILINE) for _, _, inside in blocks(rule.body)):
        return ""
    if not (rule.checks or rule.parts):
        return f"```{LANGUAGE}\nwidget: calculator\n```" if rule.steps else ""
    lines = ["widget: composer"]
    for step in rule.steps:
        kind = guide.kind(step.kind)
        if step.channel in kind.written_on:
            lines += [f"kind: {kind.id}", f"channel: {step.channel}"]
            break
    return "\n".join([f"```{LANGUAGE}", *lines, "```"])


def plain(markdown: str) -> str:
    """Return Markdown as bare text, safe in an HTML attribute."""
    return html.escape(bare(markdown))


def _reflow(message: str) -> str:
    """Return a message with those lines joined that only the width of an editor broke."""
    return re.sub(r"(?<=[^\n]{60})\n(?=[^\n])", " ", message)


def _blanks(text: str) -> str:
    """Return what a check says with an ellipsis where it would name what it found."""
    return SLOT.sub("\u2026", text).replace("\u2026.", "\u2026")


def _alone(cases: tuple[str | Case, ...]) -> list[str]:
    """Return the cases of a check that say something by themselves: those that are a body, on one line, and no more."""
    return [" ".join(case.split()) for case in cases if isinstance(case, str) and case.strip()]


def _under(markdown: str, level: str) -> str:
    """Return Markdown whose headings, from `##` on, stand one below another of that level: `##` leaves them."""
    deeper = level.removeprefix("##")
    pieces = (
        re.sub(r"^#(?=#+ )", f"#{deeper}", text) if inside is None else text for _, text, inside in blocks(markdown)
    )
    return "\n".join(pieces)


def _cell(markdown: str) -> str:
    """Return Markdown that stays within one cell of a table."""
    return " ".join(markdown.split()).replace("|", "&#124;")


# The pages are Markdown by trusted authors; everything else goes through `e`.
ENVIRONMENT = environment(autoescape=False)
ENVIRONMENT.filters.update(
    plain=plain,
    reflow=_reflow,
    blanks=_blanks,
    alone=_alone,
    cell=_cell,
    under=_under,
    quoted=lambda value: json.dumps(value, ensure_ascii=False),
    words=lambda text, **words: fill(text, words),
    moment=moment,
)
