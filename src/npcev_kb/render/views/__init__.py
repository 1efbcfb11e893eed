"""The views over the whole: tables, map, network, comparisons, timeline, search."""
