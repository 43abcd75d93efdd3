"""Situations to compose messages for: notes as people write them, names of all sorts, and a time for each kind."""

from __future__ import annotations

from typing import Any

Situation = dict[str, Any]

NAMES = [
    "Ms Ferreira",
    "Priya",
    "Dr. Müller",
    "Siobhán O'Brien",
    "李雷",
    "محمد علي",
    "Ana and Tom",
    "van der Berg",
    "Ng",
]
PLACES = [
    "Lindenhof Hospital",
    "Acme Inc.",
    "the Red Cross",
    "studio.io",
    "Best Buy",
    "Hafner & Sons",
    "株式会社さくら",
]
JOBS = [
    "staff nurse",
    "the Staff Nurse position",
    "1st year teacher",
    "apprenticeship as a plumber",
    "early-shift baker",
    "nurse on the children's ward",
    "Head of Marketing",
    "SRE",
]
MINE = ["Amina Diallo", "Tomasz Nowak Jr.", "Bjørn van der Berg", "Grace Will", "王芳"]

NOTES = {
    "detail": [
        "how the night team hands over at the bedside",
        "We laughed about the broken lift",
        "that you train apprentices in-house",
        "about the new kiln",
        "the team's move to event-driven design",
        "Your story about the flooded basement",
        "showed me around the workshop",
        "seeing the children feed the hens",
        "the team pairs on Fridays",
        "Kubernetes",
        "her first patient",
        "  NEW KILN.  ",
        "We met the crew. They were kind!",
        "Why do you rotate the menus?",
    ],
    "learned": [
        "every new nurse has a mentor for the first six months",
        "the new handover tool",
        "You are opening a second clinic in May",
        "the team ships every Friday",
        "they train every driver themselves",
        "how the tips are shared",
        "Half the crew started as apprentices",
        "four-day week in summer",
        "your bakery supplies two schools",
    ],
    "need": [
        "someone who can keep young patients calm",
        "You need someone who can lift 25 kg",
        "reliable weekend cover",
        "patience with beginners",
        "to be on site at six",
        "can handle rush hour alone",
        "team player",
        "the ward is short of night staff",
    ],
    "qualification": [
        "six years on busy wards, three of them with children",
        "I ran a night ward for five years",
        "running a 12-bed ward",
        "6 years of Java",
        "Fluent Spanish and a forklift licence",
        "led a team of six",
        "PMP certified",
        "forklift licence",
        "native speaker of Spanish",
        "Java, Kotlin, and a lot of Postgres",
    ],
    "concern": [
        "my experience with the new records system",
        "I have no forklift licence",
        "no management experience",
        "whether I could start early",
        "They worried that I lack SQL",
        "gap in my CV",
        "being overqualified",
        "that I have never worked in retail",
    ],
    "answer": [
        "I have booked the two-day course for the end of June",
        "I finished a course in May",
        "a course in May",
        "Yes, I can move in July",
        "four weeks",
        "moving closer in August",
        "a friend drives the same way",
    ],
    "personal": [
        "your team enjoys the summer party on Saturday",
        "Good luck with the marathon",
        "the marathon on Sunday",
        "we both grew up in Porto",
        "she is running the Berlin marathon",
        "you are expecting your first grandchild",
        "new baby",
        "our shared love of crosswords",
    ],
    "my_phone": ["030 555 0134"],
    "promise_news": ["I can start on 1 July", "1 July", "The second one follows on Monday"],
}
MY_PROMISES = [
    "two references",
    "send two references and a work sample",
    "let you know my start date",
    "I will send them my portfolio by Friday",
    "read the handbook",
    "vaccination certificate",
]
THEIR_PROMISES = [
    "the sample shift plan",
    "an answer about the shifts",
    "get back to me by Friday",
    "they will call me next week",
    "feedback on my test task",
]
EVENT = {"start": "2026-06-01T10:00", "end": "2026-06-01T11:00"}
# A moment at which each kind is neither too soon nor too late.
NOW = {
    "thank-you": "2026-06-01T17:00+02:00",
    "check-in": "2026-06-04T10:00+02:00",
    "status": "2026-06-16T10:00+02:00",
    "promise": "2026-06-05T10:00+02:00",
    "reminder": "2026-06-16T10:00+02:00",
    "closing": "2026-07-06T10:00+02:00",
}


def full(kind: str, **more: Any) -> Situation:
    """Return a situation in which that kind of message is due, with every fact that it could use."""
    return {
        "now": NOW[kind],
        "my_time_zone": "Europe/Berlin",
        "their_time_zone": "Europe/Berlin",
        "recipient": NAMES[0],
        "organization": PLACES[0],
        "topic": JOBS[0],
        "my_name": MINE[0],
        "events": [{**EVENT, "with": NAMES[0]}],
        "notes": {id_: notes[0] for id_, notes in NOTES.items() if id_ != "promise_news"},
        "promises": {
            "promise": [{"by": "me", "what": MY_PROMISES[0], "due": "2026-06-05"}],
            "reminder": [{"by": "them", "what": THEIR_PROMISES[0], "due": "2026-06-08"}],
        }.get(kind, []),
        **more,
    }
