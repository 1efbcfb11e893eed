"""The room of counting: indices, coverage and checks over the whole knowledge base."""
