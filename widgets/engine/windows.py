"""When each step of a guide is due in one situation: its window, before anything is decided about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from widgets.engine.facts import contact, dated_events, my_zone, their_zone
from widgets.engine.regions import REGISTRY
from widgets.engine.times import at_clock, end_of_day
from widgets.engine.working_days import ONE, WorkingDays

if TYPE_CHECKING:
    from widgets.engine.contract import Promise, Sent, Situation
    from widgets.engine.model import Guide, Rule, Step, Timing
    from widgets.engine.regions import Region
    from widgets.engine.times import Duration


@dataclass(frozen=True)
class Subject:
    """What a step is about: the event, or the promise, that it is there for."""

    number: int
    """0 for the first of its sort."""
    to: str
    since: datetime
    """The end of the event after which it makes sense, in UTC."""
    what: str = ""
    promise: Promise | None = None


@dataclass(frozen=True)
class Window:
    """The time in which a step is due; all moments in UTC."""

    rule: Rule
    step: Step
    channel: str
    subject: Subject
    anchor: datetime
    anchor_whole_day: bool
    unit: str
    """`moment` where elapsed time counts, `day` where whole days do, `office` where the hours of an office do."""
    opens: datetime
    best: datetime
    closes: datetime
    why: str
    """The reason, with its slots."""
    refused: bool = False
    """Whether none of its channels may be used."""
    sent: Sent | None = None
    """The message by which the reader has done it."""

    @property
    def id(self) -> str:
        """Return the step's id, with a number from the second of its sort on."""
        return self.step.id + (f"-{self.subject.number + 1}" if self.subject.number else "")

    @property
    def done(self) -> bool:
        """Return whether the reader has done it."""
        return self.sent is not None or (self.subject.promise is not None and self.subject.promise.done)


@dataclass(frozen=True)
class Planner:
    """A guide and a situation, and the windows of its steps."""

    guide: Guide
    situation: Situation

    @cached_property
    def zone(self) -> tzinfo:
        """Return the zone in which days and office hours count."""
        return their_zone(self.situation)

    @cached_property
    def days(self) -> WorkingDays:
        """Return the other side's working days."""
        return WorkingDays.of(self.situation, self.guide.cadence, self.region)

    @cached_property
    def region(self) -> Region | None:
        """Return what is known of the other side's region, or None."""
        here = self.now.astimezone(self.zone)
        return REGISTRY.find(self.situation.region, here.year, self.guide.language)

    @cached_property
    def now(self) -> datetime:
        """Return the situation's moment in UTC."""
        return self.situation.now.at.astimezone(UTC)

    @cached_property
    def latest(self) -> datetime:
        """Return the end of the latest event, in UTC. IndexError where no event has a time."""
        return dated_events(self.situation)[-1][0]

    def windows(self, wanted: Callable[[Step], bool] = lambda _: True) -> list[Window]:
        """Return the windows of the wanted steps that apply, in the rules' order; empty where no event has a time."""
        if not dated_events(self.situation):
            return []
        steps = [(rule, step) for rule in self.guide.rules for step in rule.steps if wanted(step)]
        return [window for rule, step in steps for window in self.of_step(rule, step, ())]

    def of_step(self, rule: Rule, step: Step, above: tuple[str, ...]) -> Iterator[Window]:
        """Yield a step's windows: one, or one for each event or promise. `above` are the steps that wait for it."""
        if self.not_needed(step):
            return
        usable = self.channel_of(step)
        channel = usable or step.channel
        for subject in self.subjects(step):
            for timing in step.timings:
                anchor = self.anchor(timing, subject, (*above, step.id))
                if anchor:
                    times = self.times(step, channel, timing, anchor)
                    why = timing.why or step.why
                    window = Window(rule, step, channel, subject, *anchor, *times, why, refused=usable is None)
                    yield replace(window, sent=self.sent_for(window))
                    break

    def best_left(self, window: Window) -> datetime:
        """Return a window's best moment, or where that has passed, the time to do it on the first day that is left."""
        if window.best >= self.now:
            return window.best
        return max(at_clock(self.first_day(window), self.guide.cadence.remind_at, self.zone), self.now)

    def first_day(self, window: Window) -> date:
        """Return the first day, from now on, on which a step can be done."""
        local = self.now.astimezone(self.zone)
        today = local.date()
        if window.step.days == "any":
            return today
        if window.unit == "office" and local.time() >= self.guide.cadence.office_closes.time:
            today += ONE
        return self.days.on_or_after(today)

    def channel_of(self, step: Step) -> str | None:
        """Return the first of a step's channels that may be used, or None."""
        allowed = self.situation.channels
        return next((one for one in (step.channel, *step.instead) if allowed is None or one in allowed), None)

    def not_needed(self, step: Step) -> bool:
        """Return whether what the other side said makes the step needless."""
        said = {
            "answer-by": self.situation.answer_by is not None,
            "their-promise": any(promise.by == "them" and not promise.done for promise in self.situation.promises),
        }
        return any(said[condition] for condition in step.unless)

    def subjects(self, step: Step) -> Iterator[Subject]:
        """Yield what a step is there for: once, or for every event or promise."""
        if step.each == "event":
            for number, (end, event) in enumerate(dated_events(self.situation)):
                alone = len(self.situation.events) == 1
                yield Subject(number, event.with_ or (self.situation.recipient if alone else ""), end)
        elif step.each:
            side = "me" if step.each == "my-promise" else "them"
            promises = [one for one in self.situation.promises if one.by == side and (side == "me" or not one.done)]
            for number, promise in enumerate(promises):
                yield Subject(number, contact(self.situation), self.latest, promise.what, promise)
        else:
            yield Subject(0, contact(self.situation), self.latest)

    def anchor(self, timing: Timing, subject: Subject, above: tuple[str, ...]) -> tuple[datetime, bool] | None:
        """Return the moment that a timing counts from, in UTC, and whether only its day counts; None where unknown."""
        if timing.after == "event-end":
            return subject.since, False
        if timing.after == "step":
            return self.anchor_of_step(timing.step, above)
        if timing.after == "last-sent":
            return self.last_sent(subject)
        promise = subject.promise
        told = self.situation.answer_by if timing.after == "answer-by" else promise.due if promise else None
        if told is None:
            return None
        # A whole day stays that day; only a time of day depends on whose clock was meant.
        mine = promise is not None and promise.by == "me" and not told.whole_day
        return told.instant(my_zone(self.situation) if mine else self.zone), told.whole_day

    def last_sent(self, subject: Subject) -> tuple[datetime, bool] | None:
        """Return when the last message since the event was sent, in UTC, and whether only its day is known."""
        zone = my_zone(self.situation)
        sent = [(one.at.instant(zone), one.at.whole_day) for one in self.situation.sent]
        return max((one for one in sent if one[0] >= subject.since), default=None)

    def anchor_of_step(self, id_: str, above: tuple[str, ...]) -> tuple[datetime, bool] | None:
        """Return when a step was done, or else the best day that is left for it; None where it is not to be done."""
        if id_ in above:
            return None
        for rule in self.guide.rules:
            for step in rule.steps:
                if step.id == id_:
                    window = next(self.of_step(rule, step, above), None)
                    if window is None:
                        return None
                    if window.sent:
                        return window.sent.at.instant(my_zone(self.situation)), window.sent.at.whole_day
                    if window.refused or (step.late == "skip" and self.now > window.closes):
                        return None
                    return self.best_left(window), True
        return None

    def times(
        self, step: Step, channel: str, timing: Timing, anchor: tuple[datetime, bool]
    ) -> tuple[str, datetime, datetime, datetime]:
        """Return the unit of a window, and its first, best and last moment in UTC."""
        moment, whole_day = anchor
        durations = (timing.opens, timing.best, timing.closes)
        if any(duration.elapsed for duration in durations):
            return "moment", *(moment + timedelta(hours=duration.in_hours) for duration in durations)
        unit = "office" if self.guide.channel(channel).office_hours else "day"
        start = moment.astimezone(self.zone).date()
        first, middle, last = (self.day_after(step, start, duration) for duration in durations)
        opens, best, closes = self.span(unit, first, max(first, middle), max(first, middle, last))
        if timing.closes.amount == 0 and not whole_day:
            return "moment", opens, min(best, moment), moment
        return unit, opens, best, closes

    def day_after(self, step: Step, start: date, duration: Duration) -> date:
        """Return the day that a duration leads to, moved to a working day unless the step may fall on any."""
        day = self.days.add(start, duration)
        if step.days == "any":
            return day
        return self.days.on_or_before(day) if duration.amount < 0 else self.days.on_or_after(day)

    def span(self, unit: str, first: date, best: date, last: date) -> tuple[datetime, datetime, datetime]:
        """Return the first moment, the best one and the last one of a stretch of days, in UTC."""
        cadence = self.guide.cadence
        middle = at_clock(best, cadence.remind_at, self.zone)
        if unit == "office":
            return (
                at_clock(first, cadence.office_opens, self.zone),
                middle,
                at_clock(last, cadence.office_closes, self.zone),
            )
        return datetime.combine(first, time.min, self.zone).astimezone(UTC), middle, end_of_day(last, self.zone)

    def sent_for(self, window: Window) -> Sent | None:
        """Return the message by which the reader has done a step, or None.

        A step for one person or promise is done by a message of its kind on any channel (each promise by a message of
        its own); other steps are told apart by channel.
        """
        step, subject, zone = window.step, window.subject, my_zone(self.situation)
        fitting = [
            sent
            for sent in self.situation.sent
            if sent.kind == step.kind
            and (step.each or sent.channel in (step.channel, *step.instead))
            and sent.at.instant(zone) >= subject.since
            and (not sent.to or not subject.to or sent.to.casefold() == subject.to.casefold())
        ]
        turn = subject.number if subject.promise else 0
        return fitting[turn] if turn < len(fitting) else None


def window_of(guide: Guide, situation: Situation, step: str, to: str) -> Window | None:
    """Return the window of the step with that id; of several, the last one for that person, else the last. Or None."""
    windows = Planner(guide, situation).windows(lambda one: one.id == step)
    wanted = to or situation.recipient
    for_them = [window for window in windows if wanted and window.subject.to.casefold() == wanted.casefold()]
    return (for_them or windows or [None])[-1]  # type: ignore[list-item]


def windows_for(guide: Guide, situation: Situation, kind: str) -> list[Window]:
    """Return the windows of all steps of a message kind."""
    return Planner(guide, situation).windows(lambda one: one.kind == kind)


def is_late(guide: Guide, situation: Situation, kind: str, at: datetime, to: str = "") -> bool:
    """Return whether the windows of a message kind that have opened by a moment, one at least, are all closed again.

    Of several people's windows only those of `to` count, where there are any.
    """
    opened = [one for one in windows_for(guide, situation, kind) if one.opens <= at and not one.done]
    theirs = [one for one in opened if to and one.subject.to.casefold() == to.casefold()]
    return bool(opened) and all(at > one.closes for one in theirs or opened)
