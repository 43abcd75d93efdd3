"""Running every check over a message: findings with their places, and a verdict for each rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from widgets.engine.checks import BaseCheck, Context, Hit
from widgets.engine.facts import facts, fill
from widgets.engine.text import Text

if TYPE_CHECKING:
    from widgets.engine.contract import Message, Other, Situation
    from widgets.engine.model import Guide, Rule

Verdict = Literal["pass", "warn", "fail", "na"]
SEVERITIES = ("suggestion", "warning", "error")
VERDICT_OF = {"suggestion": "pass", "warning": "warn", "error": "fail"}


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


@dataclass(frozen=True)
class Report:
    """All that is said about a message."""

    verdicts: dict[str, Verdict]
    findings: tuple[Finding, ...]
    overall: Literal["ready", "review", "fix"]
    texts: dict[str, Text]


def check(guide: Guide, situation: Situation, message: Message, others: tuple[Other, ...] = ()) -> Report:
    """Return what every rule of the guide says about a message."""
    channel = guide.channel(message.channel)
    texts = {"subject": Text(message.subject)} if channel.subject and message.subject else {}
    texts["body"] = Text(message.body)
    sent_at = (message.sent_at or situation.now).at
    context = Context(guide, situation, message, channel, texts, facts(guide, situation), sent_at, others)
    verdicts: dict[str, Verdict] = {}
    findings: list[Finding] = []
    for rule in guide.rules:
        checks = [one for one in rule.checks if one.applies(context)]
        found = [finding(rule, one, hit, texts[hit.part]) for one in checks for hit in one.hits(context)]
        verdicts[rule.id] = worst(found) if checks else "na"
        findings += found
    findings.sort(key=lambda one: (one.part != "subject", one.start, -SEVERITIES.index(one.severity)))
    overall = "fix" if "fail" in verdicts.values() else "review" if "warn" in verdicts.values() else "ready"
    return Report(verdicts, tuple(findings), overall, texts)


def worst(found: list[Finding]) -> Verdict:
    """Return the verdict that the gravest of a rule's findings gives."""
    grave = max((SEVERITIES.index(one.severity) for one in found), default=0)
    return VERDICT_OF[SEVERITIES[grave]]  # type: ignore[return-value]


def finding(rule: Rule, check: BaseCheck, hit: Hit, text: Text) -> Finding:
    """Return a hit as a finding, with the check's words filled in."""
    found = text.raw[hit.start : hit.end]
    words = {"text": found, **hit.words}
    return Finding(
        rule=rule.id,
        check=check.id,
        severity=hit.severity or check.severity,
        part=hit.part,
        start=hit.start,
        end=hit.end,
        start_utf16=text.utf16(hit.start),
        end_utf16=text.utf16(hit.end),
        text=found,
        message=fill(check.message, words),
        fix=fill(check.fix, words),
    )
