"""One number in one place: change it, and pages, checklist, schedule and checks follow; nothing else is edited."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from site_build.loading.loader import load
from site_build.rendering import pages
from tests.support import mkdocs, said
from widgets.engine.api import call
from widgets.engine.checks.timing import TimingCheck
from widgets.engine.model import Guide, Rule
from widgets.engine.times import Duration
from widgets.form import worked_example

LONGER = 12
"""Hours by which the deadline grows."""


def deadline_rule(guide: Guide) -> Rule:
    """Return the rule whose step closes some hours after the event, as its parameter `deadline` says."""
    return next(rule for rule in guide.rules if "deadline" in rule.parameters)


def change(project: Path) -> tuple[Guide, Guide, Duration, Duration]:
    """Make the deadline longer in the one place; return the guide and the deadline before and after."""
    before = load(project / "rules")
    rule = deadline_rule(before)
    old = Duration.parse(rule.parameters["deadline"].value)
    new = Duration(old.amount + LONGER, "hours")
    assert old.elapsed
    file = next(path for path in (project / "rules").glob("*.yml") if f"\nid: {rule.id}\n" in path.read_text("utf-8"))
    text, count = re.subn(rf"(deadline:\n\s+value: ){old}\n", rf"\g<1>{new}\n", file.read_text("utf-8"))
    assert count == 1
    file.write_text(text, "utf-8")
    return before, load(project / "rules"), old, new


def window(guide: Guide) -> tuple[datetime, datetime]:
    """Return when the worked example's event ends, and when the deadline rule's first step closes."""
    situation = worked_example(guide)
    rule = deadline_rule(guide)
    steps = call(guide, "schedule", {"situation": situation})["steps"]
    step = next(step for step in steps if step["rule"] == rule.id)
    closes = datetime.fromisoformat(step["closes"])
    event = situation["events"][0]
    end = datetime.fromisoformat(event["end"])
    return end.replace(tzinfo=end.tzinfo or closes.tzinfo), closes


def test_every_page_says_the_new_number(project: Path) -> None:
    before, after, old, new = change(project)
    spoken = re.compile(rf"\b{old.amount}[ -]hours?\b")
    old_pages, new_pages = pages.render(before), pages.render(after)
    assert {path for path, text in old_pages.items() if spoken.search(text)}
    assert {path for path, text in new_pages.items() if spoken.search(text)} == set()
    rule = deadline_rule(after)
    for path in (f"rules/{rule.id}.md", "rules/index.md", "checklist.md"):
        assert str(new) in new_pages[path], path


def test_the_schedule_follows(project: Path) -> None:
    before, after, old, new = change(project)
    for guide, deadline in ((before, old), (after, new)):
        end, closes = window(guide)
        assert closes - end == timedelta(hours=deadline.amount)


def test_check_and_compose_follow(project: Path) -> None:
    before, after, old, new = change(project)
    end, _ = window(after)
    between = end + timedelta(hours=(old.amount + new.amount) / 2)
    rule = deadline_rule(after)
    step = next(step for step in rule.steps)
    flaws = [check for check in rule.checks if isinstance(check, TimingCheck)]
    late = [check.id for check in flaws if check.flaw == "too-late" and check.step == step.id]
    assert late
    situation = {**worked_example(after), "now": between.isoformat(), "sent": []}
    asked = {"kind": step.kind, "channel": step.channel}
    written = {}
    for name, guide in (("before", before), ("after", after)):
        message = {**asked, "subject": "Thank you", "body": "Thank you for your time."}
        answer = call(guide, "check", {"situation": situation, "message": message})
        assert bool({one["check"] for one in answer["findings"]} & set(late)) == (name == "before")
        written[name] = call(guide, "compose", {"situation": situation, **asked})["body"]
    assert written["before"] != written["after"]


def test_the_built_site_follows(project: Path) -> None:
    _, after, old, new = change(project)
    target = project / "some-repo"
    done = mkdocs("build", "--strict", "--site-dir", str(target), url="http://127.0.0.1/some-repo/", folder=project)
    assert done.returncode == 0, said(done)
    for name in ("index.html", f"rules/{deadline_rule(after).id}/index.html", "checklist/index.html"):
        text = (target / name).read_text("utf-8")
        assert str(new) in text
        assert str(old) not in text


@pytest.mark.parametrize("number", ["twenty-four hours", "24 h", "-1 hours"])
def test_a_number_that_is_none_is_refused(project: Path, number: str) -> None:
    from site_build.loading.diagnostics import GuideError

    rules = project / "rules"
    guide = load(rules)
    file = next(path for path in rules.glob("*.yml") if f"\nid: {deadline_rule(guide).id}\n" in path.read_text("utf-8"))
    text = re.sub(r"(deadline:\n\s+value: ).*\n", rf"\g<1>{number}\n", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    with pytest.raises(GuideError) as error:
        load(rules)
    line = next(index for index, line in enumerate(text.splitlines(), 1) if line.endswith(f"value: {number}"))
    assert any((one.code, one.line) == ("bad-parameter", line) for one in error.value.diagnostics)
