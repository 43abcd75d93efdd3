"""What PyYAML finds wrong with a file, in words for people: where to edit, what is there, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from site_build.loading.yaml_broken import Broken

LONGEST_KEY = 1000
KEY_LINE = re.compile(r"\s*(- +)?[\w-]+:(\s|$)|\s*- ")
OPENING = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
ENDS = {yaml.FlowSequenceStartToken: "]", yaml.FlowMappingStartToken: "}"}
QUOTES = "put the whole text in quotes"


class Fault(NamedTuple):
    """One thing that is wrong; line and column count from 0, as PyYAML counts them."""

    line: int
    column: int
    expected: str
    got: str
    fix: str


def explain(broken: Broken) -> Fault:
    """Return what is wrong with a text, as the first of the explanations that fits."""
    for explanation in EXPLANATIONS:
        if found := explanation(broken):
            return found
    fix = f"{QUOTES} if it holds brackets, colons or hashes"
    return Fault(broken.line, broken.column, "valid YAML", broken.said, fix)


def unclosed_quote(broken: Broken) -> Fault | None:
    """Explain a text in quotes that swallowed the lines after it."""
    expected, fix = "a closing quote", "close the quotes where the text ends"
    if "quoted scalar" in broken.context and "end of stream" in broken.said:
        return Fault(*broken.start, expected, "none up to the end of the file", fix)
    for token in broken.tokens[-2:]:
        first, last = token.start_mark, token.end_mark
        quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
        swallowed = broken.lines[first.line + 1 : last.line + 1]
        if quoted and last.line >= broken.line - 1 and any(KEY_LINE.match(line) for line in swallowed):
            return Fault(first.line, first.column, expected, f"text that goes on to line {last.line + 1}", fix)
    return None


def unclosed_bracket(broken: Broken) -> Fault | None:
    """Explain a list or mapping in brackets that swallowed the lines after it."""
    still_open: list[yaml.Token] = []
    for token in broken.tokens:
        if isinstance(token, OPENING):
            still_open.append(token)
        elif isinstance(token, CLOSING) and still_open:
            still_open.pop()
    if not still_open:
        return None
    mark, end = still_open[-1].start_mark, ENDS[type(still_open[-1])]
    indent = len(broken.text_of(mark.line)) - len(broken.text_of(mark.line).lstrip())
    for number in range(mark.line + 1, min(broken.line, len(broken.lines) - 1) + 1):
        line = broken.lines[number]
        if KEY_LINE.match(line) and len(line) - len(line.lstrip()) <= indent:
            return Fault(mark.line, mark.column, f"a closing {end}", f"none before line {number + 1}", f"add the {end}")
    if broken.line >= len(broken.lines) - 1 and not broken.there:
        return Fault(mark.line, mark.column, f"a closing {end}", "none up to the end of the file", f"add the {end}")
    if "',' or" in broken.said:
        got = broken.there if broken.there and broken.there in "]}:" else "more text"
        fix = "put text that holds brackets, commas or colons in quotes"
        return Fault(broken.line, broken.column, f"a comma or {end}", got, fix)
    return None


def tab(broken: Broken) -> Fault | None:
    """Explain a tab where the indentation is."""
    indent = re.match(r"[ \t]*", broken.text_of(broken.line))[0]  # type: ignore[index]  # nothing matches too
    if broken.there != "\t" and "\t" not in indent:
        return None
    column = broken.column if broken.there == "\t" else indent.index("\t")
    return Fault(broken.line, column, "spaces", "a tab", "indent with spaces")


def second_colon(broken: Broken) -> Fault | None:
    """Explain a colon where none may stand: in a text, after a line without one, or in a line too far to the right."""
    if "mapping values are not allowed" not in broken.said:
        return None
    line = broken.text_of(broken.line)
    before = line[: broken.column]
    if len(before) > LONGEST_KEY:
        return Fault(broken.line, 0, f"a key of at most {LONGEST_KEY} characters", "a longer one", "shorten it")
    text = broken.tokens[-1] if broken.tokens else None
    above = broken.tokens[-2] if len(broken.tokens) > 1 else None
    if isinstance(text, yaml.ScalarToken) and text.start_mark.line < broken.line and ": " not in before:
        if isinstance(above, yaml.ValueToken | yaml.BlockEntryToken):
            indent = len(line) - len(line.lstrip())
            fix = "line it up with the key that it belongs beside; if it goes on with the text above, put all in quotes"
            got = f"the key {before.strip()} further to the right"
            return Fault(broken.line, indent, "a key below the one before it", got, fix)
        return _no_colon(broken, text.start_mark.line, text.start_mark.column)
    if isinstance(text, yaml.ScalarToken) and text.style in ("'", '"'):
        return Fault(broken.line, broken.column, "nothing after the closing quote", "a colon", QUOTES)
    return Fault(
        broken.line, broken.column, "one `key: value` a line", "a second colon", "put text with a colon in quotes"
    )


def no_colon(broken: Broken) -> Fault | None:
    """Explain a line that is neither a key with a value nor an item of a list."""
    return _no_colon(broken, *broken.start) if "could not find expected ':'" in broken.said else None


def _no_colon(broken: Broken, line: int, column: int) -> Fault:
    text = broken.text_of(line)[column:]
    expected = "`key: value`"
    if "\u00a0" in broken.text_of(line):
        return Fault(line, column, "ordinary spaces", "a no-break space", "type the spaces of this line anew")
    if re.match(r"-\S", text):
        return Fault(line, column, "a space after the hyphen", "none", "write `- ` before each item")
    if joined := re.match(r"([\w-]+):\S", text):
        return Fault(line, column, "a space after the colon", "none", f"write `{joined[1]}: ` with a space")
    fix = "add the colon; if the line goes on with the text above, indent it further than the key"
    return Fault(line, column, expected, "a line without a colon", fix)


def text_after(broken: Broken) -> Fault | None:
    """Explain more text after a closing quote or bracket."""
    last = broken.tokens[-1] if broken.tokens else None
    if last is None or last.end_mark.line != broken.line or not broken.block_ends:
        return None
    if isinstance(last, yaml.ScalarToken) and last.style in ("'", '"'):
        other = "single" if last.style == '"' else "double"
        fix = f"{QUOTES}; around text that holds such quotes write {other} ones"
        return Fault(broken.line, broken.column, "nothing after the closing quote", "more text", fix)
    if broken.there and broken.there in "]}":
        return Fault(broken.line, broken.column, "no bracket here", f"a {broken.there} too many", "delete it")
    if isinstance(last, CLOSING):
        mark = _opening(broken.tokens).start_mark
        return Fault(mark.line, mark.column, "text", at_its_start(broken.text_of(mark.line)[mark.column]), QUOTES)
    return None


def _opening(tokens: list[yaml.Token]) -> yaml.Token:
    """Return the bracket that the last token closes."""
    depth = 0
    for token in reversed(tokens):
        depth += isinstance(token, CLOSING) - isinstance(token, OPENING)
        if depth == 0:
            return token
    return tokens[-1]


def indentation(broken: Broken) -> Fault | None:
    """Explain a line that stands too far to the left or to the right."""
    if not broken.block_ends:
        return None
    last = broken.tokens[-1] if broken.tokens else None
    line = broken.text_of(broken.line)
    if line.lstrip().startswith(":"):
        return Fault(broken.line, broken.column, "a key before the colon", "none", "add the key")
    if isinstance(last, yaml.ScalarToken) and last.style in ("|", ">"):
        fix = f"indent every line of the text after {last.style} by at least as much as its first"
        return Fault(broken.line, broken.column, "a line of the text above, or a key", "a line between the two", fix)
    if "collection" in broken.context and not line.lstrip().startswith("-"):
        fix = "begin it with a hyphen and a space, or indent it like the item that it belongs to"
        return Fault(broken.line, broken.column, "an item of the list above", "a line without a hyphen", fix)
    if line.lstrip().startswith("-") and line.find("-") == broken.start[1]:
        fix = "put a key with a colon above the list, or delete the hyphen"
        return Fault(broken.line, broken.column, "a key", "an item of a list", fix)
    got = f"one that begins in column {broken.column + 1}"
    return Fault(
        broken.line,
        broken.column,
        "a line that begins where one above it does",
        got,
        "line it up with what it belongs beside",
    )


def first_character(broken: Broken) -> Fault | None:
    """Explain a text that begins with a mark that means something in YAML."""
    mark = broken.there if "cannot start any token" in broken.said else ""
    place = (broken.line, broken.column)
    if not mark and "alias" in broken.context:
        mark, place = "*", broken.start
    elif not mark and "anchor" in broken.context:
        mark, place = "&", broken.start
    elif not mark and "tag" in broken.context:
        mark, place = "!", broken.start
    elif not mark and "mapping keys are not allowed" in broken.said:
        mark = "?"
    if not mark:
        return None
    return Fault(*place, "text", at_its_start(mark), "put the text in quotes")


def at_its_start(mark: str) -> str:
    """Return the words for a mark with which a text begins."""
    return f"{'an' if mark in '&@!' else 'a'} {mark} at its start"


def block_header(broken: Broken) -> Fault | None:
    """Explain text in the line of a `|` or `>`."""
    if "block scalar" not in broken.context:
        return None
    sign = broken.text_of(broken.start[0])[broken.start[1] : broken.start[1] + 1]
    fix = f"begin the text in the line below; text that begins with {sign} itself goes in quotes"
    return Fault(*broken.start, f"nothing after {sign}", "more text in its line", fix)


def escape(broken: Broken) -> Fault | None:
    """Explain a backslash in double quotes."""
    if "escape" not in broken.said and "hexadecimal" not in broken.said:
        return None
    column = max(broken.text_of(broken.line).rfind("\\", 0, broken.column + 1), 0)
    return Fault(broken.line, column, "no backslash", "one in double quotes", "use single quotes")


def documents(broken: Broken) -> Fault | None:
    """Explain a line that begins or ends a document, or is a directive."""
    if "document start" not in broken.said and "directive" not in broken.said:
        return None
    for number, line in enumerate(broken.lines):
        if line.startswith("%"):
            return Fault(number, 0, "`key: value`", "a line that begins with %", "delete the line, or use quotes")
        if line.startswith("..."):
            return Fault(number, 0, "one document", "... and more after it", "delete the line with the dots")
    return Fault(
        broken.line, broken.column, "keys with values only", "more beside them", "delete what is no `key: value`"
    )


EXPLANATIONS: tuple[Callable[[Broken], Fault | None], ...] = (
    unclosed_quote,
    unclosed_bracket,
    tab,
    second_colon,
    no_colon,
    first_character,
    block_header,
    escape,
    text_after,
    indentation,
    documents,
)
