"""A value against one type of the model: accepted as it is, or refused with a wording."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from npcev_kb.problems import Wording


def accepted(kind: object, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


def refused(kind: object, value: object) -> Wording:
    """Return the wording with which a value is refused."""
    with pytest.raises(ValidationError) as caught:
        accepted(kind, value)
    (error,) = caught.value.errors()
    wording = error["ctx"]["wording"]
    assert isinstance(wording, Wording)
    return wording
