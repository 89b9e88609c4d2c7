"""The admin of alliances and of what belongs to them."""

from alliances.admin import alliances, contradictions, events, facts

__all__ = ["alliances", "contradictions", "events", "facts"]
