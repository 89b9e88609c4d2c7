"""The admin of accounts, institutions and people."""

from members.admin import accounts, institutions, invitations, people

__all__ = ["accounts", "institutions", "invitations", "people"]
