"""The room of files: reads the knowledge base, knows each value's place, never judges content."""
