"""Messages written for measuring the checks, each labelled by hand, rule by rule, and what the checks make of them.

`seen/` was looked at while the checks were written; `set_aside/`, a third of the corpus, was not until its first score
was taken. `practice/` holds further messages, each about a few of the rules, from which the wordings were learned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from widgets.engine import api
from widgets.engine.model import Guide

HERE = Path(__file__).parent
SETS = ("seen", "set_aside", "practice")
FLAGGED = ("warn", "fail")


@dataclass(frozen=True)
class Labelled:
    """A message with a label for each rule: `fine`, `flaw`, or `either` where honest people differ."""

    id: str
    request: dict[str, Any]
    labels: dict[str, str]
    reasons: dict[str, str]
    """Why a rule has its label, for all that are not plainly fine."""
    flaws: tuple[dict[str, str], ...]
    """The words in which a flaw stands, for those that stand somewhere."""

    @property
    def sound(self) -> bool:
        """Return whether nothing is wrong with it."""
        return "flaw" not in self.labels.values()


@cache
def messages(name: str) -> tuple[Labelled, ...]:
    """Return the messages of a set."""
    found = []
    for path in sorted((HERE / name).glob("*.yml")):
        for one in yaml.safe_load(path.read_text("utf-8")):
            message = {key: one[key] for key in ("kind", "channel", "subject", "body") if key in one}
            request = {"situation": one["situation"], "message": message, "others": one.get("others", [])}
            because = one.get("because") or {}
            found.append(Labelled(one["id"], request, one["verdicts"], because, tuple(one.get("flaws") or ())))
    return tuple(found)


@dataclass
class Score:
    """How often the checks were right about a rule."""

    flaws: int = 0
    found: int = 0
    fine: int = 0
    false_alarms: int = 0
    wrong: list[str] = field(default_factory=list)
    """The ids of the messages on which they were wrong."""

    @property
    def accuracy(self) -> float:
        """Return the share of right verdicts, from 0 to 1."""
        return 1 - len(self.wrong) / max(1, self.flaws + self.fine)

    @property
    def recall(self) -> float:
        """Return the share of the flaws that were found, from 0 to 1."""
        return self.found / self.flaws if self.flaws else 1

    @property
    def alarm_rate(self) -> float:
        """Return the share of the sound verdicts that were flagged, from 0 to 1."""
        return self.false_alarms / max(1, self.fine)


def scores(guide: Guide, labelled: Iterable[Labelled]) -> dict[str, Score]:
    """Return the score of each rule, and of `all`; what is labelled `either` is right and counts nowhere."""
    table = {id_: Score() for id_ in (*(rule.id for rule in guide.rules), "all")}
    for one in labelled:
        verdicts = api.call(guide, "check", one.request)["verdicts"]
        for rule, label in one.labels.items():
            flagged = verdicts[rule] in FLAGGED
            for score in (table[rule], table["all"]) if label != "either" else ():
                score.flaws += label == "flaw"
                score.fine += label == "fine"
                score.found += flagged and label == "flaw"
                score.false_alarms += flagged and label == "fine"
                if flagged != (label == "flaw"):
                    score.wrong.append(one.id)
    return table


def report(guide: Guide) -> Iterator[str]:
    """Yield the scores as lines of a table."""
    for name in SETS:
        labelled = messages(name)
        yield f"{name}: {len(labelled)} messages, {sum(one.sound for one in labelled)} with nothing wrong"
        yield f"  {'rule':<10} {'right':>8} {'found':>14} {'false alarms':>16}"
        for rule, score in scores(guide, labelled).items():
            found = f"{score.found}/{score.flaws} {score.recall:7.1%}"
            alarms = f"{score.false_alarms}/{score.fine} {score.alarm_rate:6.1%}"
            yield f"  {rule:<10} {score.accuracy:8.1%} {found:>14} {alarms:>16}"
