"""Rows for tests, made by the domain methods as everybody makes them."""

from datetime import date, time, timedelta

from django.utils import timezone

from components.models import Component, ComponentGroup
from incidents.models import Incident, MaintenanceSeries, ScheduledMaintenance


def make_group(**overrides):
    group = ComponentGroup(**{"name": "Platform", **overrides})
    group.save_details()
    return group


def make_component(**overrides):
    return Component.objects.add(**{"name": "API", **overrides})


def make_incident(**overrides):
    """An incident under investigation; `overrides` is what `Incident.objects.declare` takes."""
    told = {"name": "Slow deliveries", "body": "We are looking into it.", **overrides}
    return Incident.objects.declare(**told)


def make_maintenance(**overrides):
    """A maintenance tomorrow; `overrides` is what `ScheduledMaintenance.objects.schedule` takes."""
    tomorrow = timezone.now() + timedelta(days=1)
    told = {
        "name": "Database upgrade",
        "body": "Deliveries pause for a few minutes.",
        "scheduled_for": tomorrow,
        "scheduled_until": tomorrow + timedelta(hours=2),
        **overrides,
    }
    return ScheduledMaintenance.objects.schedule(**told)


def make_series(**overrides):
    """Work on Tuesday nights; `overrides` is what `MaintenanceSeries.objects.set_up` takes."""
    return MaintenanceSeries.objects.set_up(
        **{
            "name": "Patch day",
            "body": "Servers restart.",
            "rule": "FREQ=WEEKLY;BYDAY=TU",
            "first_day": date(2026, 8, 14),
            "at": time(2, 30),
            "time_zone": "Europe/Paris",
            "minutes": 90,
            "lead_days": 30,
            **overrides,
        }
    )
