"""Versions of a record: what they hold, how two of them differ."""
