"""Print how often the checks are right about the labelled messages."""

from site_build.loader import load
from tests.corpus import report
from tests.support import ROOT

print("\n".join(report(load(ROOT / "rules"))))
