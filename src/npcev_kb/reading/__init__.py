"""The knowledge base for Python: `load`, and what it gives."""
