"""The room that asks services: the only one with a network, and it writes no file."""
