"""Whatever the situation, a schedule keeps its promises."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.situations import NOW, WEEKENDS, ZONES, sent, situations
from widgets.engine import api

OFF = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
ASKED = ("due", "upcoming", "late")


def last_moment(text, zone):
    """Return a time in a zone; of a bare day its last second."""
    return datetime.fromisoformat(text if len(text) > 10 else f"{text}T23:59:59").replace(tzinfo=zone)


def plan(guide, situation):
    note(json.dumps(situation))
    return api.call(guide, "schedule", {"situation": situation})


def day_of(text):
    return date.fromisoformat(text[:10])


def local_now(situation):
    return datetime.fromisoformat(situation["now"]).astimezone(ZoneInfo(situation["their_time_zone"]))


def gone_out(situation):
    """Return the messages that have been sent; those of a later time, read on the reader's clock, have not."""
    now = datetime.fromisoformat(situation["now"])
    mine, theirs = (ZoneInfo(situation[key]) for key in ("my_time_zone", "their_time_zone"))
    today = max(now.astimezone(zone).date().isoformat() for zone in (mine, theirs))
    return [
        one
        for one in situation["sent"]
        if (last_moment(one["at"], mine) <= now if len(one["at"]) > 10 else one["at"] <= today)
    ]


def open_steps(answer):
    return [step for step in answer["steps"] if step["status"] in ASKED]


def declared(guide, step):
    steps = {one.id: one for rule in guide.rules for one in rule.steps}
    return steps.get(step["id"]) or steps[step["id"].rpartition("-")[0]]


def moment(text):
    return datetime.fromisoformat(text) if len(text) > 10 else None


@settings(deadline=None, max_examples=300)
@given(situation=situations())
def test_steps_are_in_order_and_nothing_is_dated_in_the_past(guide, situation):
    answer = plan(guide, situation)
    now, today = datetime.fromisoformat(situation["now"]), local_now(situation).date()
    bests = [step["best"][:10] for step in answer["steps"]]
    assert bests == sorted(bests)
    for step in open_steps(answer):
        # Bare days and times mix; as text, a day comes before every time on it.
        assert step["opens"][:10] <= step["best"][:10] <= step["closes"][:10]
        assert day_of(step["best"]) >= today
        for key in ("best", "closes"):
            assert moment(step[key]) is None or moment(step[key]) >= now


@settings(deadline=None, max_examples=300)
@given(situation=situations())
def test_today_is_what_is_due_and_has_a_reason(guide, situation):
    answer = plan(guide, situation)
    today = local_now(situation).date()
    ids = {step["id"]: step for step in answer["steps"]}
    assert len(ids) == len(answer["steps"])
    for step in answer["steps"]:
        assert (step["id"] in answer["today"]) == (
            step["status"] == "due" or (step["status"] == "late" and day_of(step["best"]) == today)
        )
        assert len(step["why"]) > 10
        assert "{" not in step["why"]
    assert all(day_of(ids[id_]["best"]) == today for id_ in answer["today"])


@settings(deadline=None, max_examples=300)
@given(situation=situations())
def test_no_step_asks_on_a_day_off_and_no_day_sees_two(guide, situation):
    answer = plan(guide, situation)
    weekend = {OFF.index(day) for day in situation["weekend"]}
    asking = []
    for step in open_steps(answer):
        if declared(guide, step).days == "working":
            day = day_of(step["best"])
            assert day.weekday() not in weekend
            assert day.isoformat() not in situation["holidays"]
            assert not any(one["from"] <= day.isoformat() <= one["to"] for one in situation.get("closed", []))
            asking.append(day)
    assert len(asking) == len(set(asking))


@settings(deadline=None, max_examples=300)
@given(situation=situations())
def test_a_day_on_which_a_message_went_out_sees_no_question_more(guide, situation):
    """One channel a day: what was sent today counts, whatever it was."""
    answer = plan(guide, situation)
    mine, theirs = (ZoneInfo(situation[key]) for key in ("my_time_zone", "their_time_zone"))
    days = {
        last_moment(one["at"], mine if len(one["at"]) > 10 else theirs).astimezone(theirs).date()
        for one in gone_out(situation)
    }
    for step in open_steps(answer):
        assert declared(guide, step).days == "any" or day_of(step["best"]) not in days


@settings(deadline=None, max_examples=300)
@given(situation=situations())
def test_never_more_messages_than_the_guide_allows(guide, situation):
    answer = plan(guide, situation)
    counts = {kind.id for kind in guide.kinds if kind.counts}
    zone, their = (ZoneInfo(situation[key]) for key in ("my_time_zone", "their_time_zone"))
    end = max(last_moment(one.get("end") or one["start"], their) for one in situation["events"])
    after = sum(one["kind"] in counts and last_moment(one["at"], zone) >= end for one in gone_out(situation))
    planned = sum(step["kind"] in counts for step in open_steps(answer))
    assert planned <= max(guide.cadence.max_messages - after, 0)


@settings(deadline=None, max_examples=200)
@given(situation=situations(), hours=st.integers(0, 24 * 40))
def test_later_never_revives_a_finished_step(guide, situation, hours):
    """What is done stays done, and what was left out stays left out, however far `now` moves on."""
    # A message that goes out meanwhile is more than time: what was to go into it is open again if it went to another.
    situation = {**situation, "sent": gone_out(situation)}
    before = {step["id"]: step["status"] for step in plan(guide, situation)["steps"]}
    later = (datetime.fromisoformat(situation["now"]) + timedelta(hours=hours)).isoformat(timespec="minutes")
    after = {step["id"]: step["status"] for step in plan(guide, {**situation, "now": later})["steps"]}
    assert all(after[id_] == "done" for id_, status in before.items() if status == "done")
    assert all(after.get(id_) not in ASKED for id_, status in before.items() if status == "skipped")


@settings(deadline=None, max_examples=200)
@given(data=st.data(), situation=situations())
def test_sending_a_message_never_adds_chasing(guide, data, situation):
    """There are no more questions than before, and none that had been left out."""
    counts = {kind.id for kind in guide.kinds if kind.counts}
    more = data.draw(sent(datetime.fromisoformat(situation["now"])))
    before = [step["id"] for step in open_steps(plan(guide, situation)) if step["kind"] in counts]
    answer = plan(guide, {**situation, "sent": [*situation["sent"], more]})
    after = [step["id"] for step in open_steps(answer) if step["kind"] in counts]
    assert len(after) <= len(before)
    assert set(after) <= set(before)


@settings(deadline=None, max_examples=200)
@given(now=NOW, zone=st.sampled_from(ZONES), weekend=st.sampled_from(WEEKENDS), late=st.integers(0, 23))
def test_the_deadline_of_a_step_in_hours_is_elapsed_time(guide, now, zone, weekend, late):
    """Find every step that closes after hours, and count them in UTC: clock changes and weekends add nothing."""
    end = now.replace(second=0, microsecond=0)
    at = (end + timedelta(hours=late)).isoformat()
    situation = {"now": at, "their_time_zone": zone, "weekend": weekend, "events": [{"end": end.isoformat()}]}
    steps = {step["id"]: step for step in plan(guide, situation)["steps"]}
    timed = [step for rule in guide.rules for step in rule.steps if step.timings[0].closes.elapsed]
    assert timed
    for step in timed:
        closes = datetime.fromisoformat(steps[step.id]["closes"]).astimezone(UTC)
        assert closes - end == timedelta(hours=step.timings[0].closes.amount)


@settings(deadline=None, max_examples=50)
@given(situation=situations())
def test_the_same_input_gives_the_same_answer(guide, situation):
    assert plan(guide, situation) == plan(guide, situation)
    ask = {"situation": situation}
    assert api.call(guide, "calendar", ask) == api.call(guide, "calendar", ask)
