from django.db import models

from components.models import Component
from incidents.models.text import BODY_LENGTH
from incidents.status import INCIDENT_STATUSES, Status


class IncidentTemplate(models.Model):
    """Words prepared in peace, for an incident that is not there yet. Only staff see it."""

    name = models.CharField(max_length=255, unique=True, help_text="How staff find it.")
    group = models.CharField(
        max_length=100, blank=True, help_text="The heading under which staff find it."
    )
    title = models.CharField(max_length=255, help_text="The name the incident will have.")
    body = models.TextField(max_length=BODY_LENGTH)
    status = models.CharField(
        max_length=20,
        choices=[(status.value, status.label) for status in INCIDENT_STATUSES],
        default=Status.INVESTIGATING,
    )
    components = models.ManyToManyField(Component, blank=True, related_name="+")
    notify = models.BooleanField("tell subscribers", default=True)

    class Meta:
        ordering = ["group", "name"]

    def __str__(self):
        return self.name
