"""The knowledge base as an interface of files: fixed addresses, one JSON for each thing, pages."""
