"""Why a step is as it is, in the guide's words: what it is counted from, what was moved, what made it needless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from widgets.engine.day_reasons import DayReasons
from widgets.engine.facts import fill, listed, moment_in_words, my_zone, same_person, when_in_words
from widgets.engine.subjects import further
from widgets.engine.times import at_clock

if TYPE_CHECKING:
    from widgets.engine.contract import Sent
    from widgets.engine.window import Window


@dataclass(frozen=True)
class Reasons(DayReasons):
    """What says why, for one plan."""

    def moment(self, moment: datetime, *, whole_day: bool) -> str:
        """Return a moment in words, as their clock shows it and, where it shows another time, the reader's."""
        there = moment.astimezone(self.planner.zone)
        here = moment.astimezone(my_zone(self.planner.situation))
        said, mine = (
            moment_in_words(self.planner.guide, one.date(), None if whole_day else one.time()) for one in (there, here)
        )
        if said == mine:
            return said
        mine = f"{here:%H:%M}" if there.date() == here.date() else mine
        return self.label("both_clocks", there=said, here=mine)

    def sent(self, sent: Sent) -> str:
        """Return the day on which a message went out, in words, there and where the reader is."""
        if sent.at.whole_day:
            return self.day(sent.at.value)
        return self.moment(sent.at.instant(my_zone(self.planner.situation)), whole_day=True)

    def open(self, window: Window, best: datetime, *, late: bool = False, day: date | None = None) -> str:
        """Return why a step is still to be done, best at that moment; `day` is the first left, once it has opened."""
        timing = window.timing
        told = timing.why or window.step.why
        if late:
            told = timing.late_why or window.step.late_why or told
        said = [fill(told, self.words(window)), *self.given(window, late=late)]
        if day and day != self.planner.today:
            said += self.moved_today(day)
        elif window.times.moved and not late and not day:
            said.append(self.because("why_moved", window.times.moved))
        if not late:
            said += self.counted(window)
            if day == self.planner.today and (passed := self.planner.day_of(window.best)) < day:
                last = "_last" if day == self.planner.day_of(window.closes) else ""
                said.append(self.label(f"why_past_best{last}", day=passed))
        if best > self.planner.now and self.at_another_hour(window, best):
            here = best.astimezone(my_zone(self.planner.situation))
            said.append(self.label("why_waking", time=f"{here:%H:%M}"))
        return " ".join([*said, *self.undated(window)])

    def given(self, window: Window, *, late: bool) -> Iterator[str]:
        """Yield the sentences on what a step must reckon with: its channel, what nobody told, clocks, their word."""
        channel, wanted = (self.planner.guide.channel(one).name for one in (window.channel, window.step.channel))
        if channel != wanted:
            yield self.label("why_other_channel", wanted=wanted, channel=channel)
        if window.unit == "moment" and window.anchor.known_by != "end":
            yield self.label(f"why_from_{window.anchor.known_by}")
        if window.unit == "moment" and not late and self.clocks_change(window):
            yield self.label("why_clocks")
        if window.times.waits:
            yield self.label("why_waits", day=window.times.waits, to=self.planner.day_of(window.best))

    def clocks_change(self, window: Window) -> bool:
        """Return whether the clocks there are changed while hours are counted."""
        start, end = (one.astimezone(self.planner.zone) for one in (window.anchor.moment, window.closes))
        return start.utcoffset() != end.utcoffset()

    def at_another_hour(self, window: Window, best: datetime) -> bool:
        """Return whether a step's best moment has another hour than it would have if the reader never slept."""
        planner, anchor, wanted = self.planner, window.anchor, window.timing.best
        if window.unit == "office":
            usual = at_clock(planner.day_of(best), planner.guide.cadence.remind_at, planner.zone)
        elif wanted.elapsed and not anchor.whole_day:
            usual = anchor.moment + timedelta(hours=wanted.in_hours)
        else:
            return False
        return best != usual

    def words(self, window: Window) -> dict[str, object]:
        """Return the words for the slots of a step's reason."""
        return {
            "to": window.subject.to,
            "what": window.subject.what,
            "anchor": self.anchor(window),
            "closes": self.day(self.planner.day_of(window.closes))
            if window.unit != "moment"
            else self.moment(window.closes, whole_day=False),
        }

    def anchor(self, window: Window) -> str:
        """Return what a window is counted from, in words; of a whole day only the day."""
        anchor = window.anchor
        if anchor.whole_day:
            said = self.day(self.planner.day_of(anchor.moment))
        else:
            said = self.moment(anchor.moment, whole_day=window.unit != "moment")
        return self.label("anchor_planned", day=said) if anchor.planned else said

    def undated(self, window: Window) -> list[str]:
        """Return the sentences that take in what they promised without a day, for a question that can."""
        if not window.step.recalls:
            return []
        planner = self.planner
        undated = [one for one in planner.open_promises if not one.due and one.what and not planner.in_touch(one)]
        said = [self.label("why_undated", what=one.what) for one in undated]
        return said if not planner.said("in-touch") else [*said, self.label("why_they_write")]

    def with_taken(self, why: str, day: date, to: date) -> str:
        """Return a reason, and that another message has the day."""
        return f"{why} {self.label('why_taken', day=day, to=to)}"

    def too_soon(self, why: str, day: date, to: date) -> str:
        """Return a reason, and that another question is too near."""
        return f"{why} {self.label('why_apart', day=day, to=to)}"

    def beside(self, why: str, step: str) -> str:
        """Return a reason, and that another step of the day, by its title, can go into the same message."""
        return f"{why} {self.label('why_beside', step=step)}"

    def no_day_left(self, day: date) -> str:
        """Return that the day has another message, and that there is no later one."""
        return self.label("why_no_day_left", day=day)

    def takes(self, why: str, host: Window, windows: list[Window]) -> str:
        """Return a reason, and which steps without a message of their own go into this one."""
        guide = self.planner.guide
        several = any(one.subject.to and not same_person(one.subject.to, host.subject.to) for one in windows)
        names = [
            self.label("called_to", kind=guide.called(one.step), to=one.subject.to)
            if several and one.subject.to
            else guide.called(one.step)
            for one in windows
        ]
        return f"{why} {self.label('why_takes', steps=listed(guide, [*dict.fromkeys(names)]))}"

    def asked(self, window: Window) -> str:
        """Return that the same was asked on a channel that has a step of its own."""
        return self.of_sent("why_asked", window)

    def done(self, window: Window) -> str:
        """Return how a step was done."""
        return self.of_sent("why_sent", window) if window.sent else self.label("why_done")

    def of_sent(self, label: str, window: Window) -> str:
        """Return a label that tells of the message by which a step was done: its day, its channel and its kind."""
        guide, sent = self.planner.guide, window.sent
        words = {"day": self.sent(sent), "channel": guide.channel(sent.channel).name} if sent else {}
        return self.label(label, kind=guide.called(window.step), **words)

    def ended(self, status: str) -> str:
        """Return that how things stand has ended it."""
        return self.label("why_ended", status=status)

    def closed(self, last: Window) -> str:
        """Return that the last word has been said."""
        return self.of_sent("why_last_word", last)

    def needless(self, window: Window) -> str:
        """Return what makes a step needless."""
        planner = self.planner
        words: dict[str, object] = {}
        if window.subject.past and window.subject.until:
            return self.label("why_next_round", day=self.planner.day_of(window.subject.until))
        if window.needless == "answer-by" and planner.answer_by:
            words["day"] = when_in_words(planner.guide, planner.answer_by)
        ahead = further(planner.meetings, planner.now)
        if window.needless == "further-event" and ahead:
            words["day"] = ahead.day
        if window.needless == "their-promise":
            what, due = next((one.what, one.due) for one in planner.open_promises if one.due)
            words |= {"what": what, "day": when_in_words(planner.guide, due)}
        return self.label(f"why_{window.needless.replace('-', '_')}", **words)

    def refused(self, window: Window) -> str:
        """Return that none of its channels may be used."""
        return self.label("why_channel", channel=self.planner.guide.channel(window.channel).name)

    def doubled(self, window: Window) -> str:
        """Return that an earlier step asks the same there."""
        return self.label("why_doubled", channel=self.planner.guide.channel(window.channel).name)

    def instead(self, window: Window, other: Window) -> str:
        """Return that another step takes this one in."""
        if other.sent:
            return self.of_sent("why_went", other)
        words = self.words(window) | {"kind": self.planner.guide.called(other.step)}
        elsewhere = window.subject.to and not same_person(window.subject.to, other.subject.to)
        late = "_late" if self.planner.now > window.closes else ""
        return self.label("why_instead_of_other" if elsewhere else f"why_instead{late}", **words)

    def together(self, other: Window) -> str:
        """Return that another reminder takes this one in."""
        return self.label("why_together", what=other.subject.what)

    def met_again(self, window: Window) -> str:
        """Return that the same person was met again since."""
        return self.label("why_met_again", to=window.subject.to, day=window.subject.met_again)

    def enough(self) -> str:
        """Return that there is no room for another question: which ones there are, or that they were left out."""
        most = self.planner.guide.cadence.max_messages
        days = sorted({self.planner.day_of(question.moment) for question in self.planner.questions})
        if len(days) < most:
            return self.label("why_enough_planned", count=most)
        return self.label("why_enough", count=most, days=listed(self.planner.guide, [self.day(day) for day in days]))

    def given_up(self, window: Window) -> str:
        """Return that its time has passed."""
        step = window.step
        late_why = window.timing.late_why or step.late_why
        if step.late == "skip" and late_why:
            return fill(late_why, self.words(window))
        return self.label("why_over", day=self.planner.day_of(window.closes))
