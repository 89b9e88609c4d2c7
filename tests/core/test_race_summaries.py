import datetime

import pytest

from core.clock import now
from core.models import OutboxMessage
from core.services import summaries
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_one_summary(together):
    reader = factories.UserFactory()
    yesterday = now() - datetime.timedelta(days=1)
    for _number in range(3):
        factories.OutboxMessageFactory(receiver=reader, state="held", due_at=yesterday)

    together([summaries.gather_due] * 4)

    assert OutboxMessage.objects.filter(kind="summary").count() == 1
    assert OutboxMessage.objects.filter(state="bundled").count() == 3
