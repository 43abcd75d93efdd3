"""Print how often the checks are right about the labelled messages."""

import sys

from site_build.loading.loader import load
from tests.corpus import report
from tests.support import ROOT

sys.stdout.write("\n".join(report(load(ROOT / "rules"))) + "\n")
