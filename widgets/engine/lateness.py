"""Whether a message goes out after its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.engine.facts import addressee, my_zone, same_person
from widgets.engine.planner import windows_for

if TYPE_CHECKING:
    from datetime import datetime

    from widgets.engine.contract import Situation
    from widgets.engine.model import Guide


def is_late(guide: Guide, situation: Situation, kind: str, at: datetime, to: str = "") -> bool:
    """Return whether the windows of a message kind that have opened by a moment, one at least, are all closed again.

    Of several people's windows only those of `to`, or else of the addressee, count, where there are any. A message that
    keeps promises is late once the day of one has passed, whatever else is known.
    """
    steps = [step for rule in guide.rules for step in rule.steps if step.kind == kind]
    if any(step.each == "my-promise" for step in steps):
        zone = my_zone(situation)
        mine = [one.due for one in situation.promises if one.by == "me" and not one.done and one.due]
        return any(due.instant(zone) < at for due in mine)
    opened = [one for one in windows_for(guide, situation, kind) if one.opens <= at and not one.done]
    name = to or addressee(situation)
    theirs = [one for one in opened if same_person(one.subject.to, name)]
    return bool(opened) and all(at > one.closes for one in theirs or opened)
