"""The menu of the admin: lists in the order of the work, not in the order of the code.

The kernel knows no model of the other apps; the portal arranges the menu when it starts. A model that is edited with
the record it belongs to (a name, a picture, an agenda item) is a part: it keeps its list, and stays out of the menu.
"""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Group:
    key: str
    name: Any
    models: tuple[str, ...] = field(default=())

    @property
    def anchor(self):
        """The id of the group on the desk; a bare key would be an id that the admin itself uses."""
        return f"lists-{self.key}"


class Menu:
    """Groups of model labels; the last group also takes what has no place, such as lists of other packages."""

    def __init__(self):
        self.groups = ()
        self.parts = frozenset()

    def arrange(self, groups, parts):
        self.groups, self.parts = tuple(groups), frozenset(parts)

    def group_of(self, label):
        """The group in which a model stands; None for a part of a record."""
        for group in self.groups:
            if label in group.models:
                return group
        return None if label in self.parts or not self.groups else self.groups[-1]

    def position(self, label):
        """Where a model stands in the menu, read from top to bottom; what is not in it stands last."""
        labels = [label for group in self.groups for label in group.models]
        return labels.index(label) if label in labels else len(labels)

    def regroup(self, app_list):
        """Django's list of apps as a list of groups, of the same form; groups without a list are left out."""
        entries = {entry["model"]._meta.label_lower: entry for app in app_list for entry in app["models"]}
        found = []
        for group in self.groups:
            labels = [label for label in group.models if label in entries]
            if group is self.groups[-1]:
                labels += [label for label in entries if label not in group.models and self.group_of(label) is group]
            if labels:
                found.append(
                    {
                        "name": group.name,
                        "app_label": group.anchor,
                        "app_url": f"{reverse('admin:index')}#{group.anchor}",
                        "has_module_perms": True,
                        "models": [entries[label] for label in labels],
                    }
                )
        return found


menu = Menu()
