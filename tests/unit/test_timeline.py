"""The picture of a plan stays in its box, in the order of the list, and nothing in it lies on anything else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.situations import situations
from widgets.engine import api
from widgets.engine.facts import cut
from widgets.engine.problems import InvalidError
from widgets.timeline import BAR, DOWN, HEAD, LONGEST, ROW, picture

INTERVIEW = [{"with": "Ana", "end": "2026-06-01T11:00"}]


def drawn(guide, **told):
    situation = {"now": "2026-06-02T09:00+02:00", "their_time_zone": "Europe/Berlin", "events": INTERVIEW, **told}
    schedule = api.planned_steps(guide, {"situation": situation})
    return schedule, picture(guide, schedule)


def across(picture, day):
    """Return where a day begins, reckoned by hand."""
    days = (picture.last - picture.first).days + 1
    return 2 + 96 * (day - picture.first).days / days


@settings(max_examples=150, deadline=None)
@given(situation=situations())
def test_all_of_it_is_in_the_box_and_nothing_overlaps(guide, situation):
    try:
        schedule = api.planned_steps(guide, {"situation": situation})
    except InvalidError:
        return
    made = picture(guide, schedule)
    shown = [plan for plan in schedule.steps if plan.status != "skipped"]
    if made is None:
        assert shown == []
        return
    assert [row.status for row in made.rows] == [plan.status for plan in shown]
    assert made.height == HEAD + ROW * len(shown)
    for row in made.rows:
        assert row.bar.left >= 0
        assert row.bar.right <= 100
        assert row.bar.width > 0
        assert len(row.words) <= LONGEST
        assert row.best is None or 0 <= row.best <= 100
        assert made.head <= row.top
        assert row.top + DOWN + BAR <= made.height
    assert all(one.top + ROW == other.top for one, other in pairwise(made.rows))
    assert all(one.right < other.left for one, other in pairwise(made.off))
    assert all(other.at - one.at > 29.9 for one, other in pairwise(made.dates))
    assert all(mark.anchor != "start" or mark.at < 90 for mark in made.dates)
    assert 0 <= made.today.at <= 100


def test_a_bar_goes_from_the_first_to_the_end_of_the_last_day(guide):
    schedule, made = drawn(guide)
    plan, row = next(
        (plan, row) for plan, row in zip(schedule.steps, made.rows, strict=False) if plan.window.unit == "day"
    )
    zone = schedule.planner.zone
    opens, closes = (moment.astimezone(zone).date() for moment in (plan.opens, plan.closes))
    assert row.bar.left == pytest.approx(across(made, opens), abs=0.1)
    assert row.bar.right == pytest.approx(across(made, type(closes).fromordinal(closes.toordinal() + 1)), abs=0.1)
    assert row.bar.left <= row.best <= row.bar.right


def test_days_off_are_shaded_weekends_and_closed_days_as_one(guide):
    _, plain = drawn(guide)
    day = 96 / ((plain.last - plain.first).days + 1)
    assert plain.off[0].width == pytest.approx(2 * day, abs=0.1)
    _, closed = drawn(guide, closed=[{"from": "2026-06-08", "to": "2026-06-09"}])
    day = 96 / ((closed.last - closed.first).days + 1)
    assert closed.off[0].width == pytest.approx(4 * day, abs=0.1)


def test_what_is_done_has_no_best_moment_any_more(guide):
    sent = [{"kind": "thank-you", "channel": "email", "at": "2026-06-01T17:00", "to": "Ana"}]
    _, made = drawn(guide, sent=sent)
    assert (made.rows[0].status, made.rows[0].best) == ("done", None)
    assert all(row.best is not None for row in made.rows[1:])


def test_words_that_are_too_long_are_cut_at_a_space():
    assert cut("Anything that is said in far too many words", LONGEST) == "Anything that is said in far too many\u2026"
    assert len(cut("x" * 80, LONGEST)) == LONGEST
