"""What becomes of each window by itself: done, left out and why, late, due, or yet to come and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from widgets.engine.counting import hours_of, reminder
from widgets.engine.facts import cut, fill, my_zone
from widgets.engine.polite import doubled, met, together
from widgets.engine.reasons import Reasons
from widgets.engine.sending import went_to
from widgets.engine.times import end_of_day

if TYPE_CHECKING:
    from widgets.engine.model import Guide
    from widgets.engine.planner import Planner
    from widgets.engine.window import Window

LONGEST = 60
"""How many characters of what was promised stand in the name of a step."""
StepStatus = Literal["due", "upcoming", "late", "done", "skipped"]


@dataclass(frozen=True)
class Planned:
    """A window with what is decided about it; its moments are in UTC."""

    window: Window
    status: StepStatus
    best: datetime
    closes: datetime
    why: str
    today: bool = False
    """Whether it is to be done on this very day."""
    into: Window | None = None
    """The step that takes it in, where it has no message of its own."""

    @property
    def opens(self) -> datetime:
        """Return from when on it is due."""
        return self.window.opens

    @property
    def channel(self) -> str:
        """Return the channel to use, or the one that was used."""
        sent = self.window.sent
        return sent.channel if sent and self.status == "done" else self.window.channel

    def title(self, guide: Guide) -> str:
        """Return what it is called: by its name or its kind's, its channel, to whom it goes, what was promised."""
        step, subject = self.window.step, self.window.subject
        words = {
            "kind": guide.called(step),
            "channel": guide.channel(self.channel).name,
            "to": subject.to,
            "what": cut(" ".join(subject.what.split()), LONGEST),
        }
        return fill(guide.labels["step" + "".join(f"_{name}" for name in ("to", "what") if words[name])], words)

    @property
    def open(self) -> bool:
        """Return whether the reader still has it before them."""
        return self.status in ("due", "upcoming", "late")


@dataclass(frozen=True)
class Decider:
    """The windows of a plan, each decided with a view to the others."""

    planner: Planner
    windows: list[Window]

    @property
    def reasons(self) -> Reasons:
        """Return what says why."""
        return Reasons(self.planner)

    def decide(self, window: Window) -> Planned:
        """Return what a window comes to, before days are shared out."""
        if window.sent and self.told_twice(window):
            return Planned(window, "skipped", window.best, window.closes, self.reasons.asked(window))
        if window.done:
            return Planned(window, "done", window.best, window.closes, self.reasons.done(window))
        host = None
        why = self.ruled_out(window)
        if not why and (host := self.host(window)):
            why = self.reasons.instead(window, host)
        why = why or self.given_way(window)
        if why:
            return Planned(window, "skipped", window.best, window.closes, why, into=host)
        return self.left_open(window)

    def ruled_out(self, window: Window) -> str:
        """Return why there is nothing to be done about a step, whatever the time, or an empty text."""
        planner, say, step = self.planner, self.reasons, window.step
        status = planner.guide.status(planner.situation.status)
        renewed = status.renewed and window.subject.meeting.end > planner.now
        if status.ends and not renewed and step.kind not in status.keeps and status.id not in step.when:
            return say.ended(status.name)
        if (last := self.last_word()) and step.each != "my-promise":
            return say.closed(last)
        if window.needless:
            return say.needless(window)
        if window.refused:
            return say.refused(window)
        if doubled(window, self.windows):
            return say.doubled(window)
        return ""

    def host(self, window: Window) -> Window | None:
        """Return the step that takes another in: the one that it meets, or where it is late the one named for that."""
        planner = self.planner
        other = met(window, self.windows, planner.best_left)
        if other and (other.sent or not planner.given_up(window)) and self.leads(other):
            return other
        if planner.now <= window.closes or window.subject.met_again:
            return None
        hosts = (other for other in self.windows if window.step.into == other.step.id)
        return next((other for other in hosts if self.leads(other) and self.takes(other, window)), None)

    def given_way(self, window: Window) -> str:
        """Return why a step has given way to others or to time, or an empty text where it has not."""
        planner, say = self.planner, self.reasons
        if (other := together(window, self.windows, planner.best_alone)) and self.leads(other):
            return say.together(other)
        if window.subject.met_again:
            return say.met_again(window)
        if planner.guide.kind(window.step.kind).counts and window.key not in planner.room:
            return say.enough()
        return say.given_up(window) if planner.given_up(window) else ""

    def leads(self, window: Window) -> bool:
        """Return whether a step may take others in: it was done, or is still to be done."""
        return bool(window.sent) or not (
            window.done
            or window.refused
            or window.needless
            or self.planner.given_up(window)
            or (self.planner.guide.kind(window.step.kind).counts and window.key not in self.planner.room)
        )

    def takes(self, other: Window, window: Window) -> bool:
        """Return whether a late step can go into another: into one of today, or it went to the same person with it."""
        if other.sent:
            return went_to(other.sent, window.subject.to)
        return self.planner.day_of(other.best) <= self.planner.today

    def told_twice(self, window: Window) -> bool:
        """Return whether the message that has done a step went another way, and has done a later step as well."""
        if window.step.each or not window.sent or window.sent.channel == window.channel:
            return False
        later = self.windows[self.windows.index(window) + 1 :]
        return any(other.sent is window.sent and not other.step.each for other in later)

    def last_word(self) -> Window | None:
        """Return the step after which nothing more is sent, where it has been done."""
        return next((one for one in self.windows if one.step.last and one.sent), None)

    def left_open(self, window: Window) -> Planned:
        """Return a step that is still to be done, with its days from now on."""
        return self.in_hours(window) if window.unit == "moment" else self.in_days(window)

    def in_hours(self, window: Window) -> Planned:
        """Return a step that is due at a moment: once it has opened, now is as good a time as any."""
        planner, say = self.planner, self.reasons
        now = planner.now
        if now > window.closes:
            here = my_zone(planner.situation)
            tonight = end_of_day(now.astimezone(here).date(), here)
            return Planned(window, "late", now, tonight, say.open(window, now, late=True), today=True)
        if window.opens > now:
            return Planned(window, "upcoming", window.best, window.closes, say.open(window, window.best))
        # What would be best after midnight is best done now, while it is for today.
        best = max(window.best, now) if planner.day_of(window.best) == planner.today else now
        return Planned(window, "due", best, window.closes, say.open(window, best), today=True)

    def in_days(self, window: Window) -> Planned:
        """Return a step that is due on a day: on the first one that suits, where its best one has passed."""
        planner, say = self.planner, self.reasons
        first = planner.first_day(window)
        if planner.now > window.closes:
            best, closes = on_day(planner, window, first)
            why = say.open(window, best, late=True, day=first)
            return Planned(window, "late", best, closes, why, today=first == planner.today)
        if planner.day_of(window.best) > planner.today:
            return Planned(window, "upcoming", window.best, window.closes, say.open(window, window.best))
        best, closes = on_day(planner, window, first)
        closes = max(window.closes, closes)
        why = say.open(window, best, day=first)
        status: StepStatus = "due" if first == planner.today else "upcoming"
        return Planned(window, status, best, closes, why, today=status == "due")


def on_day(planner: Planner, window: Window, day: date) -> tuple[datetime, datetime]:
    """Return the best moment of a day for a step, not before now, and when that day ends for it."""
    _, closes = hours_of(window.unit, day, planner.place)
    return max(reminder(window.unit, day, planner.place), planner.now), closes
