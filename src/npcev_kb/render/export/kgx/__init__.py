"""The claims as a knowledge graph: KGX in JSON Lines, in the classes of Biolink 4.4.

A claim is an edge from each of its subjects to its outcome. Biolink has no place for levels, flags
and what is not known, so they are attributes: nodes of our own, such as `npcev:level/E2`, to which
the edges point with `has_attribute`; the context of a claim stands in `qualifiers` in the same way.
Nothing of it is text that has to be taken apart. Numbers of a claim are not in the graph.
"""
