"""Everything that runs on the author's machine: YAML to Guide to pages to site. CPython only."""

from widgets.engine.regions import REGISTRY, Source


def _library() -> Source:
    # It takes a third of a second to import, and most questions name no region.
    from site_build.regions import Library

    return Library()


# Whoever has this package has the library, and so knows every region.
REGISTRY.use(_library)
