"""The desk: the first page of the admin, which shows each person what awaits him or her.

The kernel knows no alliance; the apps tell it what there is.
"""

_workplaces = []


def provide_workplaces(ask):
    """Register `ask(user) -> alliances` in whose secretariat a person works."""
    _workplaces.append(ask)


def workplaces(user):
    return [place for ask in _workplaces for place in ask(user)]
