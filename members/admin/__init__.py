"""The admin of accounts, institutions and people."""

from members.admin import accounts, institutions, people

__all__ = ["accounts", "institutions", "people"]
