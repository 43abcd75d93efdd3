"""The site as an app that a phone or a computer installs: its name, its icons, and what every page says of it."""

from __future__ import annotations

import json
from pathlib import Path

MANIFEST = "app.webmanifest"
ICONS = {
    "assets/images/icon-192.png": ("192x192", "any"),
    "assets/images/icon-512.png": ("512x512", "any"),
    "assets/images/icon-maskable-512.png": ("512x512", "maskable"),
}


def write(folder: Path, name: str, description: str, language: str) -> None:
    """Write the manifest of a built site, with those icons that it has."""
    said = {
        "name": name,
        "short_name": name,
        **({"description": description} if description else {}),
        "lang": language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "icons": [
            {"src": path, "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, (sizes, purpose) in ICONS.items()
            if (folder / path).is_file()
        ],
    }
    (folder / MANIFEST).write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8", newline="\n")


def head(root: str, module: str) -> str:
    """Return what a page's head says of it; `root` as in `../`, `module` asks the browser to keep the site."""
    return f'<link rel="manifest" href="{root}{MANIFEST}">\n<script type="module" src="{root}{module}"></script>\n'
