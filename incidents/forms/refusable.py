from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django import forms
from django.db import transaction

from incidents.forms.page_time import PageTimeField
from lib.refused import Refused


class RefusableForm(forms.Form):
    """A form whose content the domain may refuse; the refusal is shown at the field it names."""

    def __init__(self, *args, zone: ZoneInfo, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            if isinstance(field, PageTimeField):
                field.use_zone(zone)

    @contextmanager
    def writing(self):
        """Write all of what follows, or nothing and add the refusal to `errors`."""
        try:
            with transaction.atomic():
                yield
        except Refused as refused:
            field = refused.field if refused.field in self.fields else None
            self.add_error(field, str(refused))
