"""Problems are values: a place, a code, what was found, what was expected, what to do next.

*Wording* says what is wrong, a *complaint* adds the address in the record (path and field),
a *problem* the place in the file (path, line and column). Nothing here raises or prints.
"""

from npcev_kb.problems.codes import Explanation, explanations
from npcev_kb.problems.problem import Complaint, Loc, Place, Problem, Remedy, Severity, Wording

__all__ = [
    "Complaint",
    "Explanation",
    "Loc",
    "Place",
    "Problem",
    "Remedy",
    "Severity",
    "Wording",
    "explanations",
]
