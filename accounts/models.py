from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Replace
from django.utils import timezone

from accounts.acting import actor


class User(AbstractUser):
    """A member of staff. Readers and subscribers have no account."""


class AppendOnly(TypeError):
    """What happened is not rewritten."""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def record(self, action, thing, summary="", *, by=None):
        """Write down that `action` ("renamed") was done to `thing`; `by` is a name."""
        return self.create(
            actor=by or actor(),
            action=action,
            kind=thing._meta.verbose_name,
            code=getattr(thing, "code", ""),
            label=str(thing)[:255],
            summary=summary,
        )

    def mask(self, secret, mask):
        """Black out a secret that was told by mistake: the one thing that is changed here."""
        for field in ["label", "summary"]:
            masked = Replace(F(field), Value(secret), Value(mask))
            rows = self.filter(**{f"{field}__contains": secret})
            super(AuditEventQuerySet, rows).update(**{field: masked})

    def update(self, **values):
        raise AppendOnly

    def delete(self):
        raise AppendOnly


class AuditEvent(models.Model):
    """Who did what to what, written in the transaction in which it was done. Append-only.

    Names stand here as words, so that they outlive the rows they name.
    """

    at = models.DateTimeField("time", default=timezone.now, db_index=True)
    actor = models.CharField("who", max_length=150)
    action = models.CharField("did", max_length=40)
    kind = models.CharField("what", max_length=40)
    code = models.CharField(max_length=12, blank=True)
    label = models.CharField("name", max_length=255)
    summary = models.TextField("in words", blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = "activity"
        verbose_name_plural = "activities"
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.actor} {self.action} {self.kind} {self.label}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly


class Attempt(models.Model):
    """How often lately somebody failed to sign in, as Django's database cache keeps it.

    Rows, so that all processes and machines of the page count together.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = []
