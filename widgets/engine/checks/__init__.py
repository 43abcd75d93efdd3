"""The closed list of check kinds, one module each. A new kind is a module here and its name in `Check`."""

from widgets.engine.checks.base import BaseCheck, Case, Context, Hit
from widgets.engine.checks.count import Count
from widgets.engine.checks.forbids import Forbids
from widgets.engine.checks.jargon import Jargon
from widgets.engine.checks.length import Length
from widgets.engine.checks.mentions import Mentions
from widgets.engine.checks.open_promise import OpenPromise
from widgets.engine.checks.particular import Particular
from widgets.engine.checks.placeholder import Placeholder
from widgets.engine.checks.readability import Readability
from widgets.engine.checks.requires import Requires
from widgets.engine.checks.similar import Similar
from widgets.engine.checks.timing import TimingCheck
from widgets.engine.checks.wrong_name import WrongName

Check = (
    Requires
    | Forbids
    | Mentions
    | Particular
    | Length
    | Readability
    | Count
    | Jargon
    | Placeholder
    | WrongName
    | Similar
    | TimingCheck
    | OpenPromise
)

__all__ = ["BaseCheck", "Case", "Check", "Context", "Hit"]
