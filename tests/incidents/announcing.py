"""The clock at work on the series, and what readers have been told of."""

from incidents.models import MaintenanceSeries, ScheduledMaintenance


def announce_all():
    """What the clock does, until there is nothing to do."""
    while due := list(MaintenanceSeries.objects.due()):
        for series in due:
            series.announce()


def announced():
    windows = ScheduledMaintenance.objects.order_by("scheduled_for")
    return [f"{one.scheduled_for:%m-%d %H:%M}" for one in windows]
