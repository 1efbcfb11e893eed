"""One archive whose bytes depend on nothing but the files in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

PLAIN_FILE = 0o100644 << 16
UNIX = 3


def zipped(files: Mapping[str, bytes], day: date) -> bytes:
    """Return files as a zip archive: by name, all of one day, with no owner.

    Args:
        files: the contents by the name in the archive, such as `folder/file.csv`.
        day: the day that every file bears; zip knows none before 1980.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            entry.external_attr, entry.create_system = PLAIN_FILE, UNIX
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=9)
    return out.getvalue()
