"""What readers' browsers keep of a site: all of a small guide, and of a large one what is light."""

from __future__ import annotations

import pytest

from site_build.delivery import service_worker
from tests.support import Built

PAGES = ["rules/", "guide/", "composer/", "rules/prompt/"]


def kept(built: Built) -> set[str]:
    (assets,) = built.folder.glob("assets/followthrough-*")
    told = service_worker.listed(built.folder, assets.relative_to(built.folder).as_posix(), PAGES)
    return {page for page in told["pages"] if page in ("", *PAGES)}


def test_of_a_small_guide_every_page_is_kept(built: Built) -> None:
    assert kept(built) == {"", *PAGES}


def test_of_a_large_guide_no_more_is_kept_than_may_be(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    light = ["", "rules/", "composer/"]
    sizes = [(built.folder / page / "index.html").stat().st_size for page in light]
    monkeypatch.setattr(service_worker, "MOST_BYTES", sum(sizes))
    assert kept(built) == set(light)
