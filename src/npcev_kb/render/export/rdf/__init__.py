"""The knowledge base as linked data: each field described once, and every form made from that."""
