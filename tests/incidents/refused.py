"""What is refused is refused whole: every table stays as it was."""

from contextlib import contextmanager

import pytest
from django.apps import apps

from pages.models import Page


def everything():
    """Every row of every table of ours."""
    ours = {"pages", "components", "incidents", "accounts"}
    models = [model for model in apps.get_models() if model._meta.app_label in ours]
    return {model: sorted(model.objects.values_list(), key=repr) for model in models}


@contextmanager
def refused(refusal):
    """The block is refused by name, and leaves everything as it was."""
    Page.current()
    before = everything()

    with pytest.raises(refusal):
        yield

    assert everything() == before
