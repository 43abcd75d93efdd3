"""What the loader says about broken guides: the whole text, with file, line, column, what was expected and a fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.diagnostics import GuideError
from site_build.loader import load

GUIDE = """\
id: small
title: "Small: a guide"
summary: Two rules.
audience: Testers.
body: Read on.
now: "2026-06-01T12:00+02:00"
fields:
  - {id: recipient, ask: To whom?, path: recipient, example: Ana}
  - {id: detail, ask: What was said?, example: the garden}
  - {id: end, ask: When did it end?, path: "events[0].end", type: time, example: "2026-06-01T11:00"}
channels:
  - {id: email, name: E-mail, subject: true}
kinds:
  - {id: thanks, name: Thanks, purpose: To thank., layouts: [{channels: [email], body: [[hello]]}]}
tones:
  - {id: plain, name: Plain}
statuses:
  - {id: open, name: Open}
cadence: {max_messages: 3, office_opens: "09:00", office_closes: "17:00", remind_at: "09:00"}
composer: {title: Write, summary: It writes., body: More., form: [{title: Facts, fields: [recipient, detail]}]}
calculator: {title: Plan, summary: It plans., body: More., form: [{title: Time, fields: [end]}]}
parts:
  - id: hello
    does: greets
    wordings:
      - text: Hello {recipient}, thanks for {detail}.
"""

RULE = """\
id: soon
title: Soon
summary: Within {{ limit }}.
why: Because.
do:
  - Write.
avoid: []
body: Text.
checklist: []
parameters:
  limit:
    value: 24 hours
    means: how long
checks:
  - id: no-thanks
    kind: requires
    severity: warning
    any: [thank*]
    message: No thanks.
    fix: Thank them.
steps:
  - id: thanks
    kind: thanks
    channel: email
    why: Now.
    timings:
      - {after: event-end, opens: 0 hours, best: 2 hours, closes: "{{ limit }}"}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small sound guide; paths in messages are relative to its parent."""
    monkeypatch.chdir(tmp_path)
    rules = Path("rules")
    rules.mkdir()
    (rules / "guide.yml").write_text(GUIDE, "utf-8")
    (rules / "1-soon.yml").write_text(RULE, "utf-8")
    return rules


def said(folder: Path) -> str:
    with pytest.raises(GuideError) as error:
        load(folder)
    return str(error.value)


def test_the_small_guide_is_sound(folder: Path) -> None:
    guide = load(folder)
    assert guide.rules[0].summary == "Within 24 hours."
    assert str(guide.rules[0].steps[0].timings[0].closes) == "24 hours"


CASES = {
    "severity": (
        "severity: warning",
        "severity: warn",
        (
            'rules/1-soon.yml:17:15: error[unknown-severity]: expected suggestion, warning or error, got "warn"\n'
            '  fix: did you mean "warning"?'
        ),
    ),
    "unknown key": (
        "why: Because.",
        "why: Because.\nchecklst: []",
        (
            'rules/1-soon.yml:5:1: error[unknown-key]: expected a known key, got "checklst"\n'
            '  fix: did you mean "checklist"?'
        ),
    ),
    "missing key": (
        "    means: how long\n",
        "",
        (
            "rules/1-soon.yml:12:5: error[missing-key]: expected the key means, got a mapping without it\n"
            "  fix: add means: …"
        ),
    ),
    "wrong type": (
        "title: Soon",
        "title: 24",
        'rules/1-soon.yml:2:8: error[wrong-type]: expected text, got 24\n  fix: write it in quotes: "24"',
    ),
    "no is text": (
        "    channel: email\n    why: Now.",
        "    channel: email\n    optional: no\n    why: Now.",
        'rules/1-soon.yml:25:15: error[wrong-type]: expected true or false, got "no"',
    ),
    "duplicate key": (
        "why: Because.",
        "why: Because.\nwhy: Really.",
        (
            'rules/1-soon.yml:5:1: error[duplicate-key]: expected every key once, got "why" again\n'
            "  fix: it stands in line 4 already; delete or rename one"
        ),
    ),
    "variable": (
        "{{ limit }}.",
        "{{ limt }}.",
        (
            'rules/1-soon.yml:3:10: error[unknown-variable]: expected the name of a parameter, got "limt"\n'
            '  fix: did you mean "limit"?'
        ),
    ),
    "variable of a rule": (
        "{{ limit }}.",
        "{{ soon.limits }}.",
        (
            'rules/1-soon.yml:3:10: error[unknown-variable]: expected the name of a parameter, got "soon.limits"\n'
            '  fix: did you mean "soon.limit"?'
        ),
    ),
    "broken template": (
        "{{ limit }}.",
        "{{ limit }.",
        (
            "rules/1-soon.yml:3:10: error[bad-template]: expected a template, got unexpected '}'\n"
            "  fix: write single braces, or {% raw %} … {% endraw %} around braces that are text"
        ),
    ),
    "channel": (
        "    channel: email",
        "    channel: emial",
        (
            'rules/1-soon.yml:24:14: error[unknown-channel]: expected the id of a channel, got "emial"\n'
            '  fix: did you mean "email"?'
        ),
    ),
    "contradiction": (
        "best: 2 hours",
        "best: 48 hours",
        (
            "rules/1-soon.yml:27:68: error[contradiction]: expected a window that opens before its best moment "
            'and closes after it, got "24 hours"'
        ),
    ),
    "pattern": (
        "[thank*]",
        '["(thank"]',
        (
            "rules/1-soon.yml:18:11: error[wrong-value]: expected words, with (a|b) for alternatives, (a|b)? for what "
            'may be missing, word* for any ending, ... for a gap, got "(thank"'
        ),
    ),
    "tab": (
        "checklist: []",
        "checklist:\n\t- Line",
        "rules/1-soon.yml:10:1: error[syntax]: expected spaces, got a tab\n  fix: indent with spaces",
    ),
    "colon": (
        "title: Soon",
        "title: Soon: now",
        (
            "rules/1-soon.yml:2:12: error[syntax]: expected one `key: value` a line, got a second colon\n"
            "  fix: put text with a colon in quotes"
        ),
    ),
    "braces": (
        "summary: Within {{ limit }}.",
        "summary: {{ limit }}",
        (
            "rules/1-soon.yml:3:11: error[bad-key]: expected a word as key, got a mapping\n"
            '  fix: put the text in quotes: "{{ … }}"'
        ),
    ),
    "alias": (
        "avoid: []",
        "avoid: *others",
        "rules/1-soon.yml:7:8: error[alias]: expected the text itself, got the alias *others\n  fix: write it out",
    ),
    "anchor": (
        "avoid: []",
        "avoid: &others []",
        "rules/1-soon.yml:7:8: error[anchor]: expected no anchors, got &others\n  fix: delete it",
    ),
    "tag": (
        "title: Soon",
        "title: !!python/name:os.system Soon",
        (
            "rules/1-soon.yml:2:8: error[tag]: expected no tags, got the tag tag:yaml.org,2002:python/name:os.system\n"
            "  fix: delete it, or put the text in quotes"
        ),
    ),
    "two documents": (
        "why: Because.",
        "why: Because.\n---\nid: other",
        (
            "rules/1-soon.yml:5:1: error[syntax]: expected one document, got a second one after ---\n"
            "  fix: delete the --- line"
        ),
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=list(CASES))
def test_one_fault_in_a_rule(folder: Path, old: str, new: str, expected: str) -> None:
    assert RULE.count(old) == 1
    (folder / "1-soon.yml").write_text(RULE.replace(old, new), "utf-8")
    assert said(folder) == expected


IN_THE_GUIDE = {
    "slot": (
        "{detail}.",
        "{detial}.",
        (
            'rules/guide.yml:26:15: error[unknown-slot]: expected a known slot, got "{detial}"\n'
            '  fix: did you mean "detail"?'
        ),
    ),
    "part": (
        "body: [[hello]]",
        "body: [[helo]]",
        (
            'rules/guide.yml:14:90: error[unknown-part]: expected the id of a part, got "helo"\n'
            '  fix: did you mean "hello"?'
        ),
    ),
    "field": (
        "fields: [end]",
        "fields: [ends]",
        (
            'rules/guide.yml:21:90: error[unknown-field]: expected the id of a field, got "ends"\n'
            '  fix: did you mean "end"?'
        ),
    ),
    "path": (
        "path: recipient",
        "path: recipent",
        (
            'rules/guide.yml:8:42: error[unknown-path]: expected a path into the situation, got "recipent"\n'
            '  fix: did you mean "recipient"?'
        ),
    ),
    "language": (
        "now: ",
        "language: xx\nnow: ",
        (
            'rules/guide.yml:6:11: error[unknown-language]: expected a language with labels: en, got "xx"\n'
            "  fix: give all labels in site_build/language/xx.yml"
        ),
    ),
    "worked example": (
        'example: "2026-06-01T11:00"',
        "example: at eleven",
        (
            'rules/guide.yml:10:82: error[wrong-value]: expected a time such as "2026-06-01T11:00" or a day such as '
            '"2026-06-01", got "at eleven"'
        ),
    ),
    "id": (
        "id: plain",
        "id: Plain Words",
        (
            "rules/guide.yml:16:10: error[bad-id]: expected an id of small letters, digits and hyphens, got "
            '"Plain Words"\n'
            "  fix: name it like promises or generic-opening"
        ),
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), IN_THE_GUIDE.values(), ids=list(IN_THE_GUIDE))
def test_one_fault_in_the_guide(folder: Path, old: str, new: str, expected: str) -> None:
    assert GUIDE.count(old) == 1
    (folder / "guide.yml").write_text(GUIDE.replace(old, new), "utf-8")
    assert said(folder) == expected


def test_all_problems_of_all_files_come_in_one_run(folder: Path) -> None:
    (folder / "guide.yml").write_text(GUIDE.replace("body: [[hello]]", "body: [[helo]]"), "utf-8")
    (folder / "1-soon.yml").write_text(
        RULE.replace("why: Because.\n", "").replace("kind: thanks", "kind: thank"), "utf-8"
    )
    assert said(folder) == (
        "rules/1-soon.yml:1:1: error[missing-key]: expected the key why, got a mapping without it\n"
        "  fix: add why: …\n"
        'rules/1-soon.yml:22:11: error[unknown-kind]: expected the id of a kind, got "thank"\n'
        '  fix: did you mean "thanks"?\n'
        'rules/guide.yml:14:90: error[unknown-part]: expected the id of a part, got "helo"\n'
        '  fix: did you mean "hello"?'
    )


def test_a_file_that_cannot_be_read_is_the_only_one_blamed(folder: Path) -> None:
    (folder / "2-other.yml").write_text(RULE.replace("id: soon", "id: other").replace("limit }}.", "soon.limit }}."))
    (folder / "1-soon.yml").write_text("id: [", "utf-8")
    assert [line.split(":")[0] for line in said(folder).splitlines() if not line.startswith(" ")] == [
        "rules/1-soon.yml"
    ]


def test_an_id_twice(folder: Path) -> None:
    (folder / "2-again.yml").write_text(RULE, "utf-8")
    assert 'rules/2-again.yml:1:5: error[duplicate-id]: expected every rule id once, got "soon" again' in said(folder)


@pytest.mark.parametrize(
    ("name", "code"), [("soon.yml", "file-name"), ("1-late.yml", "duplicate-number"), ("2-Late.yml", "file-name")]
)
def test_names_of_files(folder: Path, name: str, code: str) -> None:
    (folder / name).write_text(RULE.replace("soon", "late"), "utf-8")
    assert f"error[{code}]" in said(folder)


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"- 1", b"\xef\xbb\xbf", b"a: \x00", b"[" * 5000, b"? " * 3000, b"a" * 600_000, b"{" * 90]
)
def test_no_bytes_cause_a_traceback(folder: Path, raw: bytes) -> None:
    (folder / "1-soon.yml").write_bytes(raw)
    assert "rules/1-soon.yml:" in said(folder)


def test_bom_and_crlf_are_fine(folder: Path) -> None:
    (folder / "1-soon.yml").write_bytes(b"\xef\xbb\xbf" + RULE.replace("\n", "\r\n").encode())
    assert load(folder).rules[0].id == "soon"


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "error[missing-file]: expected a file guide.yml, got none" in said(tmp_path)
