"""The knowledge base as tables: one description, from which every tabular format is made."""
