"""The places of a prepared text, filled in when the form that holds it is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils import timezone

from incidents.forms.refusable import RefusableForm
from incidents.placeholders import KNOWN, fill_all, names_in
from incidents.refusals import PlaceholderLeft
from lib.stamps import clock, stamp
from pages.models import Page


@dataclass(frozen=True)
class Asked:
    """A place that only its author can fill: the name of its input, and what was typed there."""

    name: str
    typed: str

    @property
    def key(self) -> str:
        return f"place-{self.name}"

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()


class PlacesForm(RefusableForm):
    """Fills the places in what the form will tell, and refuses what stays open."""

    texts: tuple[str, ...] = ("body",)
    _restored: Mapping[str, str] = {}

    if TYPE_CHECKING:

        def promised_at(self) -> datetime | None: ...

        def incident_name(self) -> str: ...

    def asked(self) -> list[Asked]:
        """The places in the texts that only the author can fill."""
        names = names_in("\n".join(str(self[name].value() or "") for name in self.texts))
        return [Asked(name, self._typed(name)) for name in names if name not in KNOWN]

    def restore(self, data: QueryDict) -> None:
        super().restore(data)
        self._restored = data

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        # With an error elsewhere, nothing is posted, and not all is known.
        if not self.errors and any(names_in(data[name]) for name in self.texts):
            self._fill(data)
        return data

    def _fill(self, data: dict[str, Any]) -> None:
        values = {one.name: one.typed for one in self.asked()} | dict(self._known(data))
        for name in self.texts:
            try:
                data[name] = fill_all(data[name], values)
            except PlaceholderLeft as left:
                self.add_error(name, str(left))
                continue
            if name == "name":
                values["incident"] = data[name]

    def _known(self, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
        zone = Page.current().zone
        at = (data["display_at"] or timezone.now()).astimezone(zone)
        named = data["components"].component_statuses
        yield "component", ", ".join(component.name for component, _ in named)
        yield "incident", self.incident_name()
        yield "time", stamp(at)
        if promised := data["next_update_by"] or self.promised_at():
            by = promised.astimezone(zone)
            yield "next_update", clock(by) if by.date() == at.date() else stamp(by)

    def _typed(self, name: str) -> str:
        typed = self.data if self.is_bound else self._restored
        return " ".join(typed.get(f"place-{name}", "").split())
