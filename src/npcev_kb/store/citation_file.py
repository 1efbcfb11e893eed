"""`CITATION.cff`: how the whole is cited, kept at the version that is released."""

from __future__ import annotations

import io
from datetime import date

from npcev_kb.store.edit import round_trip


def with_release(text: str, version: str, day: date) -> str:
    """Return the text of a citation file with this version and day; the rest stays as it is.

    Args:
        text: a file of the Citation File Format 1.2.0.
        version: the version that is released.
        day: the day of its data.

    Raises:
        ValueError: it is no such file.
    """
    yaml = round_trip()
    try:
        told = yaml.load(text)
        found = told["version"], told["date-released"]
    except Exception as error:  # whatever the file is, it is no citation file
        raise ValueError("it has no version and date-released") from error
    if tuple(map(str, found)) == (version, day.isoformat()):
        return text
    told["version"], told["date-released"] = version, day
    out = io.StringIO()
    yaml.dump(told, out)
    return out.getvalue()
