"""What would be told, without telling it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction

from incidents.models import Incident, IncidentUpdate


@contextmanager
def unwritten() -> Iterator[None]:
    """Let what is written in here be read in here and nowhere else: all of it is undone.

    Nobody else can post meanwhile, so render afterwards what was loaded in here.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def loaded_with(update: IncidentUpdate) -> tuple[Incident, IncidentUpdate]:
    """The incident of an update with all that its documents show, and in it the update."""
    found = Incident.objects.with_updates().fetch_mode(models.FETCH_RAISE)
    incident = found.get(pk=update.incident_id)
    return incident, next(one for one in incident.timeline() if one.pk == update.pk)
