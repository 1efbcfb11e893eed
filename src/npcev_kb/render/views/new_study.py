"""The form on which a study is begun in the browser: its choices, and what its scripts read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from npcev_kb.model.claim import Claim
from npcev_kb.model.describe import fields_of
from npcev_kb.model.evidence import Cargo
from npcev_kb.model.experiment import Experiment
from npcev_kb.model.file_kinds import SCHEMA_COMMENT
from npcev_kb.model.identification import EARLIEST_YEAR, Identification
from npcev_kb.model.ids import LONGEST_ID, is_web_address
from npcev_kb.model.legal import NATURES
from npcev_kb.model.record import Record
from npcev_kb.model.sameness import SHORTEST_TITLE, signs_of_record
from npcev_kb.model.statement import PLACES, Finding
from npcev_kb.model.study import Study, Work
from npcev_kb.model.vocabulary import (
    CargoForm,
    Design,
    EffectKind,
    Family,
    Manipulated,
    Matrix,
    ReadingBasis,
    Vocabulary,
    Voice,
)
from npcev_kb.render.export.json import dumps
from npcev_kb.render.export.plain import Plain
from npcev_kb.render.site import Site

ASKED: Mapping[type[Record], tuple[str, ...]] = {
    Study: ("id", "label", "sections", "reading_basis"),
    Identification: ("title", "year", "doi", "pmid"),
    Finding: ("voice", "at", "text"),
    Cargo: ("entity", "form"),
    Claim: ("family", "effect", "outcome", "matrix"),
    Experiment: ("design", "manipulated"),
}
"""What the form asks for: all that `npcev new` does."""
WORDS: Mapping[str, type[Vocabulary]] = {
    "reading_basis": ReadingBasis,
    "voice": Voice,
    "form": CargoForm,
    "family": Family,
    "effect": EffectKind,
    "matrix": Matrix,
    "design": Design,
    "manipulated": Manipulated,
}
"""The fields whose answers are words of a vocabulary."""
ROLES = ("cargo", "outcome")
"""The roles in which terms are asked for."""


@dataclass(frozen=True)
class NewStudyForm:
    """What the page of the form says without scripts, and what its scripts begin with."""

    site: Site

    @property
    def words(self) -> Mapping[str, type[Vocabulary]]:
        """The vocabularies, by the name of the field."""
        return WORDS

    @property
    def places(self) -> tuple[str, ...]:
        """Where in the work a finding may stand."""
        return PLACES

    @property
    def about(self) -> Mapping[str, str]:
        """What each field holds, as its model says, by model and field: `Study.id`."""
        return {
            f"{model.__name__}.{doc.name}": doc.about.replace("`", "")
            for model, names in ASKED.items()
            for doc in fields_of(model)
            if doc.name in names
        }

    @property
    def new_file(self) -> str:
        """Where the forge begins a new record, empty without a repository."""
        address = self.site.settings.begin("data/studies") or ""
        return address if is_web_address(address) else ""

    def plain(self) -> dict[str, Plain]:
        """Return what the scripts need beyond the page and the schema of a study."""
        records: list[Study | Work] = [*self.site.kb.studies.values(), *self.site.kb.works.values()]
        return {
            "first_line": f"{SCHEMA_COMMENT}../../docs/schema/study.schema.json",
            "longest_id": LONGEST_ID,
            "earliest_year": EARLIEST_YEAR,
            "shortest_title": SHORTEST_TITLE,
            "natures": {
                family.value: {effect.value: nature.value for effect, nature in effects.items()}
                for family, effects in NATURES.items()
            },
            "terms": [*self._terms()],
            "records": [record.id for record in records],
            "works": _works(records),
        }

    def _terms(self) -> Iterable[Plain]:
        """Yield each term with its names and the roles it may play; it is named by any of them."""
        for _, entity in sorted(self.site.kb.entities.items()):
            kind = self.site.kb.kinds.get(entity.kind)
            roles: list[Plain] = [role for role in ROLES if kind and role in kind.roles]
            names: list[Plain] = [entity.label, entity.name or "", *entity.synonyms]
            yield {"key": entity.key, "roles": roles, "names": names}


def new_study_json(site: Site) -> str:
    """Return the file that the scripts of the form read."""
    return dumps(NewStudyForm(site).plain())


def _works(records: Iterable[Study | Work]) -> dict[str, Plain]:
    """Return the record of each work by what the work is recognised by."""
    signs = ((sign, each.id) for each in records for sign in signs_of_record(each.identification))
    return dict(sorted(signs))
