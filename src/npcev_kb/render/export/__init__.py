"""Downloads: one module per format, all from the same document."""
