"""What the forms know of a text while it is typed, and what there is to say of it."""

from collections.abc import Collection, Iterable
from functools import singledispatch
from zlib import crc32

from components.models import Component
from components.status import ComponentStatus
from incidents.forms.component_rows import UNCHANGED
from incidents.forms.correction import CorrectionForm
from incidents.forms.incident import UpdateFields
from incidents.forms.maintenance import ScheduleForm
from incidents.forms.postmortem import PostmortemForm
from incidents.forms.refusable import RefusableForm
from incidents.hints import Draft, Hint, hints_for
from incidents.models.text import BODY_LENGTH
from incidents.status import Status
from pages.models import Page

TITLE_LENGTH = 255


@singledispatch
def hints_of(form: RefusableForm) -> list[Hint]:
    """The hints on what was typed into a form, whether it is valid or not."""
    raise TypeError(f"Nothing is known of a {type(form).__name__}.")


@hints_of.register
def _(form: UpdateFields) -> list[Hint]:
    components = form["components"].value() or {}
    words = [
        word for typed in components.values() for key, word in typed.items() if key != "status"
    ]
    return _hints(
        form,
        words=words,
        status=_typed(form, "status"),
        has_next_update_by=_has_next_update_by(form),
        component_statuses=_statuses(form, components),
    )


@hints_of.register
def _(form: ScheduleForm) -> list[Hint]:
    return _hints(form, status=Status.SCHEDULED)


@hints_of.register
def _(form: PostmortemForm) -> list[Hint]:
    return _hints(form, status="postmortem")


@hints_of.register
def _(form: CorrectionForm) -> list[Hint]:
    return _hints(form, words=[_typed(form, "reason")], status="correction")


def fingerprint(hints: Iterable[Hint]) -> str:
    """Short, and the same for hints that look the same; empty for none."""
    shown = "\n".join(f"{hint.kind} {' '.join(hint.excerpts)}" for hint in hints)
    return f"{crc32(shown.encode()):08x}" if shown else ""


def _hints(form: RefusableForm, *, words: Iterable[str] = (), **known) -> list[Hint]:
    text = "\n".join([_typed(form, "body"), *words])[:BODY_LENGTH]
    draft = Draft(text, title=_typed(form, "name")[:TITLE_LENGTH], **known)
    return hints_for(draft, language=Page.current().language)


def _typed(form: RefusableForm, name: str) -> str:
    return str(form[name].value() or "") if name in form.fields else ""


def _has_next_update_by(form: UpdateFields) -> bool:
    if form.is_valid():
        return form.told()["next_update_by"] is not None
    return bool(_typed(form, "next_update_by") or _typed(form, "next_update_in"))


def _statuses(form: UpdateFields, typed: dict[int, dict[str, str]]) -> Collection[str]:
    """The statuses of the components that the incident names, as they will be."""
    named = Component.objects.filter(pk__in={*typed, *form.involved})
    now = dict(named.values_list("pk", "status"))
    chosen = {pk: typed.get(pk, {}).get("status", UNCHANGED) for pk in now}
    known = set(ComponentStatus.values)
    return {status if status in known else now[pk] for pk, status in chosen.items()}
