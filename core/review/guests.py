"""Whoever holds a preview link: nobody, but for the one record that it opens."""

from django.contrib.auth.models import AnonymousUser

from core.scope import Facts


class Guest(AnonymousUser):
    """A reader without an account who sees one record and its parts besides what is public."""

    def __init__(self, item_id):
        super().__init__()
        self.guest_facts = Facts(granted=frozenset({item_id}))
