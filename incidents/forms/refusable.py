from collections.abc import Sequence
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django import forms
from django.db import transaction
from django.http import QueryDict

from incidents.forms.page_time import PageTimeField
from incidents.hints import Hint
from lib.refused import Refused


class RefusableForm(forms.Form):
    """A form whose content the domain may refuse; the refusal is shown at the field it names."""

    # What to think of before posting; None as long as nobody looked.
    hints: Sequence[Hint] | None = None

    def __init__(self, *args, zone: ZoneInfo, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            if isinstance(field, PageTimeField):
                field.use_zone(zone)

    def restore(self, data: QueryDict) -> None:
        """Show what was typed another time, as if it were typed now."""
        self.initial = {
            name: field.widget.value_from_datadict(data, {}, name)
            for name, field in self.fields.items()
        }

    @contextmanager
    def writing(self):
        """Write all of what follows, or nothing and add the refusal to `errors`."""
        try:
            with transaction.atomic():
                yield
        except Refused as refused:
            field = refused.field if refused.field in self.fields else None
            self.add_error(field, str(refused))
