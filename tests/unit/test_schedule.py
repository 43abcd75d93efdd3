"""The plain schedule: each step in its window, weekends and late days included. Figures are read from the guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from widgets.engine import api
from widgets.engine.decode import decode
from widgets.engine.model import Cadence, Step
from widgets.engine.problems import InvalidError

BERLIN = {"their_time_zone": "Europe/Berlin", "my_time_zone": "Europe/Berlin"}
MONDAY = {"events": [{"with": "Ana", "end": "2026-06-01T11:00"}], **BERLIN}
END = datetime.fromisoformat("2026-06-01T11:00+02:00")


def plan(guide, now, **situation):
    answer = api.call(guide, "schedule", {"situation": {"now": now, **MONDAY, **situation}})
    return {step["id"]: step for step in answer["steps"]}, answer


def declared(guide, id_):
    return next(step for rule in guide.rules for step in rule.steps if step.id == id_)


def days_after(text, start):
    return (date.fromisoformat(text[:10]) - start).days


def test_the_plain_case_from_thank_you_to_close(guide):
    steps, answer = plan(guide, "2026-06-01T15:00+02:00")
    assert answer["today"] == ["thank-you"]
    asked = [id_ for id_, step in steps.items() if step["status"] != "skipped"]
    assert asked == ["thank-you", "check-in", "status", "call", "closing"]
    days = [steps[id_]["best"][:10] for id_ in asked]
    assert all(earlier < later for earlier, later in pairwise(days))
    assert steps["call"]["channel"] == "phone"
    assert all(step["to"] == "Ana" for step in steps.values())
    assert all(date.fromisoformat(day).weekday() < 5 for day in days[1:])


def test_the_thank_you_closes_after_exactly_its_hours(guide):
    steps, _ = plan(guide, "2026-06-01T15:00+02:00")
    closes = datetime.fromisoformat(steps["thank-you"]["closes"])
    assert closes - END == timedelta(hours=declared(guide, "thank-you").timings[0].closes.amount)


@pytest.mark.parametrize("end", ["2026-06-05T17:00", "2026-06-06T12:00"])
def test_a_weekend_does_not_extend_the_thank_you_and_is_no_day_for_questions(guide, end):
    event = {"events": [{"end": end}]}
    steps, answer = plan(guide, f"{end}+02:00", **event)
    assert "thank-you" in answer["today"]
    start = datetime.fromisoformat(f"{end}+02:00")
    closes = datetime.fromisoformat(steps["thank-you"]["closes"])
    assert closes - start == timedelta(hours=declared(guide, "thank-you").timings[0].closes.amount)
    for id_ in ("check-in", "status", "call", "closing"):
        for key in ("opens", "best", "closes"):
            assert date.fromisoformat(steps[id_][key][:10]).weekday() < 5


def test_a_late_thank_you_is_sent_now(guide):
    hours = declared(guide, "thank-you").timings[0].closes.amount
    now = (END + timedelta(hours=hours, minutes=1)).isoformat()
    steps, answer = plan(guide, now)
    assert steps["thank-you"]["status"] == "late"
    assert steps["thank-you"]["best"] == now[:16] + now[-6:]
    assert "thank-you" in answer["today"]


def test_thanks_go_into_the_status_question_when_that_is_due(guide):
    last = declared(guide, "status").timings[-1].closes
    now = END + timedelta(days=last.in_hours // 24 + 1)
    steps, answer = plan(guide, now.isoformat())
    assert now.weekday() < 5
    assert steps["thank-you"]["status"] == "skipped"
    assert guide.kind("status").name in steps["thank-you"]["why"]
    assert answer["today"] == ["status"]


def test_a_decision_date_replaces_the_other_clocks(guide):
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", answer_by="2026-06-24")
    assert steps["check-in"]["status"] == "skipped"
    assert "24 June" in steps["check-in"]["why"]
    assert steps["status"]["opens"] > "2026-06-24"
    asking = [step for step in steps.values() if guide.kind(step["kind"]).counts and step["status"] != "skipped"]
    assert all(step["opens"][:10] > "2026-06-24" for step in asking)


def test_promises_of_both_sides_have_their_own_steps(guide):
    promises = [
        {"by": "me", "what": "two references", "due": "2026-06-05"},
        {"by": "me", "what": "a reading list", "due": "2026-06-09", "done": True},
        {"by": "them", "what": "the shift plan", "due": "2026-06-03"},
    ]
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", promises=promises)
    assert steps["check-in"]["status"] == "skipped"
    assert (steps["promise"]["closes"], steps["promise"]["status"]) == ("2026-06-05", "upcoming")
    assert "two references" in steps["promise"]["why"]
    assert steps["promise-2"]["status"] == "done"
    assert steps["reminder"]["opens"] > "2026-06-03"
    assert "the shift plan" in steps["reminder"]["why"]


def test_a_panel_gets_a_thank_you_each_and_one_contact(guide):
    events = [{"with": "Ana", "end": "2026-06-01T11:00"}, {"with": "Ben", "contact": True, "end": "2026-06-01T11:00"}]
    steps, answer = plan(guide, "2026-06-01T15:00+02:00", events=events)
    assert answer["today"] == ["thank-you", "thank-you-2"]
    assert [steps["thank-you"]["to"], steps["thank-you-2"]["to"]] == ["Ana", "Ben"]
    assert steps["status"]["to"] == "Ben"
    sent = [{"kind": "thank-you", "channel": "email", "at": "2026-06-01T12:00", "to": "Ben"}]
    steps, answer = plan(guide, "2026-06-01T15:00+02:00", events=events, sent=sent)
    assert answer["today"] == ["thank-you"]
    assert steps["thank-you-2"]["status"] == "done"


def test_the_call_is_counted_from_the_message_that_was_sent(guide):
    sent = [
        {"kind": "thank-you", "channel": "email", "at": "2026-06-01T12:00"},
        {"kind": "status", "channel": "email", "at": "2026-06-15T09:00"},
    ]
    steps, _ = plan(guide, "2026-06-15T10:00+02:00", sent=sent)
    assert steps["status"]["status"] == "done"
    opens = declared(guide, "call").timings[0].opens
    assert opens.unit == "working days"
    assert days_after(steps["call"]["opens"], date(2026, 6, 15)) == opens.amount


def test_what_may_not_be_used_is_not_advised(guide):
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", channels=["email"])
    left_out = {id_ for id_, step in steps.items() if step["status"] == "skipped"}
    assert {step["channel"] for id_, step in steps.items() if id_ not in left_out} == {"email"}
    assert left_out == {"call", "linkedin"}
    for id_ in left_out:
        assert guide.channel(steps[id_]["channel"]).name in steps[id_]["why"]
    assert steps["closing"]["status"] == "upcoming"


def test_an_end_to_it_all_leaves_nothing_to_chase(guide):
    for status in guide.statuses:
        steps, answer = plan(guide, "2026-06-16T15:00+02:00", status=status.id)
        asked = [step for step in steps.values() if step["status"] in ("due", "upcoming", "late")]
        assert not (status.ends and any(guide.kind(step["kind"]).counts for step in asked))
        assert any(note["message"] == status.note for note in answer["notes"]) == bool(status.note)


def test_a_bare_day_ends_with_the_day_there_and_a_start_will_do(guide):
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", events=[{"end": "2026-06-01"}])
    hours = declared(guide, "thank-you").timings[0].closes.amount
    end = datetime.fromisoformat("2026-06-01T23:59:59+02:00")
    assert datetime.fromisoformat(steps["thank-you"]["closes"]) == end + timedelta(hours=hours)
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", events=[{"start": "2026-06-01T11:00"}])
    assert datetime.fromisoformat(steps["thank-you"]["closes"]) == END + timedelta(hours=hours)


def test_a_call_falls_into_office_hours_there(guide):
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", their_time_zone="Asia/Tokyo")
    for key in ("opens", "best", "closes"):
        moment = datetime.fromisoformat(steps["call"][key])
        assert moment.utcoffset() == timedelta(hours=9)
        assert guide.cadence.office_opens.time <= moment.time() <= guide.cadence.office_closes.time


@pytest.mark.parametrize("zones", [("America/New_York", "Europe/Berlin"), ("Asia/Tokyo", "America/New_York")])
def test_a_whole_day_is_that_day_wherever_it_was_named(guide, zones):
    mine, theirs = zones
    promises = [{"by": side, "what": "the papers", "due": "2026-06-10"} for side in ("me", "them")]
    steps, _ = plan(
        guide,
        "2026-06-01T15:00+02:00",
        my_time_zone=mine,
        their_time_zone=theirs,
        promises=promises,
        answer_by="2026-06-16",
    )
    assert steps["promise"]["closes"] == "2026-06-10"
    assert "10 June" in steps["promise"]["why"]
    assert "10 June" in steps["reminder"]["why"]
    assert "16 June" in steps["status"]["why"]


def small(guide, **changes):
    """Return the guide with one rule whose steps are given, to try what the first guide's steps do not use."""
    steps = tuple(
        decode(Step, {"kind": "status", "channel": "email", "why": "Because.", **step}) for step in changes["steps"]
    )
    return replace(guide, rules=(replace(guide.rules[0], steps=steps, checks=()),))


def test_a_step_can_be_counted_back_from_a_date(guide):
    timing = {"after": "answer-by", "opens": "1 week before", "best": "3 working days before", "closes": "0 days"}
    one = small(guide, steps=[{"id": "before", "timings": [timing]}])
    steps, _ = plan(one, "2026-06-01T15:00+02:00", answer_by="2026-06-15")
    assert [steps["before"][key] for key in ("opens", "best", "closes")] == ["2026-06-08", "2026-06-10", "2026-06-15"]


def test_a_step_that_waits_for_a_missed_one_does_not_recede(guide):
    first = {"after": "event-end", "opens": "1 day", "best": "1 day", "closes": "2 days"}
    then = {"after": "step", "step": "first", "opens": "1 day", "best": "2 days", "closes": "3 days"}
    fallback = {"after": "event-end", "opens": "4 days", "best": "8 days", "closes": "9 days", "why": "Without it."}
    one = small(
        guide,
        steps=[
            {"id": "first", "timings": [first], "late": "skip", "late_why": "Too late for it."},
            {"id": "then", "channel": "phone", "timings": [then, fallback]},
        ],
    )
    for now in ("2026-06-05T09:00+02:00", "2026-06-08T09:00+02:00"):
        steps, _ = plan(one, now)
        assert (steps["first"]["status"], steps["first"]["why"]) == ("skipped", "Too late for it.")
        assert steps["then"]["best"][:10] == "2026-06-09"
        assert steps["then"]["why"].startswith("Without it.")


def test_another_channel_in_its_place_does_the_step_too(guide):
    timing = {"after": "event-end", "opens": "1 day", "best": "2 days", "closes": "9 days"}
    one = small(guide, steps=[{"id": "ask", "timings": [timing], "instead": ["linkedin-message"]}])
    sent = [{"kind": "status", "channel": "linkedin-message", "at": "2026-06-03T09:00"}]
    steps, _ = plan(one, "2026-06-04T09:00+02:00", sent=sent)
    assert steps["ask"]["status"] == "done"


def test_a_step_is_folded_into_one_that_has_to_wait_for_tomorrow(guide):
    """A promise was kept today already, so the question waits until tomorrow, and the late thanks wait with it."""
    last = declared(guide, "status").timings[-1].closes
    now = END + timedelta(days=last.in_hours // 24 + 1)
    sent = [{"kind": "promise", "channel": "email", "at": f"{now:%Y-%m-%dT%H:%M}"}]
    steps, answer = plan(guide, now.isoformat(), sent=sent)
    assert steps["status"]["status"] == "late"
    assert days_after(steps["status"]["best"], now.date()) == 1
    assert steps["thank-you"]["status"] == "skipped"
    assert answer["today"] == []


def test_the_weekend_is_the_guides_unless_the_reader_names_another(guide):
    gulf = replace(guide, cadence=replace(guide.cadence, weekend=("Fri", "Sat")))
    for situation in ({}, {"weekend": ["Fri", "Sat"]}):
        steps, _ = plan(gulf if not situation else guide, "2026-06-01T15:00+02:00", **situation)
        days = [date.fromisoformat(steps[id_]["best"][:10]).weekday() for id_ in ("check-in", "status", "call")]
        assert not {4, 5} & set(days)


DAYS = {"after": "event-end", "opens": "1 day", "best": "1 day", "closes": "3 days"}


def test_a_late_step_is_given_up_when_its_time_is_over(guide):
    one = small(guide, steps=[{"id": "ask", "timings": [{**DAYS, "over": "2 weeks"}]}])
    states = [plan(one, f"2026-06-{day}T09:00+02:00")[0]["ask"] for day in ("04", "05", "15", "16")]
    assert [step["status"] for step in states] == ["due", "late", "late", "skipped"]
    assert "4 June" in states[-1]["why"]


def test_a_window_closes_by_the_shorter_of_two_measures(guide):
    long = {**DAYS, "closes": "8 days"}
    one = small(guide, steps=[{"id": "ask", "timings": [{**long, "at_most": "4 working days"}]}])
    two = small(guide, steps=[{"id": "ask", "timings": [long]}])
    assert plan(one, "2026-06-01T15:00+02:00")[0]["ask"]["closes"] == "2026-06-05"
    assert plan(two, "2026-06-01T15:00+02:00")[0]["ask"]["closes"] == "2026-06-09"


def test_a_question_waits_for_the_day_by_which_they_wanted_to_be_in_touch(guide):
    one = small(guide, steps=[{"id": "ask", "timings": [{**DAYS, "holds": "2 working days"}]}])
    word = [{"by": "them", "what": "call me back", "due": "2026-06-05"}]
    thing = [{"by": "them", "what": "the shift plan", "due": "2026-06-05"}]
    held, free = (plan(one, "2026-06-01T15:00+02:00", promises=told)[0]["ask"] for told in (word, thing))
    assert [held[key] for key in ("opens", "best", "closes")] == ["2026-06-09", "2026-06-09", "2026-06-09"]
    assert "5 June" in held["why"]
    assert free["best"] == "2026-06-02"


def test_a_step_for_one_status_stands_in_that_alone(guide):
    now = {"after": "now", "opens": "0 days", "best": "0 days", "closes": "1 day"}
    one = small(
        guide, steps=[{"id": "bye", "kind": "closing", "when": ["withdrawing"], "days": "any", "timings": [now]}]
    )
    steps, answer = plan(one, "2026-06-06T15:00+02:00", status="withdrawing")
    assert (steps["bye"]["status"], answer["today"]) == ("due", ["bye"])
    assert plan(one, "2026-06-06T15:00+02:00")[0] == {}


def test_what_was_sent_is_read_on_the_readers_clock(guide):
    """Eight in the evening in Honolulu is the next day in Berlin, and that is the day that has a message."""
    zones = {"my_time_zone": "Pacific/Honolulu"}
    sent = [{"kind": "promise", "channel": "email", "at": "2026-06-07T20:00"}]
    steps, answer = plan(guide, "2026-06-08T10:00+02:00", sent=sent, **zones)
    assert answer["today"] == []
    assert steps["status"]["best"] == "2026-06-09"


def test_a_promise_kept_between_two_rounds_stays_kept(guide):
    events = [{"with": "Ana", "end": "2026-06-01T11:00"}, {"with": "Ana", "end": "2026-06-10T11:00"}]
    promises = [{"by": "me", "what": "two references", "due": "2026-06-05"}]
    sent = [{"kind": "promise", "channel": "email", "at": "2026-06-04T09:00"}]
    for now in ("2026-06-09T09:00+02:00", "2026-06-11T09:00+02:00"):
        steps, _ = plan(guide, now, events=events, promises=promises, sent=sent)
        assert steps["promise"]["status"] == "done"


def test_the_promise_that_is_ticked_takes_its_own_message(guide):
    promises = [
        {"by": "me", "what": "two references", "due": "2026-06-05"},
        {"by": "me", "what": "a reading list", "due": "2026-06-03", "done": True},
    ]
    sent = [{"kind": "promise", "channel": "email", "at": "2026-06-03T09:00"}]
    steps, _ = plan(guide, "2026-06-04T09:00+02:00", promises=promises, sent=sent)
    assert (steps["promise"]["status"], steps["promise-2"]["status"]) == ("upcoming", "done")


def test_what_waits_for_a_step_that_gave_way_is_counted_from_its_new_day(guide):
    """The question gives way to a reminder; the call comes two working days after the day that is left for it."""
    promises = [{"by": "them", "what": "the shift plan", "due": "2026-06-05"}]
    steps, _ = plan(guide, "2026-06-05T10:00+02:00", promises=promises)
    assert (steps["reminder"]["best"], steps["status"]["best"]) == ("2026-06-08", "2026-06-10")
    assert steps["call"]["opens"][:10] == "2026-06-12"
    assert "question of Monday 8 June is too fresh" in steps["status"]["why"]


def test_a_reason_says_what_was_moved_and_why(guide):
    friday = [{"with": "Ana", "end": "2026-06-05T11:00"}]
    closed = [{"from": "2026-06-10", "to": "2026-06-12"}]
    steps, _ = plan(guide, "2026-06-05T15:00+02:00", events=friday, closed=closed, holidays=["2026-06-15"])
    assert "It moves to Monday 8 June, since Sunday 7 June falls on the weekend there." in steps["check-in"]["why"]
    assert (
        "It moves to Tuesday 16 June, since Friday 12 June to Monday 15 June are days off there."
        in steps["status"]["why"]
    )


def test_a_reason_says_why_a_window_ends_early(guide):
    steps, _ = plan(guide, "2026-06-02T15:00+02:00", events=[{"with": "Ana", "end": "2026-06-02T11:00"}])
    assert steps["check-in"]["closes"] == "2026-06-05"
    assert "It goes no further, since Sunday 7 June falls on the weekend there." in steps["check-in"]["why"]
    assert "no further" not in steps["status"]["why"]
    # Four working days after a Monday are over on Friday anyhow.
    steps, _ = plan(guide, "2026-06-01T15:00+02:00")
    assert steps["check-in"]["closes"] == "2026-06-05"
    assert "within 4 working days, so until Friday 5 June." in steps["check-in"]["why"]
    assert "no further" not in steps["check-in"]["why"]


def test_a_reason_names_the_days_off_over_which_working_days_are_counted(guide):
    closed = [{"from": "2026-12-24", "to": "2027-01-03"}]
    event = [{"with": "Ana", "end": "2026-12-14T11:00"}]
    steps, _ = plan(guide, "2026-12-21T10:00+01:00", events=event, answer_by="2026-12-23", closed=closed)
    assert steps["status"]["best"] == "2027-01-04"
    said = "Days off there are not counted: Thursday 24 December to Sunday 3 January."
    assert said in steps["status"]["why"]
    assert "not counted" not in steps["call"]["why"]
    # A mere weekend needs no words.
    steps, _ = plan(guide, "2026-06-04T10:00+02:00", answer_by="2026-06-05")
    assert steps["status"]["best"] == "2026-06-08"
    assert "not counted" not in steps["status"]["why"]


def test_a_question_that_is_left_out_for_being_too_many_says_which_there_are(guide):
    steps, _ = plan(guide, "2026-06-01T15:00+02:00")
    assert steps["linkedin"]["why"] == (
        "3 questions in all are enough, and this plan has them without this one: Wednesday 3 June, Monday 8 June and "
        "Wednesday 10 June."
    )
    asked = [{"kind": "status", "channel": "email", "at": "2026-06-08T10:00"}]
    steps, _ = plan(guide, "2026-06-09T10:00+02:00", sent=asked)
    assert steps["check-in"]["status"] == steps["linkedin"]["status"] == "skipped"
    assert steps["linkedin"]["why"].endswith("one that was missed is not replaced.")


def test_thanks_that_are_late_say_since_when_where_they_go_into_another_message(guide):
    steps, _ = plan(guide, "2026-06-10T10:00+02:00")
    assert steps["thank-you"]["why"] == (
        "It has been late since Tuesday 2 June, 11:00. Put it into “Question about the decision”; "
        "one message is enough for both."
    )


def test_the_name_in_a_message_need_not_be_the_one_of_the_meeting(guide):
    events = [{"with": "Lan Nguyen", "end": "2026-06-01T11:00"}, {"with": "Minh Nguyen", "end": "2026-06-01T12:00"}]
    sent = {"kind": "thank-you", "channel": "email", "at": "2026-06-01T13:00+02:00"}
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", events=events, sent=[sent | {"to": "Minh Nguyen"}])
    assert (steps["thank-you"]["status"], steps["thank-you-2"]["status"]) == ("due", "done")
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", events=events[:1], sent=[sent | {"to": "Ms Nguyen"}])
    assert steps["thank-you"]["status"] == "done"


@pytest.mark.parametrize(
    ("cadence", "path"),
    [({"apart": "12 hours"}, "apart"), ({"apart": "0 days"}, "apart"), ({"quiet_from": "06:00"}, "quiet_from")],
)
def test_a_cadence_without_sense_is_refused(cadence, path):
    told = {"max_messages": 3, "office_opens": "09:00", "office_closes": "17:00", "remind_at": "09:00"}
    with pytest.raises(InvalidError) as caught:
        decode(Cadence, {**told, **cadence})
    assert [problem.path for problem in caught.value.problems] == [(path,)]


def test_a_promise_that_can_only_be_kept_by_phone_is_kept_in_office_hours(guide):
    promises = [{"by": "me", "what": "a call to your colleague", "due": "2026-06-07"}]
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", promises=promises, channels=["phone"])
    assert steps["promise"]["best"] == "2026-06-05T09:00+02:00"


def test_what_is_sent_today_does_not_part_two_reminders(guide):
    """Both are for today, in one message about the older; when a thank-you takes the day, they wait together."""
    told = [{"by": "them", "what": what, "due": due} for what, due in (("a", "2025-12-31"), ("b", "2025-12-30"))]
    event = [{"with": "Ana", "end": "2026-01-01T00:00"}]
    sent = [{"kind": "thank-you", "channel": "email", "at": "2026-01-01T00:00"}]
    for messages in ([], sent):
        steps, _ = plan(guide, "2026-01-01T01:00+01:00", events=event, promises=told, sent=messages)
        assert [steps[id_]["status"] == "skipped" for id_ in ("reminder", "reminder-2")] == [True, False]


def test_where_room_gets_scarce_two_reminders_stay_one_under_the_same_name(guide):
    promises = [{"by": "them", "what": what, "due": due} for what, due in (("a", "2026-01-01"), ("b", "2025-12-30"))]
    told = {"promises": promises, "closed": [{"from": "2026-01-01", "to": "2026-01-01"}]}
    event = [{"with": "Ana", "end": "2026-01-01T00:00"}]
    asked = [{"kind": "check-in", "channel": "email", "at": "2026-01-01T00:00"}]
    for messages in ([], asked):
        steps, _ = plan(guide, "2026-01-01T01:00+01:00", events=event, **told, sent=messages)
        assert [steps[id_]["status"] == "skipped" for id_ in ("reminder", "reminder-2")] == [True, False]


def test_one_call_for_two_steps_makes_no_room_for_a_third(guide):
    situation = {"events": [{"with": "Ana", "end": "2026-01-01T00:00"}], "answer_by": "2026-01-01"}
    asked = {"kind": "check-in", "channel": "email", "at": "2026-01-01T00:00"}
    called = {"kind": "status", "channel": "phone", "at": "2026-01-01"}
    for sent in ([asked], [asked, called]):
        steps, _ = plan(guide, "2026-01-01T01:00+01:00", **situation, sent=sent)
        assert steps["linkedin"]["status"] == "skipped"


def test_what_was_promised_without_a_day_gets_none_when_it_is_late(guide):
    promises = [{"by": "me", "what": "the reading list"}, {"by": "me", "what": "two references", "due": "2026-06-03"}]
    steps, _ = plan(guide, "2026-06-10T09:00+02:00", promises=promises)
    assert steps["promise"]["status"] == steps["promise-2"]["status"] == "late"
    assert "named no day: the reading list" in steps["promise"]["why"]
    assert "promised this by" not in steps["promise"]["why"]
    assert "promised this by Wednesday 3 June: two references" in steps["promise-2"]["why"]


def test_steps_for_promises_are_called_by_what_was_promised_cut_where_that_is_long(guide):
    promises = [{"by": "me", "what": "two references"}, {"by": "me", "what": "a very long list of\nthings " * 9}]
    steps, _ = plan(guide, "2026-06-01T12:00+02:00", promises=promises)
    assert steps["promise"]["title"] == "Your promise to Ana: two references (E-mail)"
    long = steps["promise-2"]["title"]
    assert long.startswith("Your promise to Ana: a very long list of things a very long list of things")
    assert long.endswith("… (E-mail)")
    assert len(long) < 100


def test_the_message_that_takes_in_others_names_them(guide):
    panel = [{"with": name, "end": "2026-06-01T11:00"} for name in ("Ana", "Bob")]
    steps, answer = plan(guide, "2026-06-10T10:00+02:00", events=panel)
    assert answer["today"] == ["status"]
    assert steps["status"]["why"].endswith("Put this into the same message: Thank-you to Ana and Thank-you to Bob.")
    steps, _ = plan(guide, "2026-06-10T10:00+02:00", events=panel, status="offer")
    assert "same message" not in steps["status"]["why"]


def test_the_one_question_says_so_where_they_will_be_in_touch(guide):
    steps, _ = plan(guide, "2026-06-02T10:00+02:00", promises=[{"by": "them", "what": "they will contact me"}])
    assert "They said that they will be in touch, so this is the only question" in steps["status"]["why"]


def test_questions_go_to_the_contact_whomever_a_message_is_for(guide):
    panel = [{"with": "Ana", "end": "2026-06-01T11:00", "contact": True}, {"with": "Ben", "end": "2026-06-01T11:00"}]
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", events=panel, recipient="Ben")
    assert {steps[id_]["to"] for id_ in ("check-in", "status", "call", "closing")} == {"Ana"}
    request = {"situation": {"now": "2026-06-01T15:00+02:00", **BERLIN, "events": panel, "recipient": "Ben"}}
    written = api.call(guide, "compose", {**request, "kind": "thank-you", "channel": "email"})
    assert "Ben" in written["body"].splitlines()[0]


def test_a_reply_with_an_invitation_begins_anew_with_the_next_round(guide):
    rounds = [{"with": "Ana", "end": "2026-06-01T11:00"}, {"with": "Ben", "end": "2026-06-15T11:00"}]
    steps, answer = plan(guide, "2026-06-08T15:00+02:00", events=rounds, status="replied")
    assert answer["today"] == []
    assert {id_: steps[id_]["status"] for id_ in ("thank-you", "check-in", "thank-you-2", "status", "call")} == {
        "thank-you": "skipped",
        "check-in": "skipped",
        "thank-you-2": "upcoming",
        "status": "upcoming",
        "call": "upcoming",
    }
    steps, _ = plan(guide, "2026-06-08T15:00+02:00", events=rounds, status="rejected")
    assert {step["status"] for step in steps.values()} == {"skipped"}


def test_thanks_that_are_late_have_their_day_for_themselves_while_there_is_another(guide):
    steps, answer = plan(guide, "2026-06-03T15:00+02:00")
    assert answer["today"] == ["thank-you"]
    assert (steps["thank-you"]["status"], steps["check-in"]["best"]) == ("late", "2026-06-04")
    assert "Wednesday 3 June already has a message" in steps["check-in"]["why"]
    # On the last day for the question there is none, and one message does for both.
    steps, answer = plan(guide, "2026-06-05T15:00+02:00")
    assert answer["today"] == ["thank-you", "check-in"]
    assert "put both into one message" in steps["check-in"]["why"]


@pytest.mark.parametrize(
    ("told", "ids"),
    [
        ({"answer_by": "2026-06-10"}, ["status", "call", "linkedin", "closing"]),
        ({"promises": [{"by": "them", "what": "the roster", "due": "2026-06-05"}]}, ["reminder", "closing"]),
        ({"promises": [{"by": "me", "what": "two references", "due": "2026-06-05"}]}, ["promise"]),
        ({"events": [{"with": "Ana"}], "answer_by": "2026-06-10"}, ["status", "call", "linkedin", "closing"]),
        ({"status": "withdrawing"}, ["withdrawal"]),
    ],
)
def test_what_can_be_counted_without_the_time_of_a_meeting_is_counted(guide, told, ids):
    situation = {"now": "2026-06-01T15:00+02:00", **BERLIN, **told}
    answer = api.call(guide, "schedule", {"situation": situation})
    assert [step["id"] for step in answer["steps"]] == ids
    said = "whose time you did not give" if "events" in told else "You told of no meeting"
    assert any(said in note["message"] for note in answer["notes"])
    assert api.call(guide, "calendar", {"situation": situation}).count("BEGIN:VEVENT") == len(ids)


def test_the_plan_says_where_it_ends(guide):
    def said(now, *sent):
        _, answer = plan(guide, now, sent=[{"kind": kind, "channel": by, "at": at} for kind, by, at in sent])
        return [note["message"] for note in answer["notes"] if not note["rule"]]

    asked = [
        ("check-in", "email", "2026-06-03T10:00"),
        ("status", "email", "2026-06-08T10:00"),
        ("status", "phone", "2026-06-10T10:00"),
    ]
    assert "3 questions in all are the most. After the last one stop" in said("2026-06-09T15:00+02:00", *asked[:2])[-1]
    assert "asked 3 times, and that is enough: this is the place to stop" in said("2026-06-11T15:00+02:00", *asked)[-1]
    closed = ("closing", "email", "2026-06-17T10:00")
    assert "Nothing is left to send" in said("2026-06-18T15:00+02:00", *asked, closed)[-1]
    # How things stand has words of its own.
    _, answer = plan(guide, "2026-06-18T15:00+02:00", status="withdrawn")
    assert not any("Nothing is left" in note["message"] for note in answer["notes"])


@pytest.mark.parametrize("what", ["a date for the site visit", "a day for the trial in the workshop"])
def test_the_day_of_a_next_meeting_is_their_word(guide, what):
    """Nobody asks how things stand while the day is still to come by which they wanted to name the next step."""
    steps, _ = plan(guide, "2026-06-02T15:00+02:00", promises=[{"by": "them", "what": what, "due": "2026-06-10"}])
    assert (steps["reminder"]["best"], steps["status"]["best"]) == ("2026-06-11", "2026-06-16")


def test_the_questions_that_are_enough_are_told_once_each(guide):
    """The question of an earlier round is none of this one, and two that go into one message count as it."""
    rounds = [{"with": "Ana", "end": "2026-06-01T11:00"}, {"with": "Ana", "end": "2026-06-05T11:00"}]
    steps, _ = plan(guide, "2026-06-05T15:00+02:00", events=rounds)
    assert steps["linkedin"]["why"].endswith("Monday 8 June, Friday 12 June and Tuesday 16 June.")
    told = {"answer_by": "2026-06-12", "promises": [{"by": "them", "what": "the shift plan", "due": "2026-06-09"}]}
    steps, _ = plan(guide, "2026-06-16T09:00+02:00", **told)
    assert steps["reminder"]["status"] == "skipped"
    assert "one that was missed is not replaced" in steps["linkedin"]["why"]


def test_a_reason_says_what_else_a_step_must_reckon_with(guide):
    """The clocks that change, the reader's night, another channel, a weekend of its own."""
    night = [{"with": "Ana", "end": "2026-10-24T18:00"}]
    steps, _ = plan(guide, "2026-10-24T19:00+02:00", events=night)
    assert steps["thank-you"]["closes"] == "2026-10-25T17:00+01:00"
    assert "The clocks there are changed in between" in steps["thank-you"]["why"]
    far = {"my_time_zone": "America/New_York", "channels": ["phone", "linkedin-message"], "weekend": ["Fri", "Sat"]}
    steps, _ = plan(guide, "2026-06-01T15:00+02:00", **far)
    assert "clocks there" not in steps["thank-you"]["why"]
    assert "“E-mail” is not among the ways" in steps["thank-you"]["why"]
    assert steps["call"]["best"] == "2026-06-10T14:00+02:00"
    assert steps["call"]["why"].endswith("not night where you are; your clock shows 08:00 then.")
    assert "Days off there are not counted: Friday 12 June to Saturday 13 June." in steps["call"]["why"]


def test_the_hour_that_is_explained_is_the_one_that_is_given(guide):
    """It was once that of the window: unsaid where the call moved on a day, and said of thanks that are best now."""
    singapore = {
        "now": "2026-03-19T19:05+08:00",
        "my_time_zone": "Europe/London",
        "their_time_zone": "Asia/Singapore",
        "events": [{"with": "Mei", "end": "2026-03-05T17:00"}],
        "sent": [
            {"kind": "thank-you", "channel": "email", "at": "2026-03-05T20:00+08:00"},
            {"kind": "status", "channel": "email", "at": "2026-03-16T10:00+08:00"},
        ],
    }
    call = {one["id"]: one for one in api.call(guide, "schedule", {"situation": singapore})["steps"]}["call"]
    assert call["best"] == "2026-03-20T16:00+08:00"
    assert "your clock shows 08:00 then" in call["why"]
    dublin = {
        "now": "2026-06-24T23:00+01:00",
        "my_time_zone": "Europe/Dublin",
        "events": [{"with": "Marcus", "end": "2026-06-24T17:00", "time_zone": "America/New_York"}],
    }
    thanks = api.call(guide, "schedule", {"situation": dublin})["steps"][0]
    assert thanks["best"] == "2026-06-24T23:00+01:00"
    assert "your clock shows" not in thanks["why"]


@pytest.mark.parametrize(("status", "said"), [("waiting", True), ("offer", False), ("withdrawn", False)])
def test_a_date_that_was_passed_over_is_said_only_to_those_who_wait(guide, status, said):
    situation = {
        "now": "2026-10-12T10:00+01:00",
        "their_time_zone": "Africa/Lagos",
        "events": [{"with": "Chinedu", "end": "2026-09-28T11:00"}, {"with": "Folake", "end": "2026-10-20T16:00"}],
        "answer_by": "2026-10-16",
        "status": status,
    }
    notes = " ".join(note["message"] for note in api.call(guide, "schedule", {"situation": situation})["notes"])
    assert ("lies before your latest meeting" in notes) == said


def test_where_they_want_to_be_in_touch_one_question_is_the_most(guide):
    _, answer = plan(guide, "2026-06-02T10:00+02:00", promises=[{"by": "them", "what": "they will contact me"}])
    said = [note["message"] for note in answer["notes"]]
    assert any(note.startswith("One question is the most here") for note in said)
    assert not any("3 questions in all are the most" in note for note in said)
