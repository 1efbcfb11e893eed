"""The base of every model and the way its own rules report what they break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn, Self

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from npcev_kb.problems import Loc, Wording


@dataclass(frozen=True, slots=True)
class Breach:
    """A broken rule: the field it concerns, relative to the model that has the rule."""

    loc: Loc
    wording: Wording


def refuse(wording: Wording) -> NoReturn:
    """Refuse a single value from inside a field validator.

    Raises:
        PydanticCustomError: always; its context carries the wording.
    """
    raise PydanticCustomError("worded", "{code}", {"code": wording.code, "wording": wording})


class Record(BaseModel):
    """Frozen, without unknown fields, documented by its own docstrings.

    A model with rules that span several of its fields overrides `breaches`. The rules of a part
    run as soon as that part has validated, whatever is wrong elsewhere in the file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    def breaches(self) -> Iterator[Breach]:
        """Yield every rule of this model that its fields break together."""
        return iter(())

    @model_validator(mode="after")
    def _keep_the_rules(self, _: ValidationInfo) -> Self:
        found = tuple(self.breaches())
        if found:
            raise PydanticCustomError("breaches", "rules are broken", {"breaches": found})
        return self
