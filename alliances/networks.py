"""The networks of an institution: those that it co-founded and those that it joined."""

from dataclasses import dataclass, field

from alliances.choices import CO_FOUNDING_ROLES, WITHOUT_PART
from core.choices import Certainty, Standing
from core.clock import today


@dataclass
class Networks:
    """Memberships that stand for an alliance each: the row by which it was co-founded, or the first by which joined."""

    co_founded: list = field(default_factory=list)
    joined: list = field(default_factory=list)

    def __len__(self):
        return len(self.co_founded) + len(self.joined)


def counts(membership):
    """Whether a membership makes its alliance a network of the institution.

    The row is in the record (not corrected since, not merely claimed), surely holds today, and its role has a part.
    """
    return (
        membership.recorded_until is None
        and membership.standing == Standing.RECORDED
        and membership.role not in WITHOUT_PART
        and membership.certainty_on(today()) == Certainty.CERTAIN
    )


def networks_of(memberships):
    """Sort the memberships of one institution, each alliance once.

    Initiators and co-founders co-founded; every other alliance with a current membership was joined, founding members
    included.
    """
    by_alliance = {}
    for membership in filter(counts, memberships):
        by_alliance.setdefault(membership.alliance_id, []).append(membership)
    networks = Networks()
    for rows in by_alliance.values():
        founding = next((row for row in rows if row.role in CO_FOUNDING_ROLES), None)
        (networks.co_founded if founding else networks.joined).append(founding or rows[0])
    return networks
