from django.db import models

from incidents.models import Incident


class SearchIndex(models.Model):
    """How far the index has come: it knows every incident as of a revision of the page."""

    PK = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=PK, editable=False)
    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return f"as of revision {self.revision}"


class IndexedIncident(models.Model):
    """The words of what readers may see of an incident, folded and parted by single spaces.

    The migration keeps the database's own index true to these rows: a generated `tsvector` on
    PostgreSQL, an FTS5 table and the triggers that fill it on SQLite. Whatever makes this table
    anew on SQLite has to make the triggers anew.
    """

    incident = models.OneToOneField(
        Incident, models.CASCADE, primary_key=True, related_name="indexed"
    )
    text = models.TextField()

    def __str__(self):
        return self.text[:100]
