"""A day in the past on which the stories of these tests take place."""

from datetime import timedelta

from django.utils import timezone

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) - 2 * DAY


def hours(moment):
    """How many hours after noon, or None when it is not set."""
    return None if moment is None else (moment - NOON) / HOUR
