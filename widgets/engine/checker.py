"""Running every check over a message: findings with their places, and a verdict for each rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from widgets.engine.checks import BaseCheck, Context, Hit
from widgets.engine.facts import facts, fill
from widgets.engine.prose import Prose, parts_of

if TYPE_CHECKING:
    from widgets.engine.contract import Ignored, Message, Other, Situation
    from widgets.engine.model import Guide, Rule
    from widgets.engine.prose import PartName

Verdict = Literal["pass", "warn", "fail", "na"]
Overall = Literal["ready", "review", "fix"]
SEVERITIES = ("suggestion", "warning", "error")
VERDICT_OF: dict[str, Verdict] = {"suggestion": "pass", "warning": "warn", "error": "fail"}


@dataclass(frozen=True)
class Finding:
    """What a check says about one place of a message."""

    rule: str
    check: str
    severity: str
    part: str
    start: int
    end: int
    start_utf16: int
    end_utf16: int
    text: str
    message: str
    fix: str
    link: str


@dataclass(frozen=True)
class Report:
    """All that is said about a message."""

    verdicts: dict[str, Verdict]
    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...]
    overall: Overall
    parts: dict[PartName, Prose]


def check(
    guide: Guide,
    situation: Situation,
    message: Message,
    others: tuple[Other, ...] = (),
    ignored: tuple[Ignored, ...] = (),
) -> Report:
    """Return what every rule of the guide says about a message, but for what the reader ignores."""
    sent_at = (message.sent_at or situation.now).at
    parts = parts_of(guide, situation, message)
    known = facts(guide, situation)
    context = Context(guide, situation, message, guide.channel(message.channel), parts, known, sent_at, others)
    verdicts: dict[str, Verdict] = {}
    findings: list[Finding] = []
    left_out: list[Finding] = []
    to_ignore = [(one.check, one.text.strip()) for one in ignored]
    for rule in guide.rules:
        checks = [one for one in rule.checks if one.applies(context)]
        counted = []
        for found in (finding(rule, one, hit, parts[hit.part]) for one in checks for hit in one.hits(context)):
            if (found.check, found.text.strip()) in to_ignore:
                to_ignore.remove((found.check, found.text.strip()))
                left_out.append(found)
            else:
                counted.append(found)
        verdicts[rule.id] = worst(counted) if checks else "na"
        findings += counted
    findings.sort(key=lambda one: (one.part != "subject", one.start, -SEVERITIES.index(one.severity)))
    overall: Overall = "fix" if "fail" in verdicts.values() else "review" if "warn" in verdicts.values() else "ready"
    return Report(verdicts, tuple(findings), tuple(left_out), overall, parts)


def worst(found: list[Finding]) -> Verdict:
    """Return the verdict that the gravest of a rule's findings gives."""
    grave = max((SEVERITIES.index(one.severity) for one in found), default=0)
    return VERDICT_OF[SEVERITIES[grave]]


def finding(rule: Rule, check: BaseCheck, hit: Hit, part: Prose) -> Finding:
    """Return a hit as a finding: at its place in the text as typed, with the check's words filled in."""
    text = part.text
    start, end = text.place(hit.start, hit.end)
    found = text.raw[start:end]
    words = {"text": found, **hit.words}
    return Finding(
        rule=rule.id,
        check=check.id,
        severity=hit.severity or check.severity,
        part=hit.part,
        start=start,
        end=end,
        start_utf16=text.utf16(start),
        end_utf16=text.utf16(end),
        text=found,
        message=fill(check.message, words),
        fix=fill(check.fix, words),
        link=f"rules/{rule.id}/#{check.id}",
    )
