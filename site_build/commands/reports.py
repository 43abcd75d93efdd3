"""Answers and diagnostics in the forms that people, programs and GitHub read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from site_build.loading.diagnostics import Diagnostic
from widgets.engine.model import Guide

Answer = dict[str, Any]
COMMANDS = {"suggestion": "notice", "warning": "warning", "error": "error"}


def compose(guide: Guide, answer: Answer) -> str:
    """Return the message as it would be sent, what would make it better, and what the check says."""
    lines = [f"Subject: {answer['subject']}", ""] if answer["subject"] else []
    lines += [answer["body"].strip(), ""]
    if answer["missing"]:
        lines += ["Better with:", *(f"  {one['ask']} {one['why']}".rstrip() for one in answer["missing"]), ""]
    return "\n".join(lines) + check(guide, answer["check"])


def check(guide: Guide, answer: Answer) -> str:
    """Return the verdict on every rule, and the findings under it."""
    lines = []
    for rule in guide.rules:
        lines.append(f"{answer['verdicts'].get(rule.id, 'na'):4}  {rule.title}")
        for finding in answer["findings"]:
            if finding["rule"] == rule.id:
                quote = f' "{_line(finding["text"])}"' if finding["text"] else ""
                lines.append(f"      {finding['severity']}[{finding['check']}]{quote}: {finding['message']}")
                lines.append(f"        fix: {finding['fix']}")
    lines.append(f"overall: {answer['overall']}, {answer['stats']['words']} words")
    return "\n".join(lines) + "\n"


def schedule(_: Guide, answer: Answer) -> str:
    """Return the steps in order, a line each with its reason under it, and the notes."""
    lines = []
    for step in answer["steps"]:
        mark = "*" if step["id"] in answer["today"] else " "
        lines.append(f"{mark} {step['best']}  {step['title']}: {step['status']}")
        lines.append(f"    {step['opens']} to {step['closes']}: {step['why']}")
        if step["mine"]:
            lines.append("    where you are: best {best}, {opens} to {closes}".format_map(step["mine"]))
    lines += [f"{note['severity']}: {note['message']}" for note in answer["notes"]]
    if answer["today"]:
        lines.append("* is for today")
    return "\n".join(lines) + "\n"


def calendar(_: Guide, answer: str) -> str:
    """Return the calendar file as it is."""
    return answer


def diagnostics(found: Sequence[Diagnostic], form: str) -> str:
    """Return an author's problems as `text`, as a `json` list, or as `github` commands; empty where none is."""
    if form == "json":
        return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2) + "\n"
    if form == "github":
        return "".join(
            f"::{one.severity} file={_escape(one.file, property_=True)},line={one.line},col={one.column},"
            f"title={_escape(one.code, property_=True)}::{_escape(one.sentence)}\n"
            for one in found
        )
    return "".join(f"{one}\n" for one in found)


def github(answer: Answer, file: str) -> str:
    """Return findings as GitHub workflow commands, a line each."""
    return "".join(
        f"::{COMMANDS[finding['severity']]} file={_escape(file, property_=True)},"
        f"title={_escape(finding['rule'] + ' ' + finding['check'], property_=True)}"
        f"::{_escape(finding['message'] + ' ' + finding['fix'])}\n"
        for finding in answer["findings"]
    )


def _escape(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 50 else f"{words[:47]}..."


TEXT: dict[str, Callable[[Guide, Any], str]] = {
    "compose": compose,
    "check": check,
    "schedule": schedule,
    "calendar": calendar,
}
