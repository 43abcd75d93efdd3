"""Files as a zip: the same ones give the same bytes, whenever and wherever it is made."""

from __future__ import annotations

import io
from zipfile import ZIP_STORED, ZipFile, ZipInfo

Members = dict[str, bytes]
"""What stands in an archive, by its path there."""


def zipped(members: Members) -> bytes:
    """Return a zip of files that are not packed; whoever sends it packs it as a whole."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as made:
        for path in sorted(members):
            # Its date is the earliest that a zip can hold.
            info = ZipInfo(path)
            # Else it would say on which system it was made.
            info.create_system = 3
            info.external_attr = 0o644 << 16
            made.writestr(info, members[path], ZIP_STORED)
    return buffer.getvalue()
