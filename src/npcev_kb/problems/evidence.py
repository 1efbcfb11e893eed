"""Codes of experiments and claims: what fits together and what exists."""

from __future__ import annotations

from collections.abc import Sequence

from npcev_kb.problems.codes import code


@code()
def effect_outside_family(effect: str, family: str, effects: Sequence[str]) -> tuple[str, str]:
    """An effect that claims of this family cannot have.

    A marker does not promote anything, and a mechanism does not predict: such a record holds two
    claims in one, or the family is the wrong one.

    Bad:

        - {id: c1, family: biomarker, effect: promotes, outcome: metastasis, matrix: tissue}

    Good:

        - {id: c1, family: biomarker, effect: associated_with, outcome: metastasis, matrix: tissue}
    """
    return (
        f"a claim of the family {family} cannot say {effect}",
        f"effects of this family: {', '.join(effects)}; or change the family",
    )


@code()
def marker_without_matrix(claim: str) -> tuple[str, str]:
    """A biomarker claim that does not say in what the marker is measured.

    A number from tissue says nothing about vesicles, so the matrix decides which experiments
    count. Write `not_stated` where the source does not say.

    Bad:

        - {id: c1, family: biomarker, effect: distinguishes, outcome: diagnosis}

    Good:

        - {id: c1, family: biomarker, effect: distinguishes, outcome: diagnosis, matrix: plasma_ev}
    """
    return (
        f"{claim} is a biomarker claim without a matrix",
        "add matrix: tissue, serum_ev and so on, or not_stated",
    )


@code()
def matrix_on_causal_claim(matrix: str) -> tuple[str, str]:
    """A claim of cause and effect that names a matrix.

    What was measured in patients cannot carry a mechanism. It is a claim of its own, and is
    shown beside the mechanism as `+P`.

    Bad:

        - {id: c1, family: mechanism, effect: promotes, outcome: angiogenesis, matrix: tissue}

    Good:

        - {id: c1, family: mechanism, effect: promotes, outcome: angiogenesis}
        - {id: c2, family: biomarker, effect: associated_with, outcome: metastasis, matrix: tissue}
    """
    return (
        f"a causal claim has no matrix, found {matrix}",
        "leave it out here, and write a biomarker claim for what was measured in patients",
    )


@code()
def role_outside_nature(role: str, nature: str, roles: Sequence[str]) -> tuple[str, str]:
    """An experiment plays a role that this kind of claim has no use for.

    Bad:

        - {id: c1, family: biomarker, effect: distinguishes, outcome: diagnosis, matrix: serum,
           support: [{experiment: e1, role: necessity}]}

    Good:

        - {id: c1, family: biomarker, effect: distinguishes, outcome: diagnosis, matrix: serum,
           support: [{experiment: e1, role: association}]}
    """
    article = "an" if nature.startswith("a") else "a"
    return f"{role} is no role for {article} {nature} claim", f"roles here: {', '.join(roles)}"


@code()
def role_without_manipulation(
    role: str, manipulated: str, fitting: Sequence[str]
) -> tuple[str, str]:
    """An experiment plays a role that what was manipulated in it cannot give.

    Adding vesicles shows that they are enough, not that they are needed; blocking shows the
    reverse; and without any change there is only an association.

    Bad:

        experiments: [{id: e1, design: animal, manipulated: secretion}]
        claims: [{..., support: [{experiment: e1, role: sufficiency}]}]

    Good:

        experiments: [{id: e1, design: animal, manipulated: secretion}]
        claims: [{..., support: [{experiment: e1, role: necessity}]}]
    """
    return (
        f"{role} cannot come from an experiment in which the manipulation is {manipulated}",
        f"{role} needs one of: {', '.join(fitting)}; or leave the role out",
    )


@code()
def unknown_experiment(found: str, known: Sequence[str]) -> tuple[str, str]:
    """A claim rests on an experiment that the record does not hold.

    Bad:

        experiments: [{id: e1, design: cell_culture}]
        claims: [{..., support: [e2]}]

    Good:

        experiments: [{id: e1, design: cell_culture}]
        claims: [{..., support: [e1]}]
    """
    listed = ", ".join(known) or "none"
    return f'"{found}" is not an experiment of this record', f"experiments here: {listed}"


@code()
def claim_about_other_cargo(found: str, listed: Sequence[str]) -> tuple[str, str]:
    """A claim speaks of a cargo that the study does not list.

    Bad:

        cargo: [{entity: hmgb3, form: protein}]
        claims: [{..., cargo: [hax1]}]

    Good:

        cargo: [{entity: hmgb3, form: protein}]
        claims: [{..., cargo: [hmgb3]}]
    """
    known = ", ".join(listed) or "none"
    return f'"{found}" is not a cargo of this study', f"cargo of this study: {known}"


@code()
def derived_value_typed(field: str) -> tuple[str, str]:
    """A level, flag or count that the tool computes was typed by hand.

    Levels and flags follow from the experiments, so that nobody has to believe them. Change the
    experiment, and the level changes.

    Bad:

        claims: [{id: c1, ..., level: E2}]

    Good:

        experiments: [{id: e1, design: animal, manipulated: vesicles_given}]
        claims: [{id: c1, ..., support: [e1]}]
    """
    return f'"{field}" is computed, not typed', "take it out; npcev trace shows what is computed"


@code()
def unknown_claim(found: str, suggestion: str | None) -> tuple[str, str]:
    """A pointer to a claim that no study makes.

    Bad:

        claims: [hmgb3-angiogenesis.c99]

    Good:

        claims: [hmgb3-angiogenesis.c1]
    """
    meant = f'; did you mean "{suggestion}"?' if suggestion else ""
    return f'no study makes the claim "{found}"{meant}', "write <study id>.<claim id>"
