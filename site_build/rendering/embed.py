"""Bare pages that hold one widget each, for other sites to show in an iframe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from site_build.delivery.policy import Inline, policy, with_policy
from site_build.delivery.service_worker import AWAY
from site_build.folders import WIDGETS
from site_build.rendering import preloads
from site_build.rendering.templating import environment
from widgets.engine.model import WIDGET_NAMES, Guide
from widgets.views import prerender

ENVIRONMENT = environment(autoescape=True)
ROOT = "../../"


def widgets(guide: Guide) -> dict[str, str]:
    """Return the widgets of the bare pages as HTML, by name."""
    return {name: prerender(guide, name, ROOT) for name in WIDGET_NAMES}


def pages(
    guide: Guide, given: dict[str, str], asset: Callable[[str], str], modules: list[str]
) -> dict[str, bytes | Path]:
    """Return the bare pages by their path on the site, and `embed/host.mjs`, which the page around a frame loads.

    One more stands in for pages that a browser has not kept when there is no network.

    `given` are the `widgets`; `asset` gives the site path of one of our files by its name; `modules` are those that
    every widget loads.
    """
    template = ENVIRONMENT.get_template("embed.html.j2")
    made: dict[str, bytes | Path] = {}
    for name, widget in given.items():
        html = template.render(guide=guide, asset=asset, text=getattr(guide, name), widget=widget, root=ROOT)
        # Whoever builds the site, since they are copied as they are.
        made[f"embed/{name}/index.html"] = with_policy(preloads.hinted(html, ROOT, modules), policy(Inline())).encode()
    away = ENVIRONMENT.get_template("away.html.j2").render(guide=guide, asset=asset)
    made[AWAY] = with_policy(away, policy(Inline())).encode()
    # Its address stands in other people's pages, so it has no hash in it.
    return {**made, "embed/host.mjs": WIDGETS / "browser" / "host.mjs"}
