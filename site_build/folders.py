"""Where the files lie that the code reads and that are no Python, each folder named once."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = HERE / "language"
"""The labels of a guide, a file for each language."""
STARTER = HERE / "starter"
"""The small guide that `followthrough new` writes."""
TEMPLATES = HERE / "templates"
"""What pages are made from, and their styles."""
THEME = HERE / "theme"
"""What every page says of itself and the page for what is missing, as templates on top of Material; icons and fonts."""
WIDGETS = HERE.parent / "widgets"
