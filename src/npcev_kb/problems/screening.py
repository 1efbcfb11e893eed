"""Codes of the screening ledger: saved queries, searches and candidates."""
