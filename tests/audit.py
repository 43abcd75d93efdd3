"""What is known against the packages and the workflows that this project uses; `make audit` prints it.

It asks the advisory databases of the registries. Where one does not answer, that is said, and is no pass.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.support import ROOT

SCRIPTS = Path(sysconfig.get_path("scripts"))
LOCKS = sorted([*(ROOT / "site_build").glob("requirements*.txt"), *(ROOT / "tests").glob("requirements*.txt")])
NODE = [ROOT / "widgets", ROOT / "tests" / "bench"]
WORKFLOWS = [*(ROOT / ".github").glob("workflows/*.yml"), *ROOT.glob("site_build/starter/dot-github/workflows/*.yml")]
UNANSWERED = ("could not be audited", "audit endpoint returned an error", "ConnectionError", "Max retries", "EAI_AGAIN")


def run(*command: str | Path) -> str:
    """Run one check, print how it went and what it said, and return `clean`, `found` or `unanswered`."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    went = "unanswered" if any(word in said for word in UNANSWERED) else "found" if done.returncode else "clean"
    what = " ".join(str(part).removeprefix(f"{ROOT}/") for part in command)
    sys.stdout.write(f"{went}: {what}\n" + ("" if went == "clean" else f"{said.strip()[-2000:]}\n"))
    return went


def main() -> int:
    """Return 0 where nothing is known, 1 where something is, 2 where a database did not answer."""
    asked = ["--disable-pip", "--require-hashes", "--no-deps", "--strict", "--progress-spinner", "off"]
    went = [run(SCRIPTS / "pip-audit", *asked, "-r", lock) for lock in LOCKS]
    went += [run("npm", "audit", "--audit-level=low", "--prefix", folder) for folder in NODE]
    went.append(run(SCRIPTS / "actionlint", *WORKFLOWS))
    went.append(run(SCRIPTS / "zizmor", "--offline", "--quiet", *WORKFLOWS))
    if "unanswered" in went:
        sys.stdout.write("Some advisories could not be asked for, so this says nothing about those packages.\n")
    return 1 if "found" in went else 2 if "unanswered" in went else 0


if __name__ == "__main__":
    sys.exit(main())
