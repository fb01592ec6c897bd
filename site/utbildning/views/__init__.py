"""Thin views; verbs live in ``services``."""
