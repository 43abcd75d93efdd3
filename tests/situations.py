"""Random situations for property tests: rounds and panels, promises, closures, messages sent, every status."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "UTC",
]
NOW = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
WEEKENDS = [["Sat", "Sun"], ["Fri", "Sat"], ["Sun"], []]
NAMES = ["Ana", "Ben", "Chidi"]
WHAT = ["two references", "an answer", "contact you", "the shift plan"]


def day_near(now, low, high):
    return st.integers(low, high).map(lambda days: (now + timedelta(days=days)).date().isoformat())


def time_near(now, low, high):
    return st.integers(low * 24, high * 24).map(lambda hours: f"{now + timedelta(hours=hours):%Y-%m-%dT%H:%M}")


@st.composite
def events(draw, now):
    """Return one to four events: with an end, only a start or only a day; panels and rounds, past and to come."""
    told = []
    for name in draw(st.lists(st.sampled_from([*NAMES, ""]), min_size=1, max_size=4)):
        key = draw(st.sampled_from(["end", "end", "start"]))
        at = draw(st.one_of(time_near(now, -40, 10), day_near(now, -40, 10)))
        told.append({"with": name, key: at, "contact": draw(st.booleans())})
    return told


@st.composite
def sent(draw, now, guide_kinds=("thank-you", "check-in", "status", "reminder", "promise", "closing")):
    """Return a message that was sent, before the event or after it, on any channel."""
    message = {
        "kind": draw(st.sampled_from(guide_kinds)),
        "channel": draw(st.sampled_from(["email", "email", "phone", "voicemail", "linkedin-message", "linkedin-note"])),
        "at": draw(st.one_of(time_near(now, -40, 0), day_near(now, -40, 0))),
    }
    return message | draw(st.fixed_dictionaries({}, optional={"to": st.sampled_from(NAMES)}))


@st.composite
def situations(draw):
    now = draw(NOW)
    situation = {
        "now": now.isoformat(timespec="minutes"),
        "my_time_zone": draw(st.sampled_from(ZONES)),
        "their_time_zone": draw(st.sampled_from(ZONES)),
        "weekend": draw(st.sampled_from(WEEKENDS)),
        "holidays": draw(st.lists(day_near(now, -10, 30), max_size=4)),
        "events": draw(events(now)),
        "promises": draw(
            st.lists(
                st.fixed_dictionaries(
                    {"by": st.sampled_from(["me", "them"]), "what": st.sampled_from(WHAT)},
                    optional={"due": st.one_of(day_near(now, -20, 20), time_near(now, -20, 20)), "done": st.booleans()},
                ),
                max_size=3,
            )
        ),
        "sent": draw(st.lists(sent(now), max_size=5)),
        "status": draw(st.sampled_from(["waiting"] * 6 + ["replied", "on-hold", "offer", "rejected", "withdrawing"])),
    }
    if draw(st.booleans()):
        situation["answer_by"] = draw(st.one_of(day_near(now, -20, 20), time_near(now, -20, 20)))
    if draw(st.booleans()):
        channels = [["email"], ["email", "phone"], ["linkedin-message"], ["phone"], ["phone", "linkedin-message"], []]
        situation["channels"] = draw(st.sampled_from(channels))
    if draw(st.booleans()):
        first = draw(st.integers(-10, 20))
        days = [(now + timedelta(days=first + more)).date().isoformat() for more in (0, draw(st.integers(0, 25)))]
        situation["closed"] = [{"from": days[0], "to": days[1]}]
    return situation
