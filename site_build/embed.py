"""Bare pages that hold one widget each, for other sites to show in an iframe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from widgets.views import prerender

if TYPE_CHECKING:
    from site_build.site import Site

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
)
ROOT = "../../"
WIDGETS = ("composer", "calculator")


def pages(site: Site) -> dict[str, bytes]:
    """Return the bare pages by their path on the site, and `embed/host.mjs`, which the page around a frame loads."""
    template = ENVIRONMENT.get_template("embed.html.j2")
    made = {}
    for name in WIDGETS:
        widget = prerender(site.guide, name, ROOT)
        html = template.render(guide=site.guide, site=site, text=getattr(site.guide, name), widget=widget, root=ROOT)
        made[f"embed/{name}/index.html"] = html.encode()
    # Its address stands in other people's pages, so it has no hash in it.
    host = site.assets[site.asset("host.mjs")]
    return {**made, "embed/host.mjs": host.read_bytes() if isinstance(host, Path) else host}
