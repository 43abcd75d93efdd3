"""Whatever the situation, a schedule keeps its promises."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from widgets.engine import api

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Dubai", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
NOW = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))


def day_near(now, low, high):
    return st.integers(low, high).map(lambda days: (now + timedelta(days=days)).date().isoformat())


def time_near(now, low, high):
    return st.integers(low * 24, high * 24).map(lambda hours: f"{now + timedelta(hours=hours):%Y-%m-%dT%H:%M}")


@st.composite
def situations(draw):
    now = draw(NOW)
    events = [
        {"with": name, "end": draw(time_near(now, -30, 7))}
        for name in draw(st.lists(st.sampled_from(["Ana", "Ben", "Chidi"]), min_size=1, max_size=3, unique=True))
    ]
    situation = {
        "now": now.isoformat(timespec="minutes"),
        "my_time_zone": draw(st.sampled_from(ZONES)),
        "their_time_zone": draw(st.sampled_from(ZONES)),
        "weekend": draw(st.sampled_from([["Sat", "Sun"], ["Fri", "Sat"], ["Sun"], []])),
        "holidays": draw(st.lists(day_near(now, -10, 30), max_size=4)),
        "events": events,
        "promises": draw(
            st.lists(
                st.fixed_dictionaries(
                    {"by": st.sampled_from(["me", "them"]), "what": st.just("two references")},
                    optional={"due": day_near(now, -10, 20), "done": st.booleans()},
                ),
                max_size=2,
            )
        ),
        "sent": draw(
            st.lists(
                st.builds(
                    lambda kind, channel, at: {"kind": kind, "channel": channel, "at": at},
                    st.sampled_from(["thank-you", "check-in", "status", "reminder"]),
                    st.sampled_from(["email", "phone", "linkedin-message"]),
                    time_near(now, -20, 0),
                ),
                max_size=4,
            )
        ),
    }
    if draw(st.booleans()):
        situation["answer_by"] = draw(day_near(now, -10, 20))
    if draw(st.booleans()):
        situation["channels"] = draw(st.sampled_from([["email"], ["email", "phone"], ["linkedin-message"]]))
    return situation


def plan(guide, situation):
    return api.call(guide, "schedule", {"situation": situation})


def day_of(text):
    return date.fromisoformat(text[:10])


def local_now(situation):
    return datetime.fromisoformat(situation["now"]).astimezone(ZoneInfo(situation["their_time_zone"]))


def open_steps(answer):
    return [step for step in answer["steps"] if step["status"] in ("due", "upcoming", "late")]


@settings(deadline=None, max_examples=150)
@given(situation=situations())
def test_every_schedule_keeps_order_and_dates_nothing_in_the_past(guide, situation):
    answer = plan(guide, situation)
    today = local_now(situation).date()
    bests = [step["best"][:10] for step in answer["steps"]]
    assert bests == sorted(bests)
    for step in open_steps(answer):
        # Bare days and times mix; as text, a day comes before every time on it.
        assert step["opens"][:10] <= step["best"][:10] <= step["closes"][:10]
        assert today <= day_of(step["best"])
        if len(step["closes"]) > 10:
            assert datetime.fromisoformat(step["closes"]) >= datetime.fromisoformat(situation["now"])
    ids = {step["id"]: step for step in answer["steps"]}
    assert len(ids) == len(answer["steps"])
    for id_ in answer["today"]:
        assert ids[id_]["status"] in ("due", "late")
        assert day_of(ids[id_]["best"]) == today


@settings(deadline=None, max_examples=150)
@given(situation=situations())
def test_no_step_asks_on_a_day_off_and_no_day_sees_two(guide, situation):
    answer = plan(guide, situation)
    steps = {step.id: step for rule in guide.rules for step in rule.steps}
    off = {"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}
    weekend = {off[day] for day in situation["weekend"]}
    asking = []
    for step in open_steps(answer):
        declared = steps.get(step["id"]) or steps[step["id"].rpartition("-")[0]]
        if declared.days == "working":
            day = day_of(step["best"])
            assert day.weekday() not in weekend
            assert day.isoformat() not in situation["holidays"]
            asking.append(day)
    assert len(asking) == len(set(asking))


@settings(deadline=None, max_examples=150)
@given(situation=situations())
def test_never_more_messages_than_the_guide_allows(guide, situation):
    answer = plan(guide, situation)
    counts = {kind.id for kind in guide.kinds if kind.counts}
    latest = max(event["end"] for event in situation["events"])
    zone = ZoneInfo(situation["my_time_zone"])
    their = ZoneInfo(situation["their_time_zone"])
    end = datetime.fromisoformat(latest).replace(tzinfo=their)
    sent = sum(
        one["kind"] in counts and datetime.fromisoformat(one["at"]).replace(tzinfo=zone) >= end
        for one in situation["sent"]
    )
    planned = sum(step["kind"] in counts for step in open_steps(answer))
    assert planned <= max(guide.cadence.max_messages - sent, 0)


@settings(deadline=None, max_examples=100)
@given(situation=situations(), hours=st.integers(0, 24 * 20))
def test_later_never_revives_a_finished_step(guide, situation, hours):
    before = {step["id"]: step["status"] for step in plan(guide, situation)["steps"]}
    later = (datetime.fromisoformat(situation["now"]) + timedelta(hours=hours)).isoformat(timespec="minutes")
    after = {step["id"]: step["status"] for step in plan(guide, {**situation, "now": later})["steps"]}
    assert all(after[id_] == "done" for id_, status in before.items() if status == "done")


@settings(deadline=None, max_examples=100)
@given(situation=situations(), kind=st.sampled_from(["check-in", "status", "reminder"]))
def test_sending_a_message_never_adds_chasing(guide, situation, kind):
    counts = {kind.id for kind in guide.kinds if kind.counts}
    now = local_now(situation).astimezone(ZoneInfo(situation["my_time_zone"]))
    sent = [*situation["sent"], {"kind": kind, "channel": "email", "at": f"{now:%Y-%m-%dT%H:%M}"}]
    before = sum(step["kind"] in counts for step in open_steps(plan(guide, situation)))
    after = sum(step["kind"] in counts for step in open_steps(plan(guide, {**situation, "sent": sent})))
    assert after <= before


@settings(deadline=None, max_examples=100)
@given(now=NOW, zone=st.sampled_from(ZONES))
def test_the_deadline_of_a_step_in_hours_is_elapsed_time(guide, now, zone):
    """Find every step that closes after hours, and count them in UTC: clock changes and weekends add nothing."""
    end = now.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    assume(end.astimezone(UTC).astimezone(ZoneInfo(zone)) == end)
    situation = {"now": end.isoformat(), "their_time_zone": zone, "events": [{"end": end.isoformat()}]}
    steps = {step["id"]: step for step in plan(guide, situation)["steps"]}
    timed = [step for rule in guide.rules for step in rule.steps if step.timings[0].closes.elapsed]
    assert timed
    for step in timed:
        closes = datetime.fromisoformat(steps[step.id]["closes"]).astimezone(UTC)
        assert closes - end.astimezone(UTC) == timedelta(hours=step.timings[0].closes.amount)


@settings(deadline=None, max_examples=50)
@given(situation=situations())
def test_the_same_input_gives_the_same_answer(guide, situation):
    assert plan(guide, situation) == plan(guide, situation)
    ask = {"situation": situation}
    assert api.call(guide, "calendar", ask) == api.call(guide, "calendar", ask)
