"""npcev-kb: a living, computable evidence base grown from one narrative review."""

__version__ = "0.1.0"
