"""Messages written for measuring the checks, each labelled by hand, rule by rule, and what the checks make of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from widgets.engine import api
from widgets.engine.model import Guide

HERE = Path(__file__).parent
FLAGGED = ("warn", "fail")


@dataclass(frozen=True)
class Labelled:
    """A message with its labels: `fine`, `flaw` or `either` for each rule."""

    id: str
    request: dict[str, Any]
    labels: dict[str, str]
    reasons: dict[str, str]
    flaws: list[dict[str, str]]


def messages(*names: str) -> Iterator[Labelled]:
    """Yield the messages of the files of these names, or of all."""
    for path in sorted(HERE.glob("*.yml")):
        if not names or path.stem in names:
            for one in yaml.safe_load(path.read_text("utf-8")):
                message = {key: one[key] for key in ("kind", "channel", "subject", "body") if key in one}
                request = {"situation": one["situation"], "message": message, "others": one.get("others", [])}
                yield Labelled(one["id"], request, one["verdicts"], one.get("because", {}), one.get("flaws", []))


@dataclass
class Score:
    """How often the checks were right about one rule."""

    right: int = 0
    flaws: int = 0
    found: int = 0
    fine: int = 0
    false_alarms: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Return how many verdicts were compared."""
        return self.flaws + self.fine

    def add(self, other: Score) -> None:
        """Count another score in."""
        for name in ("right", "flaws", "found", "fine", "false_alarms"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong


def scores(guide: Guide, labelled: list[Labelled]) -> dict[str, Score]:
    """Return the score of each rule; what is labelled `either` is always right and counts nowhere."""
    by_rule = {rule.id: Score() for rule in guide.rules}
    for one in labelled:
        answer = api.call(guide, "check", one.request)
        for rule, label in one.labels.items():
            score, flagged = by_rule[rule], answer["verdicts"][rule] in FLAGGED
            if label == "either":
                continue
            score.flaws += label == "flaw"
            score.fine += label == "fine"
            score.found += flagged and label == "flaw"
            score.false_alarms += flagged and label == "fine"
            score.right += flagged == (label == "flaw")
            if flagged != (label == "flaw"):
                score.wrong.append(one.id)
    return by_rule


def coverage(labelled: list[Labelled]) -> Counter[tuple[str, str]]:
    """Return how many messages there are of each kind on each channel."""
    return Counter((one.request["message"]["kind"], one.request["message"]["channel"]) for one in labelled)
