"""A second person looks at what is told: the ways from a proposal to an update."""

from collections.abc import Mapping

from incidents.forms import DeclareForm, IncidentUpdateForm
from incidents.forms.incident import PostedMeanwhile
from incidents.models import IncidentUpdate, Proposal
from incidents.models.text import clean_reason
from incidents.refusals_of_proposals import (
    AloneWithoutReason,
    NoLongerPossible,
    OwnProposal,
    ToldSince,
)
from pages.models import Page

Decision = Proposal.Decision
ProposableForm = DeclareForm | IncidentUpdateForm


def form_of(proposal: Proposal) -> ProposableForm:
    """The form as its proposer sent it."""
    return _form(proposal, proposal.data)


def approve(proposal: Proposal, *, by, seen: str = "") -> IncidentUpdate:
    """Post it as it was proposed, in the proposer's name.

    `seen` is the code of the newest update told since, once whoever approves has read it.
    """
    if proposal.by == by:
        raise OwnProposal
    with Page.changing() as page:
        proposal.decide(Decision.APPROVED, by=by)
        _check_told_since(proposal, seen)
        update = _caught_up(proposal).post(by=proposal.by)
        _note(page, f"proposed by {proposal.by}, approved by {by}")
    return update


def post_edited(proposal: Proposal, form: ProposableForm, *, by) -> IncidentUpdate:
    """Post what a second person made of it, in that person's name."""
    if proposal.by == by:
        raise OwnProposal
    with Page.changing() as page:
        proposal.decide(Decision.EDITED, by=by)
        update = form.post(by=by)
        _note(page, f"proposed by {proposal.by}, edited and posted by {by}")
    return update


def post_alone(
    form: ProposableForm, *, by, reason: str, proposal: Proposal | None = None
) -> IncidentUpdate:
    """Post it without a second person; the activity log keeps why. It ends its proposal."""
    if not reason.strip():
        raise AloneWithoutReason
    reason = clean_reason(reason)
    with Page.changing() as page:
        if proposal:
            proposal.decide(Decision.ALONE, by=by, reason=reason)
        update = form.post(by=by)
        _note(page, f"published alone: {reason}")
    return update


def _form(proposal: Proposal, data: Mapping) -> ProposableForm:
    zone = Page.current().zone
    if proposal.incident is None:
        return DeclareForm(data, zone=zone)
    return IncidentUpdateForm(data, incident=proposal.incident, zone=zone)


def _check_told_since(proposal: Proposal, seen: str) -> None:
    told = proposal.since()
    if told and told[-1].code != seen:
        words = " ".join(
            f"{update.author} posted meanwhile: {update.incident}, "
            f"{update.get_status_display()}, “{update.body}”"
            for update in told
        )
        raise ToldSince(f"{words} Press again to post this proposal after it.")


def _caught_up(proposal: Proposal) -> ProposableForm:
    """The valid form; a status left as it was then follows what was told since."""
    form = _valid(form_of(proposal))
    try:
        form.check_nobody_posted()
    except PostedMeanwhile:
        form = _valid(_form(proposal, form.data))
    return form


def _valid(form: ProposableForm) -> ProposableForm:
    if not form.is_valid():
        raise NoLongerPossible(
            " ".join(str(text) for texts in form.errors.values() for text in texts)
        )
    return form


def _note(page: Page, words: str) -> None:
    """Add how it came to be posted to what the activity log says."""
    action, thing, summary = page.noted
    page.note(action, thing, f"{summary}; {words}" if summary else words)
