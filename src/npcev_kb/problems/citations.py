"""Codes of files from reference managers, as `npcev import` finds them."""
