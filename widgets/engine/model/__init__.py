"""The Guide: the one typed model of a folder of rules. The loader fills it, pages show it, the engine obeys it."""

from widgets.engine.model.forms import WIDGET_NAMES, Field, Group, WidgetName, WidgetText
from widgets.engine.model.grammar import Grammar, Reading
from widgets.engine.model.guide import Guide, find
from widgets.engine.model.language import Negation, Vocabulary
from widgets.engine.model.messages import Channel, Layout, Limit, MessageKind, Part, Tone, Wording
from widgets.engine.model.plan import Cadence, Note, Status, Step, StepCase, Timing
from widgets.engine.model.rule import Example, Parameter, Question, Rule, Source

__all__ = [
    "WIDGET_NAMES",
    "Cadence",
    "Channel",
    "Example",
    "Field",
    "Grammar",
    "Group",
    "Guide",
    "Layout",
    "Limit",
    "MessageKind",
    "Negation",
    "Note",
    "Parameter",
    "Part",
    "Question",
    "Reading",
    "Rule",
    "Source",
    "Status",
    "Step",
    "StepCase",
    "Timing",
    "Tone",
    "Vocabulary",
    "WidgetName",
    "WidgetText",
    "Wording",
    "find",
]
