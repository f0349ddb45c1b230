from collections.abc import Iterable, Mapping

from django.db import models
from django.http import QueryDict

from incidents.models.incident import Incident
from lib.text import storable

Typed = Mapping[str, list[str]]


def clean_typed(typed: Typed) -> dict[str, list[str]]:
    """The fields of a form as they can be stored."""
    return {name: [storable(text) for text in texts] for name, texts in typed.items()}


class TypedForm(models.Model):
    """A form of an update, or of a declaration, as it was typed and not told yet."""

    incident = models.ForeignKey(
        Incident, models.CASCADE, null=True, related_name="+", help_text="Empty: a declaration."
    )
    typed = models.JSONField(help_text="The fields of the form, each with its values.")

    class Meta:
        abstract = True

    @property
    def data(self) -> QueryDict:
        """As the form was sent."""
        data = QueryDict(mutable=True)
        for name, texts in self.typed.items():
            data.setlist(name, texts)
        return data

    @property
    def words(self) -> str:
        """All that is typed, one field a line."""
        return "\n".join(text for texts in self.typed.values() for text in texts)

    @property
    def body(self) -> str:
        return self.typed.get("body", [""])[-1]


def pks_with(secret: str, forms: Iterable[TypedForm]) -> list[int]:
    """Those in which a secret stands."""
    return [form.pk for form in forms if secret in form.words]
