"""When each step of a guide is due in one situation: its window, before anything is decided about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from widgets.engine.counting import Anchor, Times, elapsed, in_days, on_working_days, suited
from widgets.engine.facts import my_zone, same_person
from widgets.engine.polite import with_room
from widgets.engine.sending import questions_sent, sent_for, sent_since
from widgets.engine.subjects import subjects
from widgets.engine.times import Instant, at_clock
from widgets.engine.told import Told
from widgets.engine.window import Window
from widgets.engine.working_days import ONE

if TYPE_CHECKING:
    from widgets.engine.contract import Promise, Sent, Situation
    from widgets.engine.counting import Unit
    from widgets.engine.model import Guide, Rule, Step, Timing
    from widgets.engine.subjects import Subject


@dataclass(frozen=True)
class Planner(Told):
    """A guide and a situation, and the windows of its steps."""

    placed: Mapping[tuple[str, int], datetime] = field(default_factory=dict)
    """The best moments of steps that had to give way to another message, by key."""

    def windows(self, wanted: Callable[[Step], bool] = lambda _: True) -> list[Window]:
        """Return the windows of the wanted steps for which there is something to count from, in the rules' order."""
        steps = [(rule, step) for rule in self.guide.rules for step in rule.steps if wanted(step)]
        return [window for rule, step in steps for window in self.of_step(rule, step, ())]

    def of_step(self, rule: Rule, step: Step, above: tuple[str, ...]) -> Iterator[Window]:
        """Yield a step's windows: one, or one for each event or promise. `above` are the steps that wait for it."""
        if step.when and self.guide.status(self.situation.status).id not in step.when:
            return
        allowed = self.situation.channels
        usable = next((one for one in (step.channel, *step.instead) if allowed is None or one in allowed), None)
        for subject in subjects(step, self.situation, self.now):
            for timing in step.timings:
                anchor = self.anchor(timing, subject, (*above, step.id))
                if anchor:
                    channel = usable or step.channel
                    times = self.times(step, channel, timing, anchor)
                    sent = self.sent_for(step, subject, timing, times)
                    if subject.past and not sent and times.closes < self.now:
                        break
                    needless = self.needless(step, subject, times)
                    yield Window(rule, step, channel, subject, timing, anchor, times, not usable, needless, sent)
                    break

    def sent_for(self, step: Step, subject: Subject, timing: Timing, times: Times) -> Sent | None:
        """Return the message by which the reader has done a step, or None."""
        if timing.after == "answer-by" and self.answer_by:
            # What was asked before the day that they named cannot have asked about what they said then.
            subject = replace(subject, since=max(subject.since, self.answer_by.instant(self.zone)))
        return sent_for(self.situation, step, subject, times.opens)

    def needless(self, step: Step, subject: Subject, times: Times) -> str:
        """Return the condition of `unless` that makes a step needless, or an empty text."""
        if subject.past and "further-event" in step.unless:
            return "further-event"
        if subject.promise:
            return "answer-by" if "answer-by" in step.unless and self.meets_answer(subject.promise, times) else ""
        return next((one for one in step.unless if self.said(one)), "")

    def meets_answer(self, promise: Promise, times: Times) -> bool:
        """Return whether a question about a promise to be in touch would ask for the decision that has a day."""
        told = self.answer_by
        return told is not None and self.in_touch(promise) and times.closes >= told.instant(self.zone)

    def anchor(self, timing: Timing, subject: Subject, above: tuple[str, ...]) -> Anchor | None:
        """Return what a timing counts from; None where it is unknown."""
        promise = subject.promise
        match timing.after:
            case "now":
                return Anchor(self.now)
            case "event-end":
                meeting = subject.meeting
                if meeting.known_by == "nothing":
                    return None
                return Anchor(meeting.end, meeting.known_by == "day", meeting.known_by)
            case "step":
                return self.anchor_of_step(timing.step, above)
            case "last-sent":
                sent = sent_since(self.situation, subject.since)
                return self.sending(sent[-1]) if sent else None
            case "last-question":
                return self.last_question
        told = self.answer_by if timing.after == "answer-by" else promise.due if promise else None
        if told is None:
            return None
        # A whole day stays that day; only a time of day depends on whose clock was meant.
        mine = promise is not None and promise.by == "me" and not told.whole_day
        return Anchor(told.instant(my_zone(self.situation) if mine else self.zone), told.whole_day)

    def sending(self, sent: Sent) -> Anchor:
        """Return when a message was sent."""
        return Anchor(sent.at.instant(my_zone(self.situation)), sent.at.whole_day)

    @cached_property
    def last_question(self) -> Anchor | None:
        """Return the last question that was sent or is still to be asked; or None."""
        return max(self.questions, key=lambda anchor: anchor.moment, default=None)

    @cached_property
    def questions(self) -> list[Anchor]:
        """Return the questions that were sent since the latest event, and those that are still to be asked."""
        waiting = [
            Anchor(self.best_left(window), whole_day=True, planned=True)
            for window in self.windows(self.asks)
            if window.key in self.room and not (window.refused or window.needless or self.given_up(window))
        ]
        return [*map(self.sending, self.asked), *waiting]

    @cached_property
    def asked(self) -> list[Sent]:
        """Return the questions that were sent since the latest event."""
        return questions_sent(self.guide, self.situation, self.latest.since)

    def asks(self, step: Step) -> bool:
        """Return whether a step asks for something, and so counts; one that waits for all questions cannot."""
        return self.guide.kind(step.kind).counts and all(one.after != "last-question" for one in step.timings)

    @cached_property
    def room(self) -> frozenset[tuple[str, int]]:
        """Return the keys of the questions that may be asked: those of the plan as it was when the latest event ended.

        Neither time nor a message that was sent brings back what was left out then. A message that was not in that plan
        takes the place of the least weighty question.
        """
        start = replace(self.situation, now=Instant(self.latest.end))
        unsent = replace(self, situation=replace(start, sent=()), placed={})
        planned = with_room(self.guide, unsent.windows(self.asks), self.guide.cadence.max_messages)
        windows = replace(self, situation=start, placed={}).windows(self.asks)
        # What has done a step of this plan counts, even if it went out between two meetings.
        did = {window.key: id(window.sent) for window in windows if window.sent and not window.subject.past}
        sent = {id(one) for one in self.asked} | {*did.values()}
        others = sent - {did[key] for key in planned if key in did}
        most = self.guide.cadence.max_messages
        waiting = [key for key in planned[: max(most - len(others), 0)] if key not in did]
        return frozenset(waiting[: max(most - len(sent), 0)])

    def given_up(self, window: Window) -> bool:
        """Return whether a window has closed and is not caught up on, or not any more."""
        if self.now <= window.closes:
            return False
        if window.step.late == "skip":
            return True
        start = self.day_of(window.anchor.moment)
        return window.timing.over is not None and self.today > self.days.add(start, window.timing.over)

    def best_left(self, window: Window) -> datetime:
        """Return a window's best moment, or where that has passed, the time to do it on the first day that is left."""
        return self.placed.get(window.key) or self.best_alone(window)

    def best_alone(self, window: Window) -> datetime:
        """Return the same as if no other message had to be thought of."""
        if window.best >= self.now:
            return window.best
        return max(at_clock(self.first_day(window), self.guide.cadence.remind_at, self.zone), self.now)

    def first_day(self, window: Window) -> date:
        """Return the first day, from now on, on which a step can be done."""
        day = self.today
        if window.unit == "office" and self.now.astimezone(self.zone).time() >= self.guide.cadence.office_closes.time:
            day += ONE
        return suited(self.days, day, working=on_working_days(window.step, window.times.unit))

    def anchor_of_step(self, id_: str, above: tuple[str, ...]) -> Anchor | None:
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
                        return self.sending(window.sent)
                    if window.refused or window.needless or self.given_up(window):
                        return None
                    return Anchor(self.best_left(window), whole_day=True, planned=True)
        return None

    def times(self, step: Step, channel: str, timing: Timing, anchor: Anchor) -> Times:
        """Return the window of a step on a channel, counted from an anchor."""
        if any(duration.elapsed for duration in (timing.opens, timing.best, timing.closes)):
            return elapsed(timing, anchor, self.place)
        unit: Unit = "office" if self.guide.channel(channel).office_hours else "day"
        return in_days(step, timing, anchor, self.place, unit)


def windows_for(guide: Guide, situation: Situation, kind: str) -> list[Window]:
    """Return the windows of all steps of a message kind that are needed."""
    return [one for one in Planner(guide, situation).windows(lambda step: step.kind == kind) if not one.needless]


def window_of(guide: Guide, situation: Situation, step: str, to: str) -> Window | None:
    """Return the window of the step with that id; of several, the last one for that person, else the last. Or None."""
    found = Planner(guide, situation).windows(lambda one: one.id == step)
    windows = [window for window in found if not window.needless]
    for_them = [window for window in windows if same_person(window.subject.to, to or situation.recipient)]
    rest = for_them or windows
    return rest[-1] if rest else None
