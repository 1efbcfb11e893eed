"""Which effects, roles and manipulations fit together: one table for each question.

The tables are data: the validator reads them, the documentation prints them, and a test goes
through every combination. Sources: the design of CIViC's evidence validator for the idea of a
matrix; review sections 3.1 (clinical correlation cannot carry a mechanism) and 4 (markers).
"""

from __future__ import annotations

from collections.abc import Mapping

from npcev_kb.model.vocabulary import EffectKind, Family, Manipulated, Nature, Role

NATURES: Mapping[Family, Mapping[EffectKind, Nature]] = {
    Family.MECHANISM: {
        EffectKind.PROMOTES: Nature.CAUSAL,
        EffectKind.INHIBITS: Nature.CAUSAL,
        EffectKind.NO_EFFECT: Nature.CAUSAL,
        EffectKind.ALTERS: Nature.CAUSAL,
        EffectKind.ASSOCIATED_WITH: Nature.ASSOCIATIONAL,
    },
    Family.THERAPY: {
        EffectKind.PROMOTES: Nature.CAUSAL,
        EffectKind.INHIBITS: Nature.CAUSAL,
        EffectKind.NO_EFFECT: Nature.CAUSAL,
        EffectKind.ALTERS: Nature.CAUSAL,
        EffectKind.ENABLES: Nature.CAUSAL,
        EffectKind.ASSOCIATED_WITH: Nature.ASSOCIATIONAL,
    },
    Family.BIOMARKER: {
        EffectKind.ASSOCIATED_WITH: Nature.ASSOCIATIONAL,
        EffectKind.DISTINGUISHES: Nature.ASSOCIATIONAL,
        EffectKind.PREDICTS: Nature.ASSOCIATIONAL,
        EffectKind.NO_EFFECT: Nature.ASSOCIATIONAL,
    },
    Family.TECHNOLOGY: {
        EffectKind.ENABLES: Nature.FEASIBILITY,
        EffectKind.PROMOTES: Nature.FEASIBILITY,
        EffectKind.INHIBITS: Nature.FEASIBILITY,
        EffectKind.NO_EFFECT: Nature.FEASIBILITY,
    },
}
"""The effects that a family may claim, and what each says of cause and effect."""

ROLES: Mapping[Nature, frozenset[Role]] = {
    Nature.CAUSAL: frozenset(Role) - {Role.FEASIBILITY},
    Nature.ASSOCIATIONAL: frozenset({Role.ASSOCIATION, Role.PREDICTION}),
    Nature.FEASIBILITY: frozenset({Role.FEASIBILITY}),
}
"""The roles that an experiment may play for a claim. For a causal claim an association is legal,
but never raises the level: it is shown as a suffix."""

CAUSAL_ROLES: frozenset[Role] = frozenset(
    {Role.NECESSITY, Role.SUFFICIENCY, Role.RESCUE, Role.DIRECT_PHYSICAL, Role.TESTED}
)
"""The roles on which the level of a causal claim may rest."""

MANIPULATIONS: Mapping[Role, frozenset[Manipulated]] = {
    Role.NECESSITY: frozenset(
        {
            Manipulated.CARGO_IN_DONOR,
            Manipulated.SECRETION,
            Manipulated.RECIPIENT_PATHWAY,
            Manipulated.WHOLE_ORGANISM,
        }
    ),
    Role.SUFFICIENCY: frozenset(
        {Manipulated.VESICLES_GIVEN, Manipulated.CARGO_IN_DONOR, Manipulated.WHOLE_ORGANISM}
    ),
    Role.RESCUE: frozenset(
        {
            Manipulated.VESICLES_GIVEN,
            Manipulated.CARGO_IN_DONOR,
            Manipulated.SECRETION,
            Manipulated.RECIPIENT_PATHWAY,
        }
    ),
    Role.DIRECT_PHYSICAL: frozenset(Manipulated),
    Role.TESTED: frozenset(Manipulated) - {Manipulated.NONE},
    Role.ASSOCIATION: frozenset({Manipulated.NONE, Manipulated.NOT_STATED}),
    Role.PREDICTION: frozenset({Manipulated.NONE, Manipulated.NOT_STATED}),
    Role.FEASIBILITY: frozenset(Manipulated),
}
"""What must have been changed for an experiment to play a role: sufficiency cannot come from
blocking, necessity not from adding, and an association is no manipulation."""

_USUAL: Mapping[Manipulated, Role] = {
    Manipulated.VESICLES_GIVEN: Role.SUFFICIENCY,
    Manipulated.CARGO_IN_DONOR: Role.NECESSITY,
    Manipulated.SECRETION: Role.NECESSITY,
    Manipulated.RECIPIENT_PATHWAY: Role.NECESSITY,
    Manipulated.WHOLE_ORGANISM: Role.NECESSITY,
    Manipulated.NONE: Role.ASSOCIATION,
    Manipulated.NOT_STATED: Role.TESTED,
}


def usual_role(nature: Nature, effect: EffectKind, manipulated: Manipulated) -> Role:
    """Return the role of an experiment that does not name its own."""
    if nature is Nature.FEASIBILITY:
        return Role.FEASIBILITY
    if nature is Nature.ASSOCIATIONAL:
        return Role.PREDICTION if effect is EffectKind.PREDICTS else Role.ASSOCIATION
    return _USUAL[manipulated]
