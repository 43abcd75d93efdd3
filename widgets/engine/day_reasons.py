"""Why a day is not another one, in the guide's words: days off, closures, weekends that are worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from widgets.engine.counting import Moved, cause, counted_over
from widgets.engine.facts import fill, listed, moment_in_words
from widgets.engine.working_days import ONE, days_from

if TYPE_CHECKING:
    from widgets.engine.planner import Planner
    from widgets.engine.window import Window


@dataclass(frozen=True)
class DayReasons:
    """What says it, for one plan."""

    planner: Planner

    def label(self, name: str, /, **words: object) -> str:
        """Return a label with its slots filled; days become words."""
        said = {key: self.day(word) if isinstance(word, date) else word for key, word in words.items()}
        return fill(self.planner.guide.labels[name], said)

    def day(self, day: date) -> str:
        """Return a day in words."""
        return moment_in_words(self.planner.guide, day)

    def because(self, label: str, moved: Moved) -> str:
        """Return why a day gave way to another."""
        days, day = self.planner.days, moved.day
        first = day if moved.to > day else days.on_or_before(day) + ONE
        last = days.on_or_after(day) - ONE if moved.to > day else day
        weekend = all(cause(days, one) == "weekend" for one in days_from(first, last))
        if first < last and not weekend:
            why = self.label("cause_days_off", days=self.run(first, last))
        else:
            why_off = cause(days, day)
            name = days.holiday(day) if why_off == "holiday" else ""
            why = self.label("cause_public_holiday" if name else f"cause_{why_off}", day=day, holiday=name)
        return self.label(label, cause=why, to=moved.to)

    def counted(self, window: Window) -> list[str]:
        """Return the sentences on days off: one that ended a window, those not counted, and one that is worked."""
        days, said = self.planner.days, []
        if window.times.shortened and window.timing.after != "now":
            said.append(self.because("why_shortened", window.times.shortened))
        place, start = self.planner.place, self.planner.day_of(window.anchor.moment)
        if passed := counted_over(place, start, window.timing, window.times.waits):
            runs = [self.run(first, last) for first, last in passed]
            said.append(self.label("why_not_counted", days=listed(self.planner.guide, runs)))
        best = self.planner.day_of(window.best)
        if days.worked(best) and window.times.unit != "moment":
            said.append(self.label("why_worked", day=best))
        return said

    def run(self, first: date, last: date) -> str:
        """Return days off that follow each other, in words; one that is a public holiday with its name."""
        if first < last:
            return self.label("run_of_days", first=first, last=last)
        name = self.planner.days.holiday(first)
        return self.label("day_off", name=name, first=first) if name else self.day(first)

    def moved_today(self, day: date) -> list[str]:
        """Return why a step that has opened is not for today."""
        today = self.planner.today
        if not self.planner.days.off(today):
            return [self.label("why_office", to=day)]
        return [self.because("why_moved", Moved(today, day))]
