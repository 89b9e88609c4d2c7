"""The one place that asks what day it is, so that tests can hold the clock."""

from django.utils import timezone


def now():
    return timezone.now()


def today():
    return timezone.localdate()
