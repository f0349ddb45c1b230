"""What one update says of each component: its new status, and in words what that means."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from components.models import Component
from components.status import ComponentStatus
from incidents.refusals import ComponentNotOnPage

# Named by the update, with whatever status the component has at its time.
UNCHANGED = "unchanged"

WORDS = {
    "fails": forms.CharField(label="What fails", max_length=1000, required=False),
    "works": forms.CharField(label="What still works", max_length=1000, required=False),
    "workaround": forms.CharField(label="Workaround", max_length=1000, required=False),
}


@dataclass
class Told:
    """What the form says of components, as `Incident.post_update` takes it."""

    component_statuses: list[tuple[Component, str | None]] = field(default_factory=list)
    impact_words: dict[Component, dict[str, str]] = field(default_factory=dict)


@dataclass
class Row:
    """One component in the form. `is_involved`: the incident, or what was typed, names it."""

    component: Component
    typed: Mapping[str, str]
    is_involved: bool

    @property
    def key(self) -> str:
        return str(self.component.pk)

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """Name, label and what was typed."""
        return [(name, str(word.label), self.typed.get(name, "")) for name, word in WORDS.items()]

    @property
    def has_words(self) -> bool:
        return any(text for _, _, text in self.words)

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, label and whether it is selected."""
        chosen = self.typed.get("status", "")
        return [
            (value, str(label), value == chosen)
            for value, label in [
                ("", "Not affected" if not self.is_involved else "No change"),
                (UNCHANGED, "Affected, status unchanged"),
                *ComponentStatus.choices,
            ]
        ]


class ComponentsWidget(forms.Widget):
    """Reads `components-<id>` (the status) and `components-<id>-fails` and so on.

    It draws nothing: the template does, from `rows()`.
    """

    def value_from_datadict(self, data, files, name):
        pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,18}})(?:-({'|'.join(WORDS)}))?")
        typed: dict[int, dict[str, str]] = {}
        for key in data:
            match = pattern.fullmatch(key)
            if match and data[key].strip():
                typed.setdefault(int(match[1]), {})[match[2] or "status"] = data[key]
        return typed


class ComponentsField(forms.Field):
    """The rows of components; cleans to what they tell. A row left alone tells nothing."""

    widget = ComponentsWidget

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        known = Component.objects.in_bulk(value)
        told, errors = Told(), []
        for pk, typed in value.items():
            component = known.get(pk)
            if component is None:
                errors.append(ComponentNotOnPage.message)
                continue
            status = typed.get("status", UNCHANGED)
            if status not in {UNCHANGED, *ComponentStatus.values}:
                errors.append(f"{component}: choose one of the statuses.")
            told.component_statuses.append((component, status if status != UNCHANGED else None))
            told.impact_words[component] = _clean_words(component, typed, errors)
        if errors:
            raise ValidationError(errors)
        return told


def _clean_words(component: Component, typed: Mapping[str, str], errors: list) -> dict[str, str]:
    words = {}
    for name, words_field in WORDS.items():
        try:
            words[name] = words_field.clean(typed.get(name, ""))
        except ValidationError as error:
            errors += [f"{component}, {words_field.label}: {text}" for text in error.messages]
    return words


def rows(typed: Mapping[int, Mapping[str, str]], involved: Collection[int] = ()) -> list[Row]:
    """All components on the page and those typed, the involved ones first."""
    components = Component.objects.filter(Q(is_visible=True) | Q(pk__in=typed))
    found = [
        Row(component, typed.get(component.pk, {}), component.pk in {*involved, *typed})
        for component in components.in_place()
    ]
    return sorted(found, key=lambda row: not row.is_involved)
