from datetime import datetime

from django import forms
from django.http import QueryDict

from components.models import Component
from incidents.forms.component_rows import UNCHANGED, ComponentsField, Row, rows
from incidents.forms.first_words import FirstWordsMixin
from incidents.forms.page_time import PageTimeField
from incidents.forms.places import PlacesForm
from incidents.forms.promise import ClockTimeField, NextUpdateField, promised_at
from incidents.forms.refusable import RefusableForm
from incidents.models import AffectedComponent, Incident, IncidentTemplate, IncidentUpdate
from incidents.placeholders import fill, names_in
from incidents.refusals import BodyMissing, NameMissing, StatusOfAnotherKind
from incidents.status import INCIDENT_STATUSES, Impact, Status, impact_of, most_severe
from lib.refused import Refused
from pages.models import Page


class PostedMeanwhile(Refused):
    message = "Somebody posted meanwhile."


class StatusField(forms.ChoiceField):
    widget = forms.RadioSelect
    default_error_messages = {
        "required": "Choose a status.",
        "invalid_choice": StatusOfAnotherKind.message,
    }


class BodyField(forms.CharField):
    """What readers will see; how long it may be, the domain says."""

    widget = forms.Textarea(attrs={"rows": 5})
    default_error_messages = {"required": BodyMissing.message}


class NameField(forms.CharField):
    default_error_messages = {"required": NameMissing.message}


class ImpactField(forms.ChoiceField):
    def __init__(self, **kwargs):
        impacts = [impact for impact in Impact if impact != Impact.MAINTENANCE]
        choices = [("", "As the components say"), *((i.value, i.label) for i in impacts)]
        super().__init__(label="Impact", choices=choices, required=False, **kwargs)


class UpdateFields(PlacesForm):
    """What every update says, the first one and those that follow, besides its status."""

    body = BodyField(label="Message", help_text="Markdown. Readers see it as soon as you post.")
    components = ComponentsField()
    next_update_in = NextUpdateField()
    next_update_by = ClockTimeField(
        label="or at a time", help_text="Such as 14:30; it goes before the choice above."
    )
    display_at = PageTimeField(label="Time of the update", help_text="Empty: now.")
    notify = forms.BooleanField(label="Tell subscribers", required=False, initial=True)

    # What most updates leave as it is, and the page therefore folds away.
    folded = ["display_at"]
    involved: list[int] = []

    @property
    def has_more(self) -> bool:
        """Whether something folded away was typed or is wrong."""
        return any(self[name].value() or self[name].errors for name in self.folded)

    def component_rows(self) -> list[Row]:
        return rows(self["components"].value() or {}, self.involved)

    def promised_at(self) -> datetime | None:
        """When the next update is due, by what was chosen."""
        data = self.cleaned_data
        impact = self.impact(data["components"].component_statuses)
        return promised_at(data["next_update_in"], impact=impact, status=data["status"])

    def impact(self, component_statuses: list[tuple[Component, str | None]]) -> str:
        """What the incident's impact will be, as far as the components say."""
        return impact_of(status or component.status for component, status in component_statuses)

    def check_nobody_posted(self) -> None:
        """Refuse once what its author would not write, had they seen what others posted."""

    def told(self) -> dict:
        """The arguments that `declare` and `post_update` have in common."""
        data = self.cleaned_data
        return {
            "status": data["status"],
            "body": data["body"],
            "at": data["display_at"],
            "next_update_by": data["next_update_by"] or self.promised_at(),
            "notify": data["notify"],
            "component_statuses": data["components"].component_statuses,
            "impact_words": data["components"].impact_words,
        }


class DeclareForm(FirstWordsMixin, UpdateFields):
    """What staff type to declare an incident; `Incident.objects.declare()` writes it."""

    name = NameField(label="Name", help_text="What is wrong, in the readers' words.")
    started_at = PageTimeField(label="Began", help_text="Empty: at the time of the update.")
    impact_override = ImpactField()

    folded = ["display_at", "started_at", "impact_override"]
    texts = ("name", "body")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"] = StatusField(
            choices=[(status.value, status.label) for status in INCIDENT_STATUSES],
            initial=Status.INVESTIGATING,
        )
        self.order_fields(["name", "status", "body"])

    @staticmethod
    def prefilled(template: IncidentTemplate) -> dict:
        """The form's initial values from a template. Its components keep their statuses."""
        named = list(template.components.public())
        known = {"component": ", ".join(component.name for component in named)}
        name = fill(template.title, known)
        if not names_in(name):
            known["incident"] = name
        return {
            "name": name,
            "status": template.status,
            "body": fill(template.body, known),
            "notify": template.notify,
            "components": {component.pk: {"status": UNCHANGED} for component in named},
        }

    def incident_name(self) -> str:
        # The texts are filled in their order, the name first.
        return ""

    def impact(self, component_statuses):
        return self.cleaned_data["impact_override"] or super().impact(component_statuses)

    def promised_at(self):
        return super().promised_at() or self.promised_by_first_text()

    def told(self) -> dict:
        own = {key: self.cleaned_data[key] for key in ["name", "started_at", "impact_override"]}
        told = {**super().told(), **own}
        return {**told, "body": self.words_with(told["next_update_by"])}

    def post(self, *, by=None) -> IncidentUpdate:
        """Tell readers what the valid form says."""
        return Incident.objects.declare(**self.told(), by=by).updates.get()


class IncidentUpdateForm(UpdateFields):
    """What staff type to post an update; `Incident.post_update()` writes it."""

    def __init__(self, *args, incident: Incident, **kwargs):
        super().__init__(*args, **kwargs)
        self.incident = incident
        self.involved = list(
            AffectedComponent.objects.filter(update__incident=incident).values_list(
                "component_id", flat=True
            )
        )
        self.fields["status"] = StatusField(
            choices=[
                (s.value, f"Update (still {s.label})" if s == incident.status else s.label)
                for s in incident.statuses
            ],
            initial=incident.status,
        )
        # The underscore marks what the page itself sends along, as in Django's admin.
        self.fields["_newest_update"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=self._newest().code
        )

    def incident_name(self) -> str:
        return self.incident.name

    def impact(self, component_statuses):
        if self.incident.impact_override or self.incident.is_maintenance:
            return self.incident.impact
        return most_severe([self.incident.impact, super().impact(component_statuses)])

    def post(self, *, by=None) -> IncidentUpdate:
        """Tell readers what the valid form says."""
        return self.incident.post_update(**self.told(), by=by)

    def check_nobody_posted(self) -> None:
        """Refuse once when there is an update this form's author has not seen.

        Call it in the transaction that posts: it lets nobody else post until that ends.
        """
        Page.objects.select_for_update().get()
        seen = self.incident.updates.filter(code=self.cleaned_data["_newest_update"]).first()
        newest = self._newest()
        if seen is None or seen == newest:
            return
        self.incident.refresh_from_db()
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["_newest_update"] = newest.code
        if self.cleaned_data["status"] == seen.status:
            # Left as it was; kept, it would move the incident back.
            data["status"] = self.incident.status
        self.data = data
        raise PostedMeanwhile(self._meanwhile(seen))

    def _newest(self):
        return self.incident.updates.order_by("pk").last()

    def _meanwhile(self, seen) -> str:
        unseen = [update for update in self.incident.timeline() if update.pk > seen.pk]
        told = " ".join(
            f"{update.author} posted meanwhile: {update.label}, “{update.body}”"
            for update in unseen
        )
        return f"{told} Your words are kept: post again to add them."


class IncidentNameForm(RefusableForm):
    """A better name, or the impact stated by hand; `Incident.rename()` writes it."""

    name = NameField(label="Name")
    impact_override = ImpactField()

    def __init__(self, *args, incident: Incident, **kwargs):
        initial = {"name": incident.name, "impact_override": incident.impact_override}
        super().__init__(*args, initial=initial, auto_id="id_incident_%s", **kwargs)
        if incident.is_maintenance:
            del self.fields["impact_override"]
