"""Readings that several processes write down at the same moment: none is lost, none counts twice."""

import random
from collections import Counter

import pytest
from django.db import DatabaseError, connection

from core import reads
from core.clock import today
from core.models import ReadCount
from tests import factories

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PROCESSES, ITEMS, ROUNDS = 2, 12, 6


@pytest.fixture
def subjects():
    reads.write_counts()
    ReadCount.objects.all().delete()
    return [("news.newsitem", factories.NewsItemFactory().pk) for _number in range(ITEMS)]


def written():
    return dict(ReadCount.objects.values_list("item_id", "number"))


def test_processes_that_write_at_one_moment_lose_none_and_double_none(together, subjects):
    """Each has counts of its own, in an order of its own; some rows are there, others are made in the race."""
    draw = random.Random(31)
    reads._add({(subject, today()): 1 for subject in subjects[:4]})
    total = Counter(pk for _label, pk in subjects[:4])

    def process(shares):
        def write():
            for counted in shares:
                reads._add(counted)

        return write

    processes = []
    for _process in range(PROCESSES):
        shares = []
        for _round in range(ROUNDS):
            chosen = draw.sample(subjects, k=ITEMS - 2)
            shares.append({(subject, today()): draw.randint(1, 3) for subject in chosen})
            for (subject, _day), number in shares[-1].items():
                total[subject[1]] += number
        processes.append(process(shares))
    failures = [outcome for outcome in together(processes) if outcome is not None]

    assert failures == []
    assert written() == total


def test_threads_of_one_process_write_each_reading_once(together, subjects, rf):
    request = rf.get("/", headers={"User-Agent": "Mozilla/5.0"})

    def read_and_write():
        for subject in subjects:
            reads.count(request, subject)
            reads.write_counts()

    together([read_and_write] * 4)
    reads.write_counts()

    assert written() == {pk: 4 for _label, pk in subjects}


def test_what_cannot_be_written_is_counted_the_next_time(monkeypatch, subjects, rf):
    request = rf.get("/", headers={"User-Agent": "Mozilla/5.0"})
    first, second, *_others = subjects
    reads.count(request, first)
    reads.count(request, second)

    def fail(self, **kwargs):
        raise DatabaseError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(type(ReadCount.objects.all()), "update", fail)
        with pytest.raises(DatabaseError):
            reads.write_counts()
    reads.count(request, first)
    reads.write_counts()

    assert written() == {first[1]: 2, second[1]: 1}
    assert not connection.in_atomic_block
