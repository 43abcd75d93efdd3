"""The view of the composer: a message made from the form, or what the rules say about the reader's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from widgets import journey
from widgets.mail import draft
from widgets.people import asked_for, chosen, letters, people, texts

if TYPE_CHECKING:
    from widgets.engine.model import Guide
    from widgets.widget import Answer, Widget


def composer(widget: Widget) -> Answer:
    """Return a message made from the form, or what the rules say about the reader's own."""
    guide, told = widget.guide, widget.filled.request
    edited = bool(widget.request.get("edited"))
    example = not widget.filled.told and not edited
    options = choices(guide, told)
    situation = widget.situation(example=example)
    found = people(widget.filled)
    person = chosen(found, told.get("to", ""))
    widget.need(situation)
    bodies = texts(guide, widget.filled, situation, options)
    others = [{"to": one.name, "body": bodies[one.key]} for one in found if bodies and one != person]
    asked = {**options, "situation": situation}
    if person and (others or "recipient" not in situation):
        asked = asked_for(person, found, situation, options)
    more = {"situation": asked["situation"], "others": others, "ignored": told.get("ignored", [])}
    missing: list[dict[str, str]] = []
    if edited:
        own = {"subject": "", "body": "", **told["message"], "kind": options["kind"], "channel": options["channel"]}
        subject, body = own["subject"], own["body"]
        check = widget.call("check", message=own, **more)
    else:
        made = widget.call("compose", **(asked | more))
        subject, body, check, missing = made["subject"], made["body"], made["check"], made["missing"]
    lead = "composer_example" if example else "composer_edited" if edited else "composer_own"
    has_subject = guide.channel(options["channel"]).subject
    if person and bodies:
        bodies[person.key] = body
    return {
        "example": example,
        "fields": {
            "message.subject": subject if has_subject else None,
            "message.body": body,
            # A part without a control: all messages beside each other.
            "beside": "" if bodies else None,
        },
        "choices": {"channel": guide.kind(options["kind"]).written_on},
        "ticks": widget.ticks(),
        "html": {
            "lead": widget.render("lead", text=widget.t[lead]),
            "people": widget.render("people", people=found, person=person),
            "count": widget.render("count", stats=check["stats"]),
            "check": widget.render("check", check=check),
            "missing": widget.render("missing", missing=[] if example else with_targets(guide, missing)),
            "beside": widget.render("beside", letters=letters(found, bodies) if bodies else []),
            "next": journey.following(widget, asked["situation"], options, example=example),
        },
        "files": {} if example else message_files(options["kind"], subject if has_subject else "", body),
        "status": widget.t[f"overall_{check['overall']}"],
    }


def choices(guide: Guide, told: dict[str, Any]) -> dict[str, Any]:
    """Return kind, channel, tone and wording as chosen; what is not offered gives way to the first that is."""

    def choose(name: str, ids: list[str]) -> str:
        return told[name] if told.get(name) in ids else ids[0]

    kind = choose("kind", [kind.id for kind in guide.kinds if kind.layouts])
    return {
        "kind": kind,
        "channel": choose("channel", guide.kind(kind).written_on),
        "tone": choose("tone", [tone.id for tone in guide.tones]),
        "wording": told.get("wording", 0),
    }


def message_files(kind: str, subject: str, body: str) -> Answer:
    """Return the message as a text file, and where it has a subject as a draft for mail programs."""
    text = f"{subject}\n\n{body}" if subject else body
    files = {"message": {"name": f"{kind}.txt", "type": "text/plain", "text": f"{text.rstrip()}\n"}}
    if subject:
        files["draft"] = {"name": f"{kind}.eml", "type": "message/rfc822", "text": draft(subject, body)}
    return files


def with_targets(guide: Guide, missing: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return missing facts, each with the id of its control where the form has one."""
    groups = guide.composer.form
    ids = {id_: f"ft-composer-{id_}" + ("-0" if group.repeat else "") for group in groups for id_ in group.fields}
    return [{**fact, "target": ids.get(fact["field"], "")} for fact in missing]
