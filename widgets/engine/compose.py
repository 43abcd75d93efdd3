"""Writing a message from the parts that the rules declare, each said only when the reader gave its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widgets.engine.facts import SLOT, facts, fill
from widgets.engine.windows import windows_for

if TYPE_CHECKING:
    from widgets.engine.contract import ComposeRequest
    from widgets.engine.model import Guide, Part, Wording


@dataclass(frozen=True)
class Draft:
    """A composed message: its two parts, and the fields, not yet given, that it could use."""

    subject: str
    body: str
    missing: tuple[str, ...]


def slots(wording: Wording) -> set[str]:
    """Return the facts that a wording needs."""
    return set(SLOT.findall(wording.text))


def compose(guide: Guide, request: ComposeRequest) -> Draft:
    """Return a message of the kind, on the channel and in the tone that are asked for; same request, same words.

    Raises ValueError where the guide has no layout for that kind on that channel.
    """
    layout = guide.kind(request.kind).layout(request.channel)
    if layout is None:
        raise ValueError(f"{request.kind} is not written on {request.channel}")
    known = facts(guide, request.situation)
    tone = request.tone or guide.tones[0].id
    late = is_late(guide, request)
    used: list[str] = []

    def say(part_id: str) -> str:
        used.append(part_id)
        wording = choose(guide.all_parts[part_id], known, tone, late=late, turn=request.wording)
        return fill(wording.text, inline(guide, wording, known)) if wording else ""

    paragraphs = [[text for part in paragraph if (text := say(part))] for paragraph in layout.body]
    body = "\n\n".join(" ".join(texts) for texts in paragraphs if texts)
    wanted_subject = layout.subject if guide.channel(request.channel).subject else ()
    subject = next((text for part in wanted_subject if (text := say(part))), "")
    wanted = {slot for part in used for wording in guide.all_parts[part].wordings for slot in slots(wording)}
    missing = [field for field in guide.fields if field.id in wanted and field.id not in known]
    missing.sort(key=lambda field: field.optional)
    return Draft(subject, body, tuple(field.id for field in missing))


def is_late(guide: Guide, request: ComposeRequest) -> bool:
    """Return whether the message would go out after the windows of its kind that have opened are all closed again."""
    now = request.situation.now.at
    opened = [one for one in windows_for(guide, request.situation, request.kind) if one.opens <= now and not one.done]
    return bool(opened) and all(now > one.closes for one in opened)


def choose(part: Part, known: dict[str, str], tone: str, *, late: bool, turn: int) -> Wording | None:
    """Return the wording to use, or None where none can be said.

    Of those that suit the tone and the time and whose facts are all known, the ones that use most facts are left;
    `turn` steps through these.
    """
    usable = [
        wording
        for wording in part.wordings
        if (not wording.tones or tone in wording.tones)
        and wording.late in (None, late)
        and slots(wording) <= known.keys()
    ]
    if not usable:
        return None
    most = max(len(slots(wording)) for wording in usable)
    best = [wording for wording in usable if len(slots(wording)) == most]
    return best[turn % len(best)]


def inline(guide: Guide, wording: Wording, known: dict[str, str]) -> dict[str, object]:
    """Return the facts as they stand in that wording: inside a sentence an ordinary first word loses its capital."""
    starts = {match[1] for match in SLOT.finditer(wording.text) if starts_sentence(wording.text[: match.start()])}
    return {id_: text if id_ in starts else lower_first(guide, text) for id_, text in known.items()}


def starts_sentence(before: str) -> bool:
    """Return whether what follows that text is the start of a sentence."""
    return not before.strip() or before.rstrip()[-1] in ".!?:"


def lower_first(guide: Guide, text: str) -> str:
    """Return a text whose first word, if it is one of the guide's ordinary words, is in lower case."""
    first, space, rest = text.partition(" ")
    return first.lower() + space + rest if first in guide.lowercase else text
